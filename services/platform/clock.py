"""Time is handed in: a `Clock` is called, never `datetime.now` itself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def system_clock() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def micros(at: datetime) -> int:
    """An aware instant as tables hold it: microseconds since 1970, exact."""
    return (at - _EPOCH) // _MICROSECOND


def instant(stored: int) -> datetime:
    """A stored instant, aware, in UTC."""
    return _EPOCH + stored * _MICROSECOND
