"""Nothing is lost while the directory is away, and no state that it refuses blocks the others."""

import asyncio
from dataclasses import replace

from services.kiosk.domain.cabins import Cabin, Delivery, heard
from services.kiosk.domain.deliveries import Outcome
from services.kiosk.operations.deliver_states import BATCH, DeliverStates, Round
from tests.kiosk.cabins import BROKEN, NOON, HandedClock, MemoryBook, MemoryUnits, ToldDirectory, report


class Gateway:
    def __init__(self, cabins: int = 1) -> None:
        self.units, self.clock, self.directory = MemoryUnits(), HandedClock(), ToldDirectory()
        self.book: MemoryBook = self.units.book
        for number in range(cabins):
            self.book.save(heard(None, f"cabin-{number}", report(), NOON))
        self.deliver = DeliverStates(self.units, self.directory, self.clock)

    def round(self) -> Round:
        return asyncio.run(self.deliver())

    def deliveries(self) -> set[Delivery]:
        return {cabin.delivery for cabin in self.book.cabins.values()}


def test_what_is_pending_is_delivered_once() -> None:
    gateway = Gateway()
    assert gateway.round() == Round(taken=1)
    assert gateway.deliveries() == {Delivery.DELIVERED}
    assert gateway.round() == Round()
    assert gateway.directory.offered == 1


def test_many_go_in_rounds() -> None:
    gateway = Gateway(BATCH + 10)
    assert gateway.round() == Round(BATCH, more=True)
    assert gateway.round() == Round(10)
    assert len({cabin.entry_id for cabin in gateway.directory.taken}) == BATCH + 10


def test_a_directory_that_is_away_is_not_asked_for_each_cabin() -> None:
    gateway = Gateway(BATCH)
    gateway.directory.answer = Outcome.UNREACHABLE
    assert gateway.round() == Round(reachable=False, more=True)
    assert gateway.directory.offered == 16
    assert gateway.deliveries() == {Delivery.PENDING}
    gateway.directory.answer = Outcome.TAKEN
    assert gateway.round().taken == BATCH


def test_an_unknown_cabin_is_offered_again_only_once_it_speaks() -> None:
    gateway = Gateway()
    gateway.directory.answer = Outcome.UNKNOWN
    gateway.round()
    assert gateway.deliveries() == {Delivery.UNKNOWN}
    now = gateway.clock.advance(minutes=6)
    assert gateway.round() == Round()
    gateway.book.save(replace(gateway.book.cabins["cabin-0"], last_seen_at=now))
    gateway.directory.answer = Outcome.TAKEN
    assert gateway.round().taken == 1
    assert gateway.deliveries() == {Delivery.DELIVERED}


def test_a_refused_state_waits_and_blocks_nobody() -> None:
    gateway = Gateway()
    gateway.directory.answer = Outcome.REFUSED
    assert gateway.round() == Round()
    gateway.directory.answer = Outcome.TAKEN
    assert gateway.round() == Round()
    gateway.clock.advance(minutes=5)
    assert gateway.round().taken == 1


def test_a_change_on_the_way_is_delivered_next() -> None:
    gateway = Gateway()

    class Slow(ToldDirectory):
        async def report(self, cabin: Cabin) -> Outcome:
            if cabin.revision == 1:  # it breaks while its former state is on the way
                gateway.book.save(heard(gateway.book.cabin("cabin-0"), "cabin-0", report(BROKEN), NOON))
                assert await gateway.deliver() == Round()  # nobody else may deliver it meanwhile
            return await super().report(cabin)

    directory = Slow()
    gateway.deliver = DeliverStates(gateway.units, directory, gateway.clock)
    gateway.round()
    assert gateway.deliveries() == {Delivery.PENDING}
    gateway.round()
    assert [cabin.revision for cabin in directory.taken] == [1, 2]
    assert gateway.deliveries() == {Delivery.DELIVERED}
