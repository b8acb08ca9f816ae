"""The clock by which holds expire."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.booking.storage.book import Book
from services.platform.clock import instant, micros
from tests.booking.world import KEYS


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_an_instant_is_stored_to_the_microsecond(at):
    assert instant(micros(at)) == at


def test_postgresql_says_the_time_and_sqlite_is_told(there, database_url):
    told = datetime(2001, 1, 1, tzinfo=UTC)
    now = there.store.read_now(lambda connection: Book(connection, KEYS, lambda: told).now())
    if database_url.startswith("sqlite"):
        assert now == told
    else:
        assert now.utcoffset() == timedelta(0)
        assert now > datetime(2026, 1, 1, tzinfo=UTC)
