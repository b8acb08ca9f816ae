from dataclasses import replace
from datetime import UTC, datetime

from services.booking.domain.modes import Mode
from services.booking.domain.options import Option
from services.booking.domain.resources import Cabin, Nurse, Part, Practitioner, Programme, Resource
from services.booking.domain.showing import option_from, vanished
from services.booking.domain.ticket import Ticket, TicketClaim
from services.hours.grains import grain_of
from tests.booking.index.small_worlds import CATALOGUE, TODAY, commune, resource

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


def shown(mode: Mode, *takes: Resource, need: str = "ear-pain", **changed: object) -> Option:
    claims = tuple(TicketClaim(each.id, each.part, START, START + 4) for each in takes)
    travel = {Mode.CABIN: 12, Mode.IN_PERSON: 65, Mode.DIGITAL_HELP: 5}.get(mode, 0)
    ticket = replace(Ticket(mode, need, "48030", START, 3, travel, 75, 98, False, claims, "d"), **changed)
    return option_from(ticket, "id", {each.id: each for each in takes}, CATALOGUE.need(need), TODAY)


def test_a_cabin_says_how_far_when_who_with_what_and_who_helps() -> None:
    option = shown(Mode.CABIN, CABIN, GP)
    assert option.why == (
        "À 12 min : la pharmacie ouvre un créneau à 14 h 20 avec un médecin généraliste à distance ; "
        "otoscope et thermomètre en état de marche, quelqu'un est là pour vous aider."
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
    assert "novembre" not in shown(Mode.CABIN, CABIN, GP).why
    assert "vendredi 20 novembre à 14 h 20" in shown(Mode.CABIN, CABIN, GP, wait_minutes=15 * 60).why


def test_home_modes_have_no_place_and_the_zone_of_the_patient() -> None:
    island = replace(NURSE, zone="Indian/Reunion")
    option = shown(Mode.HOME_VISIT, island)
    assert (option.place_name, option.position, option.zone) == ("", None, "Europe/Paris")
    assert "elle apporte : otoscope et thermomètre" in option.why
    assert "un médecin généraliste vous voit par vidéo" in shown(Mode.ASSISTED_VIDEO, NURSE, GP).why
    assert "sans aucun trajet" in shown(Mode.HOME_VIDEO, GP).why


def test_the_treating_doctor_is_called_so() -> None:
    assert "votre médecin traitant" in shown(Mode.IN_PERSON, GP, treating_doctor=True).why
    assert "À 1 h 05" in shown(Mode.IN_PERSON, GP).why


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
