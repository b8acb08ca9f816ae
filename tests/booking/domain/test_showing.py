from dataclasses import replace
from datetime import UTC, datetime

from services.booking.domain.modes import Mode
from services.booking.domain.options import Option
from services.booking.domain.resources import Cabin, Nurse, Part, Practitioner, Programme, Resource
from services.booking.domain.sentence_words import person, way_fr
from services.booking.domain.showing import option_from, vanished
from services.booking.domain.ticket import Ticket, TicketClaim
from services.hours.grains import grain_of
from tests.booking.index.small_worlds import CATALOGUE, NOW, TODAY, commune, resource

HOME = commune("48030", 44.5, 3.5)
START = grain_of(datetime(2026, 11, 20, 13, 20, tzinfo=UTC))  # 14:20 in Mende
CABIN = resource(
    "cabin",
    Part.CABIN,
    Cabin("pharmacy", frozenset({"otoscope", "thermometer", "scale"}), assistance="on_site", step_free=True),
    HOME,
    address="1 place du Foirail",
    last_confirmed_at=datetime(2026, 11, 19, tzinfo=UTC),
)
GP = resource(
    "gp",
    Part.PRACTITIONER,
    Practitioner("SM54", "10000000001", frozenset({"VR", "AMB"}), sector="1"),
    HOME,
    last_confirmed_at=datetime(2026, 11, 1, tzinfo=UTC),
    demo=True,
)
NURSE = resource("nurse", Part.NURSE, Nurse("SI01", equipment=frozenset({"otoscope", "thermometer"})), HOME)


def shown(
    mode: Mode, *takes: Resource, need: str = "ear-pain", now: datetime = NOW, **changed: object
) -> Option:
    claims = tuple(TicketClaim(each.id, each.part, START, START + 4) for each in takes)
    travel = {Mode.CABIN: 12, Mode.IN_PERSON: 65, Mode.DIGITAL_HELP: 5}.get(mode, 0)
    ticket = replace(Ticket(mode, need, "48030", START, 3, travel, 75, 98, False, claims, "d"), **changed)
    return option_from(ticket, "id", {each.id: each for each in takes}, CATALOGUE.need(need), TODAY, now=now)


def test_a_cabin_says_how_far_when_who_with_what_and_who_helps() -> None:
    option = shown(Mode.CABIN, CABIN, GP)
    assert option.why == (
        "À 12 minutes de route, la pharmacie ouvre un créneau à 14 h 20 avec un médecin généraliste à "
        "distance ; un appareil pour regarder l'oreille et un thermomètre en état de marche, quelqu'un est "
        "là pour vous aider."
    )
    assert option.why_en == (
        "12 min away: the pharmacy has a slot at 14:20 with a GP on video; "
        "otoscope and thermometer in working order, somebody is there to help you."
    )
    assert option.cost.startswith("Téléconsultation à 25 €")
    assert (option.equipment, option.distance_km, option.step_free) == (
        ("otoscope", "thermometer"),
        9.8,
        True,
    )
    assert (option.place_name, option.address) == ("Nom de cabin", "1 place du Foirail")
    assert option.last_confirmed_at == GP.last_confirmed_at  # as fresh as the least fresh
    assert option.demo


def test_another_day_is_named() -> None:
    def told(now: datetime) -> str:
        return shown(Mode.CABIN, CABIN, GP, now=now).why

    assert "novembre" not in told(NOW)
    # Today is the day at the place, not in UTC: 23:30 UTC on the 18th is the 19th there.
    assert "un créneau demain à 14 h 20" in told(datetime(2026, 11, 18, 23, 30, tzinfo=UTC))
    assert "vendredi 20 novembre à 14 h 20" in told(datetime(2026, 11, 18, 22, 30, tzinfo=UTC))
    assert "vendredi 20 novembre à 14 h 20" in told(datetime(2026, 11, 21, 8, tzinfo=UTC))
    at_home = shown(Mode.HOME_VISIT, NURSE, now=datetime(2026, 11, 19, 8, tzinfo=UTC))
    assert at_home.why.startswith("Chez vous demain à 14 h 20 : ")
    assert at_home.why_en.startswith("At home tomorrow at 14:20: ")


def test_home_modes_have_no_place_and_the_zone_of_the_patient() -> None:
    island = replace(NURSE, zone="Indian/Reunion")
    option = shown(Mode.HOME_VISIT, island)
    assert (option.place_name, option.position, option.zone) == ("", None, "Europe/Paris")
    assert "elle apporte : un appareil pour regarder l'oreille et un thermomètre" in option.why
    assert "un médecin généraliste vous voit par vidéo" in shown(Mode.ASSISTED_VIDEO, NURSE, GP).why
    assert "sans aucun trajet" in shown(Mode.HOME_VIDEO, GP).why


def test_the_treating_doctor_is_called_so() -> None:
    assert "votre médecin traitant" in shown(Mode.IN_PERSON, GP, treating_doctor=True).why


def test_a_way_is_not_a_time_of_day() -> None:
    assert shown(Mode.IN_PERSON, GP).why.startswith(
        "À 1 heure 05 de route, un médecin généraliste vous reçoit"
    )
    assert shown(Mode.IN_PERSON, GP, without_car=True).why.startswith("À 1 heure 05 de trajet, ")
    for minutes, way in (
        (0, "tout près de chez vous"),
        (1, "à 1 minute de route"),
        (120, "à 2 heures de route"),
    ):
        assert way_fr(minutes) == way


def test_a_nurse_who_vaccinates_does_not_examine() -> None:
    assert "vient vous vacciner" in shown(Mode.HOME_VISIT, NURSE, need="vaccination").why
    assert "comes to vaccinate you" in shown(Mode.HOME_VISIT, NURSE, need="vaccination").why_en


def test_every_practitioner_of_the_catalogue_has_a_name() -> None:
    codes = {code for need in CATALOGUE.needs.values() for code in CATALOGUE.competences(need)}
    assert {code for code in codes if person(code) == person("")} == set()


def test_a_programme_says_what_follows() -> None:
    programme = resource("prog", Part.PROGRAMME, Programme("heart_failure", weekly_call=True), HOME)
    option = shown(Mode.TELEMONITORING, programme, need="heart-failure-follow-up")
    assert "ensuite un appel chaque semaine ; une ordonnance sera nécessaire" in option.why
    assert option.cost


def test_nothing_is_said_of_a_cost_that_is_not_known() -> None:
    for detail in (replace(GP.detail, competence="SM04"), replace(GP.detail, sector="2")):
        assert shown(Mode.IN_PERSON, replace(GP, detail=detail)).cost == ""


def test_what_has_left_the_directory_is_still_shown() -> None:
    for mode, parts in ((Mode.CABIN, (Part.CABIN, Part.PRACTITIONER)), (Mode.HOME_VISIT, (Part.NURSE,))):
        gone = [vanished(TicketClaim(f"gone-{part}", part, START, START + 4), "48030") for part in parts]
        option = shown(mode, *gone)
        assert option.why.endswith(".")
        assert option.zone == "Europe/Paris"
