"""Stand-by, proposals and notices."""

import asyncio
import json
from datetime import timedelta

import pytest

from services.booking.domain.appointments import Status
from services.booking.domain.notices import Notice
from services.booking.domain.resources import Cabin
from services.booking.domain.situation import Situation
from services.booking.operations.accept_offer import accept_offer
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.join_stand_by import join_stand_by
from services.booking.operations.lapse_holds import lapse_holds, tidy_up
from services.booking.operations.move_appointment import move_appointment
from services.booking.operations.offer_freed_slots import offer_freed_slots
from services.booking.operations.repropose_affected import repropose_affected
from services.booking.operations.send_notices import send_notices
from services.booking.operations.view_appointment import get_appointment
from services.booking.peers.notice_file import NoticeFile
from services.platform.refusals import Refusal
from tests.booking.world import LUCIE, MARTIN, MORNING, WORKING, option, resource

SOON = MORNING + timedelta(hours=4)


@pytest.fixture(autouse=True)
def _nothing_broken_at_the_end(there):
    yield
    assert there.broken() == []


def refused(reason, work, *given):
    with pytest.raises(Refusal) as error:
        work(*given)
    assert error.value.reason == reason


class Found:
    """Routing that finds what it is told to, and remembers what it was asked."""

    def __init__(self, *option_ids):
        self.option_ids, self.asked = option_ids, []

    async def __call__(self, situation):
        self.asked.append(situation)
        return self.option_ids


def join(there, patient=LUCIE, need_id="ear-pain", km=3.0, **said):
    situation = Situation(need_id, "48030", MORNING, **said)
    confirmed = there.do(
        lambda book: join_stand_by(
            book,
            there.grounds,
            situation,
            commune_code="48030",
            isolation_km=km,
            patient=patient,
            actor="public",
        )
    )
    return there.id_of(confirmed), confirmed


def look(there, appointment_id):
    return there.look(lambda book: get_appointment(book, appointment_id))


def offer(there, *option_ids):
    found = Found(*option_ids)
    return asyncio.run(offer_freed_slots(there.units(), there.grounds, found)), found


def accept(there, appointment_id):
    return there.do(lambda book: accept_offer(book, there.grounds, appointment_id))


def lapse(there):
    return there.do(lambda book: lapse_holds(book, there.grounds))


def kinds(there):
    return [
        each.kind for each in there.do(lambda book: book.claim_unsent(there.watch.at, there.watch.at, 50))
    ]


def test_a_freed_slot_goes_to_the_first_in_order(there):
    near, _ = join(there, LUCIE)
    far, confirmed = join(there, MARTIN, km=50)
    assert (look(there, far).stand_by_rank, look(there, near).stand_by_rank) == (1, 2)
    assert confirmed.view.stand_by_rank == 1
    assert offer(there, option(SOON))[0] == 1  # the second in order finds the same slot taken
    view = look(there, far)
    assert (view.status, view.expires_at) == (Status.OFFERED, MORNING + timedelta(minutes=30))
    assert look(there, near).status is Status.WAITING
    assert accept(there, far).status is Status.BOOKED
    assert len(there.taken()) == 6
    assert kinds(there) == ["offered", "confirmed"]


def test_a_lapsed_offer_goes_to_the_next(there):
    far, _ = join(there, MARTIN, km=50)
    near, _ = join(there, LUCIE)
    offer(there, option(SOON))
    there.watch.forward(minutes=30)
    refused("OFFER_EXPIRED", accept, there, far)
    assert lapse(there) == 1
    offer(there, option(SOON))
    assert look(there, near).status is Status.OFFERED
    assert look(there, far).status is Status.WAITING
    refused("OFFER_EXPIRED", accept, there, far)
    assert accept(there, near).status is Status.BOOKED


def test_the_third_lapsed_offer_is_the_last(there):
    waiting, _ = join(there)
    for _ in range(3):
        assert offer(there, option(SOON))[0] == 1
        there.watch.forward(minutes=30)
        lapse(there)
    assert look(there, waiting).status is Status.CANCELLED
    assert offer(there, option(SOON))[0] == 0
    assert kinds(there) == ["offered"] * 3 + ["given_up"]


def test_leaving_the_list_frees_an_offer(there):
    waiting, _ = join(there)
    offer(there, option(SOON))
    there.do(lambda book: cancel_appointment(book, there.grounds, waiting))
    assert there.taken() == set()
    assert offer(there, option(SOON))[0] == 0


def test_the_search_starts_from_now_with_the_patients_own_situation(there):
    join(there, languages=("oc",))
    there.watch.forward(hours=1)
    _, found = offer(there)
    assert [(each.earliest, each.languages) for each in found.asked] == [
        (MORNING + timedelta(hours=1), ("oc",))
    ]


def test_an_emergency_is_not_left_waiting(there):
    flag = there.grounds.catalogue.needs["ear-pain"].red_flags[0]
    refused("EMERGENCY", lambda: join(there, red_flags=(flag,)))
    refused("NEED_UNKNOWN", lambda: join(there, need_id="nothing"))


def fail_cabin(there, **detail):
    there.do(lambda book: book.put_resources([resource("cabin-1", detail=Cabin(**detail))]))


def repropose(there, *option_ids):
    return asyncio.run(repropose_affected(there.units(), there.grounds, Found(*option_ids), ["cabin-1"]))


BROKEN = {"working": WORKING - {"otoscope"}, "broken": frozenset({"otoscope"})}


def test_a_broken_instrument_brings_a_proposal_that_a_move_accepts(there):
    appointment_id, _ = there.booked(option(SOON))
    fail_cabin(there, **BROKEN)
    other = option(SOON, "cabin-2", "doctor-2")
    assert repropose(there, option(SOON, "cabin-1"), other) == 1
    assert repropose(there, other) == 0  # once is enough
    view = look(there, appointment_id)
    assert (view.status, view.proposal, view.proposal_reason) == (Status.BOOKED, other, "EQUIPMENT_BROKEN")
    refused("SLOT_TAKEN", there.hold, other)
    moved = there.do(lambda book: move_appointment(book, there.grounds, appointment_id, other))
    assert (moved.ticket, moved.proposal) == (other, "")
    assert {each for each, _ in there.taken()} == {"cabin-2", "doctor-2"}
    assert kinds(there) == ["confirmed", "proposed", "moved"]


def test_a_proposal_lapses_without_harm(there):
    appointment_id, confirmed = there.booked(option(SOON))
    fail_cabin(there, working=WORKING, silent=True)
    assert repropose(there, option(SOON, "cabin-2", "doctor-2")) == 1
    assert look(there, appointment_id).proposal_reason == "CABIN_SILENT"
    there.watch.forward(hours=4)
    lapse(there)
    assert look(there, appointment_id) == confirmed.view
    assert {each for each, _ in there.taken()} == {"cabin-1", "doctor-1"}


def test_cancelling_or_moving_elsewhere_frees_the_proposal(there):
    first, _ = there.booked(option(SOON))
    second, _ = there.booked(option(SOON + timedelta(hours=1)), MARTIN)
    fail_cabin(there, **BROKEN)
    proposed = option(SOON, "cabin-2"), option(SOON + timedelta(hours=1), "cabin-2")
    assert repropose(there, *proposed) == 2
    there.do(lambda book: cancel_appointment(book, there.grounds, first))
    there.do(lambda book: move_appointment(book, there.grounds, second, option(SOON, "doctor-2")))
    assert {each for each, _ in there.taken()} == {"doctor-2"}


def test_who_does_not_need_what_broke_is_left_alone(there):
    there.booked(option(SOON, need_id="prescription-renewal"))
    there.booked(option(SOON + timedelta(hours=50)), MARTIN)  # too far off: it may be mended by then
    fail_cabin(there, **BROKEN)
    assert repropose(there, option(SOON, "cabin-2")) == 0


class Unreliable:
    """A sender that fails the first time."""

    def __init__(self):
        self.sent: list[Notice] = []
        self.failing = True

    def send(self, notice):
        if self.failing:
            self.failing = False
            raise OSError("no network")
        self.sent.append(notice)


def test_a_notice_that_fails_is_sent_again_a_minute_later(there):
    there.booked(option(SOON))
    sender = Unreliable()
    assert asyncio.run(send_notices(there.units(), sender)) == 0
    assert asyncio.run(send_notices(there.units(), sender)) == 0  # not at once
    there.watch.forward(minutes=1)
    assert asyncio.run(send_notices(there.units(), sender)) == 1
    there.watch.forward(minutes=5)
    assert asyncio.run(send_notices(there.units(), sender)) == 0
    assert len(sender.sent) == 1


def test_the_file_sender_writes_lines_for_its_owner_only(there, tmp_path):
    there.booked(option(SOON))
    folder = tmp_path / "notices"
    assert asyncio.run(send_notices(there.units(), NoticeFile(folder))) == 1
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    (line,) = file.read_text().splitlines()
    assert json.loads(line)["to"] == "+33612345678"


def test_tidying_up_forgets_holds_that_came_to_nothing(there):
    there.hold(option(SOON))
    kept, _ = there.booked(option(SOON, "cabin-2"))
    there.watch.forward(minutes=10)
    lapse(there)
    there.watch.forward(hours=25)
    there.do(tidy_up)
    assert there.look(lambda book: book.count_by_status()) == {"booked": 1}
    assert look(there, kept).status is Status.BOOKED
