"""A report that contradicts itself is refused by name; a wrong clock is measured, not refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kiosk.domain.instruments import Instrument
from services.kiosk.domain.reports import EARLIEST, MAX_BANDWIDTH_KBPS, believed, clock_ahead
from services.platform.refusals import Invalid
from tests.kiosk.cabins import BROKEN, ECG, NOON, OTOSCOPE, WORKING, report

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def with_test(at: datetime) -> tuple[Instrument, ...]:
    return (Instrument(OTOSCOPE, WORKING, at),)


@pytest.mark.parametrize(
    ("reason", "other"),
    [
        ("EQUIPMENT_DUPLICATED", {"instruments": (Instrument(ECG, WORKING), Instrument(ECG, BROKEN))}),
        ("SELF_TEST_IN_FUTURE", {"instruments": with_test(NOON + HOUR)}),
        ("SELF_TEST_INVALID", {"instruments": with_test(datetime(1969, 12, 31, tzinfo=UTC))}),
        ("CALIBRATION_IN_FUTURE", {"instruments": (Instrument(ECG, WORKING, None, date(2026, 3, 12)),)}),
        ("BANDWIDTH_OUT_OF_RANGE", {"bandwidth_kbps": -1}),
        ("BANDWIDTH_OUT_OF_RANGE", {"bandwidth_kbps": MAX_BANDWIDTH_KBPS + 1}),
        ("AGENT_VERSION_INVALID", {"agent_version": "1" * 65}),
        ("AGENT_VERSION_INVALID", {"agent_version": "1.0\n"}),
        ("SENT_AT_INVALID", {"at": datetime(1969, 12, 31, tzinfo=UTC)}),
        ("SENT_AT_INVALID", {"at": datetime(2100, 1, 1, tzinfo=UTC)}),
    ],
)
def test_what_cannot_be_is_named(reason: str, other: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        believed(report(**other), NOON)
    assert refused.value.reason == reason


def test_instruments_come_in_one_order() -> None:
    one, other = Instrument(OTOSCOPE, WORKING), Instrument(ECG, BROKEN)
    assert believed(report(instruments=(one, other)), NOON) == believed(
        report(instruments=(other, one)), NOON
    )


def test_a_self_test_is_brought_to_our_time() -> None:
    ahead = report(at=NOON + 2 * HOUR, instruments=with_test(NOON + HOUR))
    assert clock_ahead(ahead, NOON) == 2 * HOUR
    assert believed(ahead, NOON).instruments[0].last_self_test_at == NOON - HOUR


def test_a_self_test_made_before_the_clock_fell_back_stands() -> None:
    fallen = report(at=datetime(1970, 1, 1, tzinfo=UTC), instruments=with_test(NOON - HOUR))
    assert believed(fallen, NOON).instruments[0].last_self_test_at == NOON - HOUR


@given(
    sent_at=st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)),
    tested_at=st.datetimes(timezones=st.just(UTC)),
)
def test_what_is_believed_is_never_in_our_future(sent_at: datetime, tested_at: datetime) -> None:
    said = report(at=sent_at, instruments=with_test(tested_at))
    if tested_at < EARLIEST or tested_at > max(sent_at, NOON) + MINUTE:
        with pytest.raises(Invalid, match="SELF_TEST"):
            believed(said, NOON)
    else:
        at = believed(said, NOON).instruments[0].last_self_test_at
        assert at is not None
        assert at <= NOON + MINUTE
