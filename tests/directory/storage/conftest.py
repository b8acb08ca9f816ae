"""A directory's database, migrated and empty, on each engine."""

from collections.abc import Iterator

import pytest

from services.directory.storage.book import DirectoryBook
from services.platform.migrations import migrate
from services.platform.store import Store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    migrate(database_url, "services.directory.storage.migrations")
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def book_of(store: Store):  # type: ignore[no-untyped-def]
    """Runs work on a book in one transaction."""
    return lambda work: store.write_now(lambda connection: work(DirectoryBook(connection)))
