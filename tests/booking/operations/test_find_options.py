import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.booking.domain.options import Answer
from services.booking.domain.situation import AgeBand, Situation
from services.booking.index.calendars import HeldClaim
from services.booking.operations.find_options import find_options
from services.booking.operations.locate_situation import locate_situation
from services.booking.operations.replay_decision import replay_decision
from services.booking.operations.show_option import show_option
from services.hours.grains import grain_of
from services.platform.refusals import Conflict, Invalid
from tests.booking.index.small_worlds import CATALOGUE, NOW, World, commune
from tests.booking.operations.routing_world import NETWORK, OWN_DOCTOR, TOWN, VILLAGE, routing

END_OF_INDEX = datetime(2026, 12, 18, tzinfo=UTC)  # a midnight, 28 days after the one before NOW
EAR_PAIN = Situation("ear-pain", "48030", NOW)


def ask(limit: int = 0, **told: object) -> Answer:
    bundle, _ = routing()
    return find_options(bundle, replace(EAR_PAIN, **told), limit, NOW)


def modes(answer: Answer) -> set[str]:
    return {str(option.mode) for option in answer.options}


def test_one_list_mixes_every_mode() -> None:
    answer = ask()
    assert modes(answer) == {"cabin", "home_visit", "assisted_video", "in_person"}
    assert answer.missing == ()
    assert answer.place_label == "Village 48030 (48)"
    assert answer.earliest == NOW + timedelta(minutes=3)  # up to the next grain
    for option in answer.options:
        waited = option.start - answer.earliest
        assert waited == timedelta(minutes=option.wait_minutes)
        assert option.wait_minutes >= option.travel_minutes
        assert option.why.endswith(".")
        assert option.why_en.endswith(".")


def test_the_same_question_has_the_same_answer() -> None:
    assert ask() == ask()


def test_a_limit_is_kept_and_the_modes_left_out_are_named() -> None:
    answer = ask(limit=2)
    assert len(answer.options) == 2
    assert {each.reason for each in answer.missing} == {"LIST_FULL"}
    for limit in (-1, 51):
        with pytest.raises(Invalid, match="LIMIT_INVALID"):
            ask(limit=limit)


def test_the_treating_doctor_leads_even_when_it_takes_no_new_patients() -> None:
    answer = ask(treating_doctor_rpps=OWN_DOCTOR)
    assert answer.options[0].treating_doctor
    assert "own" in {each.id for each in answer.options[0].resources}
    assert not any(option.treating_doctor for option in ask().options)


def test_a_long_sick_note_leaves_practices_and_the_treating_doctor() -> None:
    need = {"need_id": "sick-note", "long_sick_note": True}
    alone = ask(**need)
    assert modes(alone) == {"in_person"}
    assert {each.reason for each in alone.missing} == {"LONG_SICK_NOTE", "HOME_VIDEO_NOT_POSSIBLE"}
    own = ask(**need, treating_doctor_rpps=OWN_DOCTOR, home_video_possible=True)
    remote = [option for option in own.options if option.mode != "in_person"]
    assert remote
    assert all(option.treating_doctor for option in remote)


def test_a_red_flag_answers_with_whom_to_call_and_nothing_else() -> None:
    answer = ask(red_flags=("chest-pain",), need_id="no-such-need", at="nowhere at all")
    assert answer.emergency is not None
    assert answer.emergency.number == "15"
    assert answer.options == ()
    assert answer.fallback is None
    assert ask(red_flags=("suicidal-thoughts", "chest-pain")).emergency.number == "15"


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("RED_FLAG_UNKNOWN", {"red_flags": ("no-such-flag",)}),
        ("NEED_UNKNOWN", {"need_id": "ear"}),
        ("PLACE_UNKNOWN", {"at": "Ville-qui-n-existe-pas"}),
        ("PLACE_EMPTY", {"at": ""}),
        ("COORDINATES_IMPOSSIBLE", {"at": "99,300"}),
        ("TIME_IN_THE_PAST", {"earliest": NOW - timedelta(minutes=6)}),
        ("TIME_BEYOND_HORIZON", {"earliest": NOW + timedelta(days=28)}),
        ("TIME_BEYOND_HORIZON", {"earliest": END_OF_INDEX}),
        ("TIME_BEYOND_HORIZON", {"earliest": END_OF_INDEX - timedelta(minutes=4)}),
        ("TIME_BEYOND_HORIZON", {"earliest": datetime.max.replace(tzinfo=UTC)}),
        ("TIME_WITHOUT_ZONE", {"earliest": datetime(2026, 11, 21)}),
        ("LANGUAGE_INVALID", {"languages": ("french",)}),
        ("LANGUAGE_INVALID", {"languages": ("fr", "en", "ar", "de", "it", "es")}),
        ("RPPS_INVALID", {"treating_doctor_rpps": "123"}),
        ("PROGRAMME_UNKNOWN", {"existing_programme": "sneezing"}),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(reason: str, told: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refusal:
        ask(**told)
    assert refusal.value.reason == reason


def test_clocks_may_differ_by_five_minutes() -> None:
    assert ask(earliest=NOW - timedelta(minutes=5)).earliest == ask().earliest


def test_the_last_hours_of_the_index_are_searched() -> None:
    late = END_OF_INDEX - timedelta(hours=2)
    found = ask(earliest=late)
    assert found.options
    assert all(late <= option.start < END_OF_INDEX for option in found.options)


def test_a_red_flag_is_heard_beside_one_that_is_not_known() -> None:
    answer = ask(red_flags=("no-such-flag", "chest-pain"))
    assert answer.emergency is not None
    assert answer.emergency.number == "15"


def test_homonyms_come_back_as_a_choice() -> None:
    twins = [replace(VILLAGE, name="Bel-Air"), replace(TOWN, name="Bel-Air")]
    bundle, records = routing(World(twins, NETWORK, {}))
    answer = find_options(bundle, replace(EAR_PAIN, at="Bel-Air"), 0, NOW)
    assert {code for code, _ in answer.place_choices} == {"48030", "48095"}
    assert (answer.options, answer.fallback, records) == ((), None, [])


def test_where_nothing_is_in_reach_no_list_is_promised() -> None:
    bundle, _ = routing(World([VILLAGE, TOWN], [], {}))
    answer = find_options(bundle, EAR_PAIN, 0, NOW)
    assert answer.options == ()
    assert answer.fallback is not None
    assert (answer.fallback.stand_by, answer.fallback.phone) == (False, "15")
    assert len(answer.missing) == 4


def test_where_everybody_is_busy_there_is_a_list_and_a_number() -> None:
    always = [HeldClaim(grain_of(NOW) - 10, grain_of(NOW) + 20_000)]
    bundle, _ = routing(World([VILLAGE, TOWN], NETWORK, {each.id: always for each in NETWORK}))
    answer = find_options(bundle, EAR_PAIN, 0, NOW)
    assert answer.options == ()
    assert answer.fallback is not None
    assert (answer.fallback.stand_by, answer.fallback.phone) == (True, "15")


def test_a_baby_s_ear_is_looked_at_in_a_practice_only() -> None:
    answer = ask(age_band=AgeBand.UNDER_3_MONTHS)
    assert modes(answer) == {"in_person"}
    assert {each.reason for each in answer.missing} == {"AGE_IN_PERSON_ONLY"}
    assert "appelez le 15" in answer.notice


def test_a_treating_doctor_who_cannot_be_proposed_is_spoken_of() -> None:
    assert ask().notice == ""
    assert ask(treating_doctor_rpps=OWN_DOCTOR).notice == ""
    assert "n'est pas dans notre annuaire" in ask(treating_doctor_rpps="10000000056").notice
    away = commune("48003", 48.6, 3.5)
    own = next(each for each in NETWORK if each.id == "own")
    practice = replace(own.detail, modalities=frozenset({"AMB"}))
    far = replace(own, commune_code="48003", position=away.position, detail=practice)
    bundle, _ = routing(World([VILLAGE, TOWN, away], [far], {}))
    asked = replace(EAR_PAIN, treating_doctor_rpps=OWN_DOCTOR)
    assert "à plus de deux heures" in find_options(bundle, asked, 0, NOW).notice


def test_the_present_day_is_not_the_one_asked_for() -> None:
    (option, *_) = ask(earliest=NOW + timedelta(days=3)).options
    assert "lundi 23 novembre" in option.why


def test_114_is_named_once() -> None:
    for flag in CATALOGUE.red_flags.values():
        for sentence in CATALOGUE.told(flag):
            assert len(re.findall(r"\b114\b", sentence)) == 1, flag.id


def test_a_newborn_with_fever_is_sent_to_the_phone() -> None:
    answer = ask(need_id="child-fever", age_band=AgeBand.UNDER_3_MONTHS)
    assert answer.options == ()
    assert answer.emergency is not None
    assert (answer.emergency.number, answer.emergency.red_flag_id) == ("15", "fever-baby-under-3-months")


def test_the_place_s_own_access_is_part_of_the_answer() -> None:
    access = ask().access
    assert access is not None
    assert (access.basis, access.verdict) == ("estimated", "dense")


def test_a_decision_is_recorded_without_identity_and_replays() -> None:
    bundle, records = routing()
    near = replace(EAR_PAIN, at="44.50123,3.50456")
    answer = find_options(bundle, near, 0, NOW)
    (record,) = records
    assert record.decision_id == answer.decision_id
    assert record.asked.commune_code == "48030"
    assert "44.50" not in repr(record)
    assert all(option.distance_km == round(option.distance_km) for option in answer.options)
    assert any(option.distance_km > 0 for option in answer.options)
    replayed = replay_decision(record, bundle.signer)
    assert replayed.same
    assert replayed.option_ids == tuple(option.id for option in answer.options)


def test_an_option_is_shown_again_from_its_id() -> None:
    bundle, _ = routing()
    answer = find_options(bundle, EAR_PAIN, 0, NOW)
    for option in answer.options:
        assert show_option(bundle, option.id, NOW) == option
    bundle.index.remove("cabin")
    cabin = next(option for option in answer.options if option.mode == "cabin")
    assert show_option(bundle, cabin.id, NOW).start == cabin.start


def test_a_situation_is_placed_for_the_stand_by_list() -> None:
    bundle, _ = routing()
    located = locate_situation(bundle, EAR_PAIN)
    assert (located.commune_code, located.isolation_km) == ("48030", 0.0)
    lonely = commune("48001", 46.5, 3.5)
    empty, _ = routing(World([lonely], [], {}))
    assert locate_situation(empty, replace(EAR_PAIN, at="48001")).isolation_km == 200.0
    twins, _ = routing(World([replace(VILLAGE, name="Bel-Air"), replace(TOWN, name="Bel-Air")], [], {}))
    told_all_wrong = {"red_flags": ("chest-pain",), "need_id": "no-such-need", "at": "nowhere"}
    newborn = {"need_id": "child-fever", "age_band": AgeBand.UNDER_3_MONTHS, "at": "nowhere"}
    for alarming in (told_all_wrong, newborn):
        with pytest.raises(Conflict, match="EMERGENCY"):
            locate_situation(bundle, replace(EAR_PAIN, **alarming))
    with pytest.raises(Invalid, match="AGE_NOT_SERVED"):
        locate_situation(bundle, replace(EAR_PAIN, need_id="child-fever", age_band=AgeBand.FROM_80))
    with pytest.raises(Invalid, match="PLACE_AMBIGUOUS"):
        locate_situation(twins, replace(EAR_PAIN, at="Bel-Air"))
