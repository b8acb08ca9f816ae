"""The small world in a real database."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from services.booking.invariants import verify
from services.booking.storage.book import Book
from services.booking.storage.tables import METADATA, REQUESTS
from services.platform.store import Store
from services.platform.units import Units
from tests.booking.world import KEYS, NETWORK, World


class ClockedBook(Book):
    """A book whose clock is the test's, on PostgreSQL too: only its tables are PostgreSQL's."""

    def now(self) -> datetime:
        return self._clock()


@dataclass(kw_only=True)
class DatabaseWorld(World):
    """A database with the small network in it."""

    store: Store

    def book(self, connection) -> ClockedBook:
        return ClockedBook(connection, KEYS, self.watch)

    def do(self, work: Callable[[Book], object]):
        """Runs an operation as one unit."""
        return self.store.write_now(lambda connection: work(self.book(connection)))

    def look(self, query: Callable[[Book], object]):
        return self.store.read_now(lambda connection: query(self.book(connection)))

    def units(self) -> Units[Book]:
        return Units(self.store, self.book, REQUESTS, KEYS.answer_sealer, self.watch)

    def broken(self) -> list[object]:
        """Invariants that do not hold."""
        found = self.look(lambda book: verify(book._connection, book.now()))
        return [each for each in found if each.violations]

    def statuses(self) -> list[str]:
        """The status of every appointment, hold and wait."""
        rows = self.look(lambda book: book._connection.execute(text("SELECT status FROM appointment")).all())
        return sorted(row.status for row in rows)

    def taken(self) -> set[tuple[str, int]]:
        """Every (resource, grain) that is taken now."""
        spans = self.look(lambda book: book.taken_from(0, self.watch.at))
        return {
            (each, grain)
            for each, some in spans.items()
            for span in some
            for grain in range(span.first_grain, span.end_grain)
        }


@contextmanager
def world(database_url: str):
    """An empty database with the tables and the network."""
    store = Store(database_url)
    try:
        with store.engine.begin() as connection:
            METADATA.create_all(connection)
        made = DatabaseWorld(store=store)
        made.do(lambda book: book.put_resources(NETWORK))
        yield made
    finally:
        store.close()
