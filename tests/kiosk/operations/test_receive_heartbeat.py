"""A change is written before the answer; a sign of life is not written at all."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest

from services.kiosk.domain.cabins import Connection, Delivery
from services.kiosk.domain.reports import CabinReport
from services.kiosk.operations.get_cabin import GetCabin
from services.kiosk.operations.receive_heartbeat import Heard, ReceiveHeartbeat
from services.kiosk.operations.unwritten import Unwritten
from services.platform.refusals import Invalid, NotFound
from tests.kiosk.cabins import BROKEN, NOON, HandedClock, MemoryUnits, report


@dataclass
class Gateway:
    units: MemoryUnits = field(default_factory=MemoryUnits)
    unwritten: Unwritten = field(default_factory=Unwritten)
    clock: HandedClock = field(default_factory=HandedClock)
    changes: int = 0

    def changed(self) -> None:
        self.changes += 1

    def hears(self, told: CabinReport) -> Heard:
        receive = ReceiveHeartbeat(self.units, self.unwritten, self.clock, self.changed)
        return asyncio.run(receive("cabin-1", told, self.units.once))


def test_a_change_is_written_and_told() -> None:
    gateway = Gateway()
    gateway.hears(report())
    gateway.hears(report(BROKEN))
    assert (gateway.units.writes, gateway.changes) == (2, 2)
    assert gateway.units.book.cabins["cabin-1"].instruments[0].state is BROKEN


def test_a_sign_of_life_writes_nothing() -> None:
    gateway = Gateway()
    gateway.hears(report())
    for _ in range(10):
        now = gateway.clock.advance(minutes=1)
        gateway.hears(report(at=now))
    assert (gateway.units.writes, gateway.changes) == (1, 1)
    assert gateway.units.book.cabins["cabin-1"].last_seen_at == NOON
    cabin = asyncio.run(GetCabin(gateway.units, gateway.unwritten)("cabin-1"))
    assert cabin.last_seen_at == gateway.clock.now


def test_a_silent_cabin_that_speaks_again_is_a_change() -> None:
    gateway = Gateway()
    gateway.hears(report())
    book = gateway.units.book
    book.save(replace(book.cabins["cabin-1"], connection=Connection.SILENT, revision=2))
    gateway.hears(report())
    assert book.cabins["cabin-1"].connection is Connection.CONNECTED
    assert gateway.changes == 2


def test_the_answer_says_how_far_the_clock_is_ahead() -> None:
    gateway = Gateway()
    told = report(at=HandedClock().advance(seconds=90))
    assert gateway.hears(told) == Heard(90_000)
    assert gateway.hears(told) == Heard(90_000)


def test_a_cabin_unknown_to_the_directory_is_told_so_and_kept() -> None:
    gateway = Gateway()
    gateway.hears(report())
    book = gateway.units.book
    book.save(replace(book.cabins["cabin-1"], delivery=Delivery.UNKNOWN))
    with pytest.raises(NotFound, match="CABIN_UNKNOWN"):
        gateway.hears(report())
    with pytest.raises(NotFound, match="CABIN_UNKNOWN"):
        gateway.hears(report(BROKEN))
    assert book.cabins["cabin-1"].instruments[0].state is BROKEN


def test_what_cannot_be_believed_changes_nothing() -> None:
    gateway = Gateway()
    with pytest.raises(Invalid, match="BANDWIDTH_OUT_OF_RANGE"):
        gateway.hears(report(bandwidth_kbps=-1))
    assert (gateway.units.writes, gateway.changes, gateway.unwritten.all()) == (0, 0, ())


def test_a_cabin_never_heard_is_not_found() -> None:
    gateway = Gateway()
    with pytest.raises(NotFound, match="CABIN_NOT_FOUND"):
        asyncio.run(GetCabin(gateway.units, gateway.unwritten)("cabin-2"))
