"""The book says the same on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.kiosk.domain.cabins import Cabin, Connection, Delivery, heard
from services.kiosk.domain.instruments import Instrument
from services.kiosk.storage.cabins import CabinBook
from services.kiosk.storage.tables import metadata
from services.platform.store import Store
from tests.kiosk.cabins import BROKEN, ECG, NOON, OTOSCOPE, WORKING, report

MINUTE = timedelta(minutes=1)
LATER = NOON + timedelta(hours=1)
FIRST = heard(None, "cabin-1", report(), NOON)


class Books:
    def __init__(self, store: Store) -> None:
        self.store = store

    def do(self, *works: Callable[[CabinBook], object]) -> None:
        for work in works:
            self.store.write_now(lambda connection, work=work: work(CabinBook(connection)))

    def cabin(self, entry_id: str = "cabin-1") -> Cabin:
        found = self.store.read_now(lambda connection: CabinBook(connection).cabin(entry_id))
        assert found is not None
        return found

    def leased(self, limit: int = 64) -> tuple[Cabin, ...]:
        until = LATER + MINUTE
        return self.store.write_now(lambda connection: CabinBook(connection).lease(LATER, until, limit))


@pytest.fixture
def books(database_url: str) -> Iterator[Books]:
    store = Store(database_url)
    metadata.create_all(store.engine)
    yield Books(store)
    store.close()


def test_a_cabin_comes_back_as_it_went(books: Books) -> None:
    cabin = replace(
        FIRST,
        last_seen_at=NOON + timedelta(microseconds=1),
        instruments=(Instrument(ECG, BROKEN, NOON, date(2026, 1, 2)), Instrument(OTOSCOPE, WORKING)),
        clock_ahead_ms=-(2**40),
    )
    books.do(lambda book: book.save(FIRST), lambda book: book.save(cabin))
    assert books.cabin() == cabin


def test_times_are_written_while_the_revision_stands(books: Books) -> None:
    noted = replace(
        FIRST, last_seen_at=LATER, clock_ahead_ms=7, instruments=(Instrument(OTOSCOPE, WORKING, NOON),)
    )
    other = replace(FIRST, entry_id="cabin-2", revision=2)
    passed_over = replace(other, last_seen_at=LATER, revision=1)
    books.do(
        lambda book: book.save(FIRST),
        lambda book: book.save(other),
        lambda book: book.write_times((noted, passed_over)),
        lambda book: book.write_times(()),
        lambda book: book.write_times((replace(noted, last_seen_at=NOON),)),
    )
    assert books.cabin() == noted
    assert books.cabin("cabin-2") == other


def test_times_are_offered_once_they_lag(books: Books) -> None:
    lag = timedelta(minutes=5)
    books.do(
        lambda book: book.save(FIRST),
        lambda book: book.delivered(FIRST),
        lambda book: book.write_times((replace(FIRST, last_seen_at=NOON + lag - MINUTE),)),
        lambda book: book.offer_times(lag),
    )
    assert books.cabin().delivery is Delivery.DELIVERED
    books.do(
        lambda book: book.write_times((replace(FIRST, last_seen_at=NOON + lag),)),
        lambda book: book.offer_times(lag),
    )
    assert books.cabin().delivery is Delivery.PENDING


def test_only_who_was_connected_falls_silent(books: Books) -> None:
    unknown = replace(FIRST, entry_id="cabin-2", delivery=Delivery.UNKNOWN)
    recent = replace(FIRST, entry_id="cabin-3", last_seen_at=NOON + MINUTE)
    silent: list[int] = []
    books.do(
        lambda book: [book.save(each) for each in (FIRST, unknown, recent)],
        lambda book: book.delivered(FIRST),
        lambda book: silent.append(book.mark_silent(NOON)),
        lambda book: silent.append(book.mark_silent(NOON)),
    )
    assert silent == [2, 0]
    assert books.cabin() == replace(FIRST, connection=Connection.SILENT, revision=2)
    assert books.cabin("cabin-2").delivery is Delivery.UNKNOWN
    assert books.cabin("cabin-3").connection is Connection.CONNECTED


def test_a_lease_keeps_others_away_until_it_ends(books: Books) -> None:
    books.do(lambda book: book.save(FIRST))
    assert books.leased() == (FIRST,)
    assert books.leased() == ()
    books.do(lambda book: book.put_off(FIRST, LATER))
    assert books.leased() == (FIRST,)


def test_longest_unheard_first_and_no_more_than_asked(books: Books) -> None:
    cabins = [
        replace(FIRST, entry_id=f"cabin-{n}", last_seen_at=NOON + MINUTE * (n * 7 % 10)) for n in range(10)
    ]
    books.do(lambda book: [book.save(each) for each in cabins])
    oldest = sorted(cabins, key=lambda cabin: cabin.last_seen_at)[:3]
    assert list(books.leased(3)) == oldest


def test_a_newer_revision_stays_pending(books: Books) -> None:
    newer = heard(FIRST, "cabin-1", report(BROKEN), LATER)
    books.do(lambda book: book.save(FIRST), lambda book: book.save(newer), lambda book: book.delivered(FIRST))
    assert books.cabin().delivery is Delivery.PENDING
    books.do(lambda book: book.delivered(newer))
    assert books.cabin().delivery is Delivery.DELIVERED


def test_an_unknown_cabin_is_due_again_once_heard(books: Books) -> None:
    heard_again = replace(FIRST, delivery=Delivery.UNKNOWN, last_seen_at=NOON + MINUTE)
    books.do(lambda book: book.save(FIRST), lambda book: book.unknown(FIRST, NOON))
    assert books.leased() == ()
    books.do(lambda book: book.write_times((heard_again,)))
    assert books.leased() == (heard_again,)


def test_counts(books: Books) -> None:
    books.do(lambda book: book.save(FIRST), lambda book: book.save(replace(FIRST, entry_id="cabin-2")))
    counts = books.store.read_now(lambda connection: CabinBook(connection).counts())
    assert counts == {(Connection.CONNECTED, Delivery.PENDING): 2}


@pytest.mark.postgresql
def test_two_gateways_never_lease_the_same_cabin(postgresql_url: str) -> None:
    stores = [Store(postgresql_url), Store(postgresql_url)]
    metadata.create_all(stores[0].engine)
    cabins = [replace(FIRST, entry_id=f"cabin-{n}") for n in range(40)]
    Books(stores[0]).do(lambda book: [book.save(each) for each in cabins])
    taken: list[str] = []
    together = threading.Barrier(2)

    def gateway(store: Store) -> None:
        together.wait()
        for _ in range(10):
            taken.extend(cabin.entry_id for cabin in Books(store).leased(4))

    threads = [threading.Thread(target=gateway, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert sorted(taken) == sorted(cabin.entry_id for cabin in cabins)
