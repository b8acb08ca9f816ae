"""A cabin as the gateway knows it, and what a report or a silence makes of it.

    unheard of --report--> connected --silence--> silent --report--> connected

Times alone are no change: they are kept lazily. Everything else is a change, kept before it is answered.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.kiosk.domain.instruments import Instrument
from services.kiosk.domain.reports import CabinReport, believed, clock_ahead

# A line's speed is measured anew each time and never the same: only a change of this share is one.
NOTABLE_BANDWIDTH_SHARE = 0.25


class Connection(StrEnum):
    """Whether a cabin can be reached."""

    CONNECTED = "connected"
    SILENT = "silent"


class Delivery(StrEnum):
    """What the directory has of a cabin's state. `unknown`: it has no entry by that id."""

    PENDING = "pending"
    DELIVERED = "delivered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cabin:
    """One cabin. `last_seen_at` is aware UTC by our clock; `revision` grows with each change."""

    entry_id: str
    last_seen_at: datetime
    connection: Connection = Connection.CONNECTED
    instruments: tuple[Instrument, ...] = ()
    bandwidth_kbps: int = 0
    clock_ahead_ms: int = 0
    agent_version: str = ""
    delivery: Delivery = Delivery.PENDING
    revision: int = 1


def heard(before: Cabin | None, entry_id: str, report: CabinReport, now: datetime) -> Cabin:
    """The cabin after a report; refuses one that cannot be believed. Its revision grows if it changed."""
    told = believed(report, now)
    after = Cabin(
        entry_id,
        now,
        Connection.CONNECTED,
        told.instruments,
        told.bandwidth_kbps,
        clock_ahead(report, now) // timedelta(milliseconds=1),
        told.agent_version,
    )
    if before is None:
        return after
    if not _notable(before.bandwidth_kbps, told.bandwidth_kbps):
        after = replace(after, bandwidth_kbps=before.bandwidth_kbps)
    if not changed(before, after):
        return replace(after, delivery=before.delivery, revision=before.revision)
    # Until the directory knows the cabin, a change is no more welcome there than what came before.
    delivery = Delivery.UNKNOWN if before.delivery is Delivery.UNKNOWN else Delivery.PENDING
    return replace(after, delivery=delivery, revision=before.revision + 1)


def changed(before: Cabin, after: Cabin) -> bool:
    """True when anything but a time differs."""
    return _without_times(before) != _without_times(after)


def _without_times(cabin: Cabin) -> tuple[object, ...]:
    instruments = tuple((each.kind, each.state, each.calibrated_on) for each in cabin.instruments)
    return cabin.connection, instruments, cabin.bandwidth_kbps, cabin.agent_version


def _notable(before: int, after: int) -> bool:
    """True when a line has become notably faster or slower, or its speed known or unknown."""
    return (before == 0) != (after == 0) or abs(after - before) > NOTABLE_BANDWIDTH_SHARE * before


def silent_before(now: datetime, silence: timedelta, listening_since: datetime) -> datetime | None:
    """Cabins last seen at this instant or earlier are silent; None while nobody can be called so.

    Who was not listening cannot tell silence: after a stop, each cabin has a whole `silence` to be heard.
    """
    return None if now - listening_since < silence else now - silence
