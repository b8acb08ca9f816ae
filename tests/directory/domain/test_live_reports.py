"""What a cabin may report."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.directory.domain.equipment import Connection, Equipment, EquipmentKind, LiveState
from services.directory.domain.live_reports import check_live_state, is_late
from tests.directory.samples import NOW, refusal_of

REPORT = LiveState(Connection.CONNECTED, NOW, (Equipment(EquipmentKind.SCALE),), 5000)


def test_a_good_report_passes_and_a_slightly_fast_clock_too() -> None:
    assert check_live_state(REPORT, NOW) == REPORT
    assert check_live_state(REPORT, NOW - timedelta(minutes=4)) == REPORT


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (replace(REPORT, connection=Connection.UNKNOWN), "CONNECTION_MISSING"),
        (replace(REPORT, last_seen_at=None), "LAST_SEEN_MISSING"),
        (replace(REPORT, last_seen_at=NOW + timedelta(minutes=6)), "LAST_SEEN_IN_FUTURE"),
        (replace(REPORT, bandwidth_kbps=-1), "NUMBER_IMPOSSIBLE"),
        (replace(REPORT, equipment=REPORT.equipment * 2), "EQUIPMENT_REPEATED"),
    ],
)
def test_an_impossible_report_is_refused(report: LiveState, reason: str) -> None:
    assert refusal_of(lambda: check_live_state(report, NOW)).reason == reason


def test_a_report_of_an_earlier_moment_is_late() -> None:
    earlier = replace(REPORT, last_seen_at=NOW - timedelta(seconds=1))
    assert is_late(earlier, REPORT)
    assert not is_late(REPORT, earlier)
    assert not is_late(REPORT, REPORT)
    assert not is_late(REPORT, LiveState())
