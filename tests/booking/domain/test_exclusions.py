from datetime import UTC, datetime

from services.booking.domain.exclusions import excluded, helper_needed
from services.booking.domain.modes import Mode
from services.booking.domain.reasons import Reason
from services.booking.domain.situation import AgeBand, Situation
from tests.booking.index.small_worlds import CATALOGUE, TODAY


def barred(need_id: str, **told: object) -> dict[Mode, Reason]:
    situation = Situation(need_id, "48030", datetime(2026, 11, 20, tzinfo=UTC), **told)
    return dict(excluded(situation, CATALOGUE.need(need_id), TODAY))


def test_an_age_that_is_not_served_bars_every_mode() -> None:
    found = barred("child-fever", age_band=AgeBand.UNDER_3_MONTHS)
    assert found.keys() == CATALOGUE.need("child-fever").modes
    assert set(found.values()) == {Reason.AGE_NOT_SERVED}


def test_a_baby_s_symptom_is_seen_in_the_same_room_or_not_at_all() -> None:
    found = barred("ear-pain", age_band=AgeBand.UNDER_3_MONTHS, home_video_possible=True)
    elsewhere = (Mode.CABIN, Mode.HOME_VISIT, Mode.ASSISTED_VIDEO)
    assert found == dict.fromkeys(elsewhere, Reason.AGE_IN_PERSON_ONLY)
    assert barred("ear-pain", age_band=AgeBand.UNDER_6) == {}
    assert Reason.AGE_IN_PERSON_ONLY not in barred("baby-advice", age_band=AgeBand.UNDER_3_MONTHS).values()


def test_video_at_home_must_be_possible_and_nobody_else_needed() -> None:
    assert barred("cough") == {Mode.HOME_VIDEO: Reason.HOME_VIDEO_NOT_POSSIBLE}
    assert barred("cough", home_video_possible=True) == {}
    assert barred("cough", home_video_possible=True, helper_wanted=True) == {
        Mode.HOME_VIDEO: Reason.HELPER_WANTED
    }


def test_a_long_sick_note_is_in_person_or_with_the_treating_doctor() -> None:
    alone = barred("fever", long_sick_note=True, home_video_possible=True)
    assert alone == dict.fromkeys(
        (Mode.CABIN, Mode.ASSISTED_VIDEO, Mode.HOME_VIDEO, Mode.HOME_VISIT), Reason.LONG_SICK_NOTE
    )
    own = barred("fever", long_sick_note=True, home_video_possible=True, treating_doctor_rpps="10000000001")
    assert own == {Mode.HOME_VISIT: Reason.LONG_SICK_NOTE}


def test_nobody_is_enrolled_twice() -> None:
    need = "heart-failure-follow-up"
    assert barred(need, existing_programme="heart_failure", home_video_possible=True) == {
        Mode.TELEMONITORING: Reason.ALREADY_FOLLOWED
    }
    assert barred(need, existing_programme="diabetes", home_video_possible=True) == {}


def test_some_needs_call_for_help_by_themselves() -> None:
    situation = Situation("wound-care", "48030", datetime(2026, 11, 20, tzinfo=UTC))
    assert helper_needed(situation, CATALOGUE.need("wound-care"))
    assert not helper_needed(situation, CATALOGUE.need("ear-pain"))
