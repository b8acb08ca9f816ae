"""The migrations make exactly the tables that the code knows, and a log that only grows."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.directory.domain.checks import check_entry
from services.directory.operations.register_many import register_batch
from services.directory.storage.tables import Rows
from services.platform.migrations import migrate
from services.platform.store import Store
from tests.directory.samples import GAZETTEER, NOW, an_entry


def test_tables_are_as_migrated(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Rows.metadata) == []


def test_migrating_again_changes_nothing(database_url: str) -> None:
    for _ in range(2):
        migrate(database_url, "services.directory.storage.migrations")


@pytest.mark.parametrize("spoil", ["UPDATE entry_change SET actor = 'nobody'", "DELETE FROM entry_change"])
def test_the_log_only_grows(store: Store, book_of, spoil: str) -> None:  # type: ignore[no-untyped-def]
    entry = check_entry(an_entry(), GAZETTEER)
    book_of(lambda book: register_batch(book, [entry], GAZETTEER, actor="operator", now=NOW))
    with pytest.raises(DBAPIError, match="only grows"):
        store.write_now(lambda connection: connection.execute(text(spoil)))
    assert book_of(lambda book: book.history(entry.id))[0].actor == "operator"
