"""Who is silent for a quarter of an hour is marked so, by a clock that is handed in."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from services.kiosk.domain.cabins import Connection, Delivery, heard
from services.kiosk.operations.sweep_silence import Rhythm, SweepSilence
from services.kiosk.operations.unwritten import Unwritten
from tests.kiosk.cabins import NOON, HandedClock, MemoryUnits, report


class Gateway:
    def __init__(self) -> None:
        self.units, self.unwritten, self.clock = MemoryUnits(), Unwritten(), HandedClock()
        self.book, self.changes = self.units.book, 0
        self.book.save(heard(None, "cabin-1", report(), NOON))
        self.sweep = SweepSilence(self.units, self.unwritten, self.clock, self.changed, Rhythm())

    def changed(self) -> None:
        self.changes += 1

    def beat(self) -> None:
        now = self.clock.now
        self.unwritten.note(heard(self.book.cabins["cabin-1"], "cabin-1", report(at=now), now))

    def swept(self) -> int:
        return asyncio.run(self.sweep())


def test_silence_is_marked_once() -> None:
    gateway = Gateway()
    gateway.clock.advance(minutes=14, seconds=59)
    assert gateway.swept() == 0
    gateway.clock.advance(seconds=1)
    assert gateway.swept() == 1
    assert gateway.swept() == 0
    cabin = gateway.book.cabins["cabin-1"]
    assert (cabin.connection, cabin.revision, gateway.changes) == (Connection.SILENT, 2, 1)


def test_a_cabin_that_beats_is_never_silent_and_seldom_written() -> None:
    gateway = Gateway()
    for _ in range(6 * 60):
        gateway.clock.advance(seconds=10)
        gateway.beat()
        assert gateway.swept() == 0
    flushes, silence_checks = 2 * 60, 6 * 45 + 1
    assert gateway.units.writes == flushes + silence_checks
    assert gateway.book.cabins["cabin-1"].last_seen_at == gateway.clock.now


def test_a_gateway_that_was_stopped_blames_nobody_for_its_own_absence() -> None:
    gateway = Gateway()
    gateway.clock.advance(hours=2)
    gateway.sweep = SweepSilence(gateway.units, gateway.unwritten, gateway.clock, gateway.changed, Rhythm())
    assert gateway.swept() == 0
    gateway.clock.advance(minutes=15)
    assert gateway.swept() == 1


def test_the_directory_is_offered_times_every_five_minutes_at_most() -> None:
    gateway = Gateway()
    gateway.book.leases["cabin-1"] = NOON
    gateway.book.delivered(gateway.book.cabins["cabin-1"])
    gateway.clock.advance(minutes=4, seconds=59)
    gateway.beat()
    gateway.swept()
    assert gateway.changes == 0
    gateway.clock.advance(seconds=31)
    gateway.beat()
    gateway.swept()
    assert gateway.changes == 1
    assert gateway.book.cabins["cabin-1"].delivery is Delivery.PENDING


def test_a_note_about_a_former_state_is_passed_over() -> None:
    gateway = Gateway()
    gateway.clock.advance(seconds=30)
    gateway.beat()
    changed_meanwhile = replace(gateway.book.cabins["cabin-1"], revision=2, bandwidth_kbps=1)
    gateway.book.save(changed_meanwhile)
    assert gateway.unwritten.freshest(changed_meanwhile) == changed_meanwhile
    gateway.swept()
    assert gateway.book.cabins["cabin-1"] == changed_meanwhile
    assert gateway.unwritten.all() == ()


def test_what_was_heard_during_the_flush_stays_noted() -> None:
    unwritten = Unwritten()
    cabin = heard(None, "cabin-1", report(), NOON)
    newer = replace(cabin, last_seen_at=NOON + timedelta(seconds=1))
    unwritten.note(newer)
    unwritten.forget(cabin)
    assert unwritten.all() == (newer,)
