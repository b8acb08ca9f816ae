"""The rounds: work is done when there is reason to, and begun anew when it fails."""

import asyncio
import gc
from datetime import timedelta
from types import SimpleNamespace

import pytest

from services.booking.claims_follower import ClaimsFollower
from services.booking.domain.appointments import Status
from services.booking.domain.resources import Cabin
from services.booking.domain.situation import Situation
from services.booking.domain.stand_by import ALWAYS_FIRST
from services.booking.duties import QUIET_ROUNDS, Duties, again_and_again
from services.booking.operations.finding import Choices
from services.booking.operations.join_stand_by import join_stand_by
from services.booking.operations.offer_freed_slots import OFFERS_AT_ONCE
from services.booking.operations.view_appointment import get_appointment
from services.booking.storage.shelves import DecisionLog
from tests.booking.database import world
from tests.booking.world import LUCIE, MORNING, WORKING, option, resource

SOON = MORNING + timedelta(hours=2)


class Index:
    def __init__(self):
        self.version, self.now, self.claims = "1", None, {}

    def advance(self, now):
        self.now = now

    def set_claims(self, resource_id, claims):
        self.claims[resource_id] = list(claims)


class Searching:
    """Finds what it is told to."""

    def __init__(self, watch):
        self.index, self.clock, self.found, self.searches, self.failing = Index(), watch, [], 0, []

    async def find(self, _situation):
        self.searches += 1
        return Choices(tuple(self.found), lambda: None)

    def failing_cabins(self):
        return self.failing

    async def keep_prepared(self):
        pass

    async def prepare(self):
        self.index.version = "prepared"


@pytest.fixture(name="there")
def _there(tmp_path):
    with world(f"sqlite:///{tmp_path / 'booking.db'}") as made:
        units = made.units()
        searching = Searching(made.watch)
        made.duties = Duties(
            units,
            made.grounds,
            searching,
            ClaimsFollower(units, searching.index, made.watch, 60.0),
            DecisionLog(units, made.watch),
            SimpleNamespace(send=lambda notice: None),
        )
        yield made


def join(there):
    confirmed = there.do(
        lambda book: join_stand_by(
            book,
            there.grounds,
            Situation("ear-pain", "48030", MORNING),
            commune_code="48030",
            isolation_km=1.0,
            patient=LUCIE,
            actor="public",
        )
    )
    return there.id_of(confirmed)


def status(there, appointment_id):
    return there.look(lambda book: get_appointment(book, appointment_id)).status


def test_the_list_is_searched_for_when_the_index_has_changed_or_time_has_passed(there):
    join(there)
    duties = there.duties

    async def run():
        await duties.offer()
        assert duties.searching.searches == 0  # not ready: an empty index would say "nothing"
        duties.ready.set()
        await duties.offer()
        await duties.offer()
        assert duties.searching.searches == 1
        duties.searching.index.version = "2"
        await duties.offer()
        assert duties.searching.searches == 2
        for _ in range(QUIET_ROUNDS):
            await duties.offer()
        assert duties.searching.searches == 3

    asyncio.run(run())


def test_a_round_of_the_list_goes_on_to_its_end_without_anything_new(there):
    for _ in range(OFFERS_AT_ONCE + 1):
        join(there)
    duties = there.duties

    async def run():
        duties.ready.set()
        all_of_them = OFFERS_AT_ONCE + ALWAYS_FIRST + 1
        for searches in (OFFERS_AT_ONCE, all_of_them, all_of_them):
            await duties.offer()
            assert duties.searching.searches == searches

    asyncio.run(run())


def test_an_offer_lapses_in_the_round(there):
    waiting = join(there)
    there.duties.searching.found = [option(SOON)]

    async def run():
        there.duties.ready.set()
        await there.duties.offer()
        assert status(there, waiting) is Status.OFFERED
        there.watch.forward(minutes=30)
        await there.duties.lapse()
        assert there.duties.searching.index.now == there.watch.at

    asyncio.run(run())
    assert status(there, waiting) is Status.WAITING


def test_failing_cabins_are_looked_at_again(there):
    appointment_id, _ = there.booked(option(SOON))
    there.do(
        lambda book: book.put_resources([resource("cabin-1", detail=Cabin(working=WORKING, silent=True))])
    )
    elsewhere = option(SOON + timedelta(hours=1), "cabin-2")
    there.duties.searching.found = [elsewhere]
    there.duties.searching.failing = ["cabin-1"]
    there.duties.ready.set()
    asyncio.run(there.duties.look_at_cabins())
    view = there.look(lambda book: get_appointment(book, appointment_id))
    assert view.proposal == elsewhere


def test_it_is_ready_once_claims_are_loaded_and_the_directory_is_followed(there):
    there.hold(option(SOON))
    settings = SimpleNamespace(offer_seconds=60, send_seconds=60)

    async def run():
        caught_up = asyncio.Event()
        follow_directory, follow_claims, become_ready, *_ = there.duties.jobs(
            settings, asyncio.Event().wait, caught_up
        )
        tasks = [asyncio.create_task(job()) for job in (follow_directory, follow_claims, become_ready)]
        await there.duties.loaded.wait()
        assert not there.duties.ready.is_set()
        caught_up.set()
        await asyncio.wait_for(there.duties.ready.wait(), 30)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    try:
        asyncio.run(run())
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
    assert set(there.duties.searching.index.claims) == {"cabin-1", "doctor-1"}
    assert there.duties.searching.index.version == "prepared"


def test_decisions_that_cannot_be_written_stop_no_notice(there):
    there.booked(option(SOON))
    sent = []
    there.duties.sender = SimpleNamespace(send=sent.append)

    async def flush():
        raise OSError("disk")

    there.duties.decisions = SimpleNamespace(flush=flush)
    asyncio.run(there.duties.send())
    assert [notice.kind for notice in sent] == ["confirmed"]
    with pytest.raises(OSError, match="disk"):
        asyncio.run(there.duties.write_decisions())


def test_tidying_goes_on_in_small_units_until_nothing_is_left(there, monkeypatch):
    monkeypatch.setattr("services.booking.storage.appointments.AT_ONCE", 2)
    for cabin in ("cabin-1", "cabin-2", "doctor-1", "doctor-2", "nurse-1"):
        there.hold(option(SOON, cabin))
    there.watch.forward(minutes=11)
    for _ in range(3):
        asyncio.run(there.duties.lapse())
    there.watch.forward(days=2)
    asyncio.run(there.duties.tidy())
    assert there.statuses() == []


def test_a_round_that_fails_ends_the_job_under_its_own_name():
    async def lapse():
        raise OSError("disk")

    job = again_and_again(lapse, 0.0)
    assert job.__name__ == "lapse"
    with pytest.raises(OSError, match="disk"):
        asyncio.run(job())
