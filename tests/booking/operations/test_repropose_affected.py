"""Proposals: another option, held beside an appointment that cannot be kept as it is."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from services.booking.domain.appointments import Status
from services.booking.domain.decisions import Asked, DecisionRecord, KeptDecision, to_json
from services.booking.domain.modes import Mode
from services.booking.domain.ranking import RankingTerms
from services.booking.domain.resources import Cabin
from services.booking.domain.situation import AgeBand, Mobility, Situation
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.finding import Choices
from services.booking.operations.lapse_holds import lapse_holds
from services.booking.operations.move_appointment import move_appointment
from services.booking.operations.record_outcome import record_outcome
from services.booking.operations.repropose_affected import (
    LEAST_TO_ANSWER,
    MOST_UNANSWERED,
    SEARCHING,
    affected_at,
    propose,
    repropose_affected,
)
from services.booking.operations.view_appointment import get_appointment
from services.platform.refusals import Refusal
from tests.booking.world import MARTIN, MORNING, SIGNER, WORKING, option, resource

SOON = MORNING + timedelta(hours=4)
TOMORROW = MORNING + timedelta(days=1)
ELSEWHERE = option(SOON, "cabin-2", "doctor-2")
BROKEN = {"working": WORKING - {"otoscope"}, "broken": frozenset({"otoscope"})}


@pytest.fixture(autouse=True)
def _nothing_broken_at_the_end(there):
    yield
    assert there.broken() == []


def refused(reason, work, *given):
    with pytest.raises(Refusal) as error:
        work(*given)
    assert error.value.reason == reason


class Found:
    """Routing that finds those of some options that start from the asked instant on, in the order told."""

    def __init__(self, *option_ids):
        self.option_ids, self.asked, self.kept = option_ids, [], []

    async def __call__(self, situation):
        self.asked.append(situation)
        found = (each for each in self.option_ids if SIGNER.open(each).start >= situation.earliest)
        return Choices(tuple(found), lambda: self.kept.append(situation.earliest))


def look(there, appointment_id):
    return there.look(lambda book: get_appointment(book, appointment_id))


def move(there, appointment_id, option_id):
    return there.do(lambda book: move_appointment(book, there.grounds, appointment_id, option_id))


def lapse(there):
    return there.do(lambda book: lapse_holds(book, there.grounds))


def kinds(there):
    return [
        each.kind for each in there.do(lambda book: book.claim_unsent(there.watch.at, there.watch.at, 50))
    ]


def fail_cabin(there, cabin_id="cabin-1", **detail):
    there.do(lambda book: book.put_resources([resource(cabin_id, detail=Cabin(**(detail or BROKEN)))]))


def repropose(there, *option_ids, cabins=("cabin-1",)):
    found = Found(*option_ids)
    return asyncio.run(repropose_affected(there.units(), there.grounds, found, cabins)), found.asked


def affected(there):
    """The one appointment that is affected."""
    (one,) = there.look(lambda book: affected_at(book, there.grounds, ["cabin-1"]))
    return one


def test_a_broken_instrument_brings_a_proposal_that_a_move_accepts(there):
    appointment_id, _ = there.booked(option(SOON))
    fail_cabin(there)
    assert repropose(there, option(SOON, "cabin-1"), ELSEWHERE)[0] == 1
    assert repropose(there, option(SOON, "nurse-1"))[0] == 0  # one is enough
    view = look(there, appointment_id)
    assert (view.status, view.proposal) == (Status.BOOKED, ELSEWHERE)
    assert view.proposal_reason == "EQUIPMENT_BROKEN"
    refused("SLOT_TAKEN", there.hold, ELSEWHERE)
    moved = move(there, appointment_id, ELSEWHERE)
    assert (moved.ticket, moved.proposal) == (ELSEWHERE, "")
    assert {each for each, _ in there.taken()} == {"cabin-2", "doctor-2"}
    assert kinds(there) == ["confirmed", "proposed", "moved"]


def test_a_proposal_lapses_without_harm(there):
    appointment_id, confirmed = there.booked(option(SOON))
    fail_cabin(there, working=WORKING, silent=True)
    assert repropose(there, ELSEWHERE)[0] == 1
    assert look(there, appointment_id).proposal_reason == "CABIN_SILENT"
    there.watch.forward(hours=4)
    lapse(there)
    assert look(there, appointment_id) == confirmed.view
    assert {each for each, _ in there.taken()} == {"cabin-1", "doctor-1"}


def test_cancelling_or_moving_elsewhere_frees_the_proposal(there):
    first, _ = there.booked(option(SOON))
    second, _ = there.booked(option(SOON + timedelta(hours=1)), MARTIN)
    fail_cabin(there)
    proposed = option(SOON, "cabin-2"), option(SOON + timedelta(hours=1), "cabin-2")
    assert repropose(there, *proposed)[0] == 2
    there.do(lambda book: cancel_appointment(book, there.grounds, first))
    move(there, second, option(SOON, "doctor-2"))
    assert {each for each, _ in there.taken()} == {"doctor-2"}


def test_who_does_not_need_what_broke_is_left_alone(there):
    there.booked(option(SOON, need_id="prescription-renewal"))
    there.booked(option(SOON + timedelta(hours=50)), MARTIN)  # too far off: it may be mended by then
    fail_cabin(there)
    assert repropose(there, option(SOON, "cabin-2")) == (0, [])


ASKED = Asked(
    need_id="ear-pain",
    commune_code="48030",
    earliest_grain=0,
    mobility="step_free",
    age_band="80_plus",
    treating_doctor_rpps="10000000007",
    languages=("oc", "fr"),
    home_video_possible=True,
    helper_wanted=True,
    long_sick_note=True,
    in_person_wish=True,
    existing_programme="diabetes",
)


def keep_decision(there, text=None):
    record = DecisionRecord("d1", ASKED, "i", "r", RankingTerms(60, False, False, 10), "dense", (), (), ())
    kept = KeptDecision("d1", text or to_json(record), MORNING, MORNING, 1)
    there.do(lambda book: book.put_decisions([kept]))


def test_the_search_is_for_the_patient_s_own_circumstances(there):
    keep_decision(there)
    there.booked(option(SOON))
    fail_cabin(there)
    _, asked = repropose(there, ELSEWHERE)
    assert asked == [
        Situation(
            "ear-pain",
            "48030",
            SOON,
            mobility=Mobility.STEP_FREE,
            age_band=AgeBand.FROM_80,
            treating_doctor_rpps="10000000007",
            languages=("oc", "fr"),
            home_video_possible=True,
            helper_wanted=True,
            long_sick_note=True,
            in_person_wish=True,
            existing_programme="diabetes",
        )
    ]


@pytest.mark.parametrize("text", [None, "{}", "no json"])
def test_where_the_decision_is_gone_need_and_place_remain(there, text):
    if text:
        keep_decision(there, text)
    there.booked(option(SOON))
    fail_cabin(there)
    assert repropose(there, ELSEWHERE)[1] == [Situation("ear-pain", "48030", SOON)]


def test_the_old_time_is_looked_at_first_then_what_comes_before_it(there):
    appointment_id, _ = there.booked(option(TOMORROW))
    fail_cabin(there)
    days_later = option(TOMORROW + timedelta(days=3), "cabin-2")
    before = option(TOMORROW - timedelta(hours=5), "cabin-2")
    _, asked = repropose(there, before, days_later)
    assert [each.earliest for each in asked] == [TOMORROW, MORNING + LEAST_TO_ANSWER + SEARCHING]
    assert look(there, appointment_id).proposal == before
    there.watch.forward(hours=4)
    lapse(there)
    about_then = option(TOMORROW + timedelta(hours=3), "cabin-2")
    assert len(repropose(there, days_later, about_then)[1]) == 1
    assert look(there, appointment_id).proposal == about_then


def test_a_proposal_leaves_time_to_answer_and_ends_when_one_must_leave_home(there):
    there.booked(option(SOON))
    fail_cabin(there)
    travel = timedelta(minutes=12)
    one = affected(there)
    too_soon = MORNING + LEAST_TO_ANSWER + timedelta(minutes=10)
    refused(
        "OPTION_TOO_SOON",
        lambda: there.do(lambda book: propose(book, there.grounds, one, option(too_soon, "cabin-2"))),
    )
    assert there.do(lambda book: propose(book, there.grounds, one, ELSEWHERE))
    (proposal,) = there.look(lambda book: book.proposals_for(one.appointment.id, there.watch.at))
    assert proposal.expires_at == SOON - travel
    there.watch.at = SOON - travel
    lapse(there)
    refused("SLOT_TAKEN", there.hold, option(SOON, "cabin-2", "doctor-1"))  # still the old visit's doctor
    there.hold(ELSEWHERE)


def test_a_proposal_can_be_accepted_after_the_failed_visit_should_have_begun(there):
    appointment_id, confirmed = there.booked(option(MORNING + timedelta(minutes=30)))
    fail_cabin(there)
    assert repropose(there, ELSEWHERE)[0] == 1
    there.watch.forward(minutes=45)
    refused("APPOINTMENT_PAST", move, there, appointment_id, option(SOON + timedelta(hours=2), "cabin-2"))
    assert move(there, appointment_id, ELSEWHERE).ticket == ELSEWHERE
    assert {each for each, _ in there.taken()} == {"cabin-2", "doctor-2"}
    assert confirmed.view.ticket != ELSEWHERE


def test_a_visit_that_took_place_ends_its_proposal(there):
    _, confirmed = there.booked(option(MORNING + timedelta(minutes=30)))
    fail_cabin(there)
    assert repropose(there, ELSEWHERE)[0] == 1
    there.watch.forward(minutes=45)
    there.do(lambda book: record_outcome(book, confirmed.reference, Status.DONE))
    assert {each for each, _ in there.taken()} == {"cabin-1", "doctor-1"}


def test_the_cabin_of_the_proposal_may_fail_as_well(there):
    appointment_id, _ = there.booked(option(SOON))
    fail_cabin(there)
    repropose(there, ELSEWHERE)
    move(there, appointment_id, ELSEWHERE)
    fail_cabin(there, "cabin-2")
    third = option(SOON, "nurse-1", mode=Mode.HOME_VISIT)
    assert repropose(there, third, cabins=["cabin-1", "cabin-2"])[0] == 1
    assert look(there, appointment_id).proposal == third


def test_an_unanswered_proposal_is_made_again_but_not_for_ever(there):
    appointment_id, _ = there.booked(option(TOMORROW))
    fail_cabin(there)
    for _ in range(MOST_UNANSWERED):
        assert repropose(there, option(TOMORROW, "cabin-2"))[0] == 1
        there.watch.forward(hours=4)
        lapse(there)
    assert repropose(there, option(TOMORROW, "cabin-2"))[0] == 0
    fail_cabin(there, working=WORKING)  # mended
    move(there, appointment_id, option(TOMORROW, "cabin-1", "doctor-2"))
    fail_cabin(there)  # and broken again
    assert repropose(there, option(TOMORROW, "cabin-2"))[0] == 1


def test_what_was_seen_before_a_change_makes_no_proposal_after_it(there):
    appointment_id, _ = there.booked(option(SOON))
    fail_cabin(there)
    seen = affected(there)
    move(there, appointment_id, ELSEWHERE)
    third = option(SOON, "nurse-1", mode=Mode.HOME_VISIT)
    assert there.do(lambda book: propose(book, there.grounds, seen, third)) is False
    there.do(lambda book: cancel_appointment(book, there.grounds, appointment_id))
    assert there.do(lambda book: propose(book, there.grounds, seen, third)) is False
    assert there.taken() == set()


def test_two_looks_at_once_make_one_proposal(there):
    appointment_id, _ = there.booked(option(SOON))
    fail_cabin(there)
    found = Found(ELSEWHERE, option(SOON, "nurse-1", mode=Mode.HOME_VISIT))

    async def both():
        look = repropose_affected(there.units(), there.grounds, found, ["cabin-1"])
        again = repropose_affected(there.units(), there.grounds, found, ["cabin-1"])
        return await asyncio.gather(look, again)

    assert sum(asyncio.run(both())) == 1
    assert found.kept == [SOON]  # the decision of what is held, and of nothing else
    assert {each for each, _ in there.taken()} == {"cabin-1", "doctor-1", "cabin-2", "doctor-2"}
    assert look(there, appointment_id).proposal == ELSEWHERE


def test_every_proposal_ends_with_a_move_however_many_there_were(there):
    """One at a time is made; a restored dump may hold two all the same."""
    appointment_id, _ = there.booked(option(SOON))
    fail_cabin(there)
    repropose(there, ELSEWHERE)
    second = there.hold(option(SOON, "nurse-1", mode=Mode.HOME_VISIT))

    def plant(book):
        hold = book.hold_to_change(second.hold_id)
        book.save(replace(hold, replaces=appointment_id))

    there.do(plant)
    assert move(there, appointment_id, ELSEWHERE).proposal == ""
    assert {each for each, _ in there.taken()} == {"cabin-2", "doctor-2"}


def test_one_s_own_proposal_is_in_nobody_s_way(there):
    """Five minutes after what is proposed, in the same cabin with the same doctor."""
    appointment_id, _ = there.booked(option(SOON))
    fail_cabin(there)
    repropose(there, ELSEWHERE)
    overlapping = option(SOON + timedelta(minutes=5), "cabin-2", "doctor-2")
    refused("SLOT_TAKEN", there.hold, overlapping)
    view = move(there, appointment_id, overlapping)
    assert (view.ticket, view.proposal) == (overlapping, "")
    first = SIGNER.open(overlapping).start_grain
    assert there.taken() == {
        (each, grain) for each in ("cabin-2", "doctor-2") for grain in range(first, first + 3)
    }


def test_a_move_that_fails_leaves_the_proposal(there):
    appointment_id, _ = there.booked(option(SOON))
    fail_cabin(there)
    repropose(there, ELSEWHERE)
    taken = option(SOON + timedelta(minutes=15), "cabin-2", "nurse-1")
    there.booked(taken, MARTIN)
    overlapping = option(SOON + timedelta(minutes=5), "cabin-2", "doctor-2")
    refused("SLOT_TAKEN", move, there, appointment_id, overlapping)
    assert look(there, appointment_id).proposal == ELSEWHERE
