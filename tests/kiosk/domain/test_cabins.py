"""Every (state, event) pair of a cabin, and what counts as a change."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.kiosk.domain.cabins import Cabin, Connection, Delivery, changed, heard, silent_before
from services.kiosk.domain.instruments import Instrument
from tests.kiosk.cabins import BROKEN, ECG, NOON, OTOSCOPE, WORKING, report

SILENCE = timedelta(minutes=15)
LATER = NOON + timedelta(minutes=1)
FIRST = heard(None, "cabin-1", report(), NOON)


def test_the_first_report() -> None:
    otoscope = (Instrument(OTOSCOPE, WORKING),)
    expected = Cabin("cabin-1", NOON, Connection.CONNECTED, otoscope, 20_000, 0, "1.0", Delivery.PENDING, 1)
    assert heard(None, "cabin-1", report(), NOON) == expected


@pytest.mark.parametrize("connection", list(Connection))
@pytest.mark.parametrize("delivery", list(Delivery))
def test_a_report_connects_whatever_was_before(connection: Connection, delivery: Delivery) -> None:
    before = replace(FIRST, connection=connection, delivery=delivery)
    after = heard(before, "cabin-1", report(at=LATER), LATER)
    silent = connection is Connection.SILENT
    assert (after.connection, after.last_seen_at) == (Connection.CONNECTED, LATER)
    assert after.revision == 1 + silent
    pending = Delivery.UNKNOWN if delivery is Delivery.UNKNOWN else Delivery.PENDING
    assert after.delivery is (pending if silent else delivery)


@pytest.mark.parametrize(
    ("other", "notable"),
    [
        ({}, False),
        ({"at": NOON + timedelta(hours=3)}, False),
        ({"instruments": (Instrument(OTOSCOPE, WORKING, NOON),)}, False),
        ({"bandwidth_kbps": 16_000}, False),
        ({"bandwidth_kbps": 14_999}, True),
        ({"bandwidth_kbps": 0}, True),
        ({"agent_version": "1.1"}, True),
        ({"instruments": (Instrument(OTOSCOPE, BROKEN),)}, True),
        ({"instruments": (Instrument(ECG, WORKING),)}, True),
        ({"instruments": ()}, True),
        ({"instruments": (Instrument(OTOSCOPE, WORKING, None, NOON.date()),)}, True),
    ],
)
def test_times_alone_are_no_change(other: dict[str, object], *, notable: bool) -> None:
    after = heard(FIRST, "cabin-1", report(**{"at": LATER, **other}), LATER)
    assert changed(FIRST, after) is notable
    assert after.revision == 1 + notable


def test_a_slow_decline_of_the_line_is_noticed_in_the_end() -> None:
    cabin, kbps = FIRST, 20_000
    while cabin.revision == 1:
        kbps -= 1_000
        cabin = heard(cabin, "cabin-1", report(bandwidth_kbps=kbps), NOON)
    assert cabin.bandwidth_kbps == kbps == 14_000


def test_silence_is_measured_from_when_somebody_listened() -> None:
    assert silent_before(NOON, SILENCE, NOON) is None
    assert silent_before(NOON + SILENCE - timedelta(seconds=1), SILENCE, NOON) is None
    assert silent_before(NOON + SILENCE, SILENCE, NOON) == NOON
