"""The migrations make exactly the tables that the code expects."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from services.kiosk.storage.tables import metadata
from services.kiosk.wiring import MIGRATIONS
from services.platform.migrations import migrate
from services.platform.store import open_engine


def test_models_equal_migrations(database_url: str) -> None:
    migrate(database_url, MIGRATIONS)
    migrate(database_url, MIGRATIONS)  # a second run finds nothing to do
    engine = open_engine(database_url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
    finally:
        engine.dispose()
