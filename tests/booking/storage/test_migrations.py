"""The migrations lead to the very tables that the code declares."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from services.booking.storage.tables import METADATA
from services.platform.migrations import migrate
from services.platform.store import open_engine


def test_migrated_database_equals_the_models(database_url):
    migrate(database_url, "services.booking.storage.migrations")
    engine = open_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(database_url):
    migrate(database_url, "services.booking.storage.migrations")
    migrate(database_url, "services.booking.storage.migrations")
