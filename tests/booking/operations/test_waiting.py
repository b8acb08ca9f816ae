"""Stand-by, proposals and notices."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from services.booking.domain.appointments import Status
from services.booking.domain.notices import Notice
from services.booking.domain.situation import AgeBand, Situation
from services.booking.operations.accept_offer import accept_offer
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.finding import Choices
from services.booking.operations.join_stand_by import join_stand_by
from services.booking.operations.lapse_holds import lapse_holds
from services.booking.operations.offer_freed_slots import OFFERS_AT_ONCE, offer_freed_slots
from services.booking.operations.send_notices import send_notices
from services.booking.operations.view_appointment import get_appointment
from services.booking.peers.notice_file import NoticeFile
from services.platform.refusals import Refusal
from tests.booking.world import LUCIE, MARTIN, MORNING, option

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
        self.option_ids, self.asked, self.kept = option_ids, [], []

    async def __call__(self, situation):
        self.asked.append(situation)
        return Choices(self.option_ids, lambda: self.kept.append(situation.earliest))


def join(there, patient=LUCIE, need_id="ear-pain", km=3.0, **said):
    situation = Situation(need_id, "48030", said.pop("earliest", MORNING), **said)
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
    return asyncio.run(offer_freed_slots(there.units(), there.grounds, found)).offered, found


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


def test_a_list_of_people_who_cannot_be_served_starves_nobody(there):
    for _ in range(OFFERS_AT_ONCE + 2):
        join(there, km=50)
    served, _ = join(there, MARTIN, languages=("oc",))

    async def only_in_occitan(situation):
        return Choices((option(SOON),) if situation.languages else (), lambda: None)

    async def passes():
        reached, offered = None, []
        for _ in range(2):
            passed = await offer_freed_slots(there.units(), there.grounds, only_in_occitan, reached)
            reached = passed.reached
            offered.append(passed.offered)
        return offered, reached

    assert asyncio.run(passes()) == ([0, 1], None)
    assert look(there, served).status is Status.OFFERED


def test_the_search_starts_from_now_with_the_patients_own_situation(there):
    join(there, languages=("oc",))
    there.watch.forward(hours=1)
    _, found = offer(there)
    assert found.kept == []
    assert [(each.earliest, each.languages) for each in found.asked] == [
        (MORNING + timedelta(hours=1), ("oc",))
    ]


def test_an_emergency_is_not_left_waiting(there):
    flag = there.grounds.catalogue.needs["ear-pain"].red_flags[0]
    refused("EMERGENCY", lambda: join(there, red_flags=(flag,)))
    refused("EMERGENCY", lambda: join(there, red_flags=(flag,), need_id="nothing"))
    refused("NEED_UNKNOWN", lambda: join(there, need_id="nothing"))
    with pytest.raises(Refusal) as newborn:
        join(there, need_id="child-fever", age_band=AgeBand.UNDER_3_MONTHS)
    assert (newborn.value.reason, newborn.value.metadata) == ("EMERGENCY", {"call": "15"})
    assert "15" in newborn.value.sentence


def test_nobody_waits_for_what_cannot_come(there):
    refused("AGE_NOT_SERVED", lambda: join(there, need_id="child-fever", age_band=AgeBand.FROM_80))
    refused("TIME_IN_THE_PAST", lambda: join(there, earliest=datetime(1970, 1, 1, tzinfo=UTC)))
    refused("TIME_BEYOND_HORIZON", lambda: join(there, earliest=datetime(9999, 12, 31, tzinfo=UTC)))
    assert there.look(lambda book: book.waiting()) == ()


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
