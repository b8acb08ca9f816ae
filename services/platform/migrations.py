"""Brings a service's database to the shape its code expects, by Alembic.

SQLite databases are migrated at start by the one process that owns them. A PostgreSQL database is migrated
by `maillage migrate` (a Kubernetes Job), under an advisory lock and with short timeouts, so that replicas
never run DDL against each other.
"""

from importlib.resources import as_file, files

from sqlalchemy import MetaData, text
from sqlalchemy.exc import DBAPIError

from services.platform.refusals import Refusal
from services.platform.store import Store, open_engine, refusal_from

LOCK = 7_164_552_011  # any number, the same for every replica
TIMEOUTS = ("SET lock_timeout = '4s'", "SET statement_timeout = '60s'")


def migrate(url: str, package: str) -> None:
    """Migrates the database at `url` with the scripts of `package`, a service's `storage.migrations`."""
    from alembic import command  # noqa: PLC0415 - half a second that a start without migrations is spared
    from alembic.config import Config  # noqa: PLC0415

    with as_file(files(package)) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["url"] = url
        command.upgrade(config, "head")


def open_store(url: str, package: str) -> Store:
    """The store at `url`. A SQLite file, ours alone from here on, is migrated; a shared database has been."""
    store = Store(url)
    try:
        if url.startswith("sqlite") and not _at_head(store, package):
            migrate(url, package)
    except BaseException as error:
        store.close()
        raise refusal_from(error) or error from error
    return store


def _at_head(store: Store, package: str) -> bool:
    """Whether the database has its last migration; their files are numbered as their revisions are."""
    scripts = (each.name for each in (files(package) / "versions").iterdir())
    head = max(name[:4] for name in scripts if name[:4].isdigit())
    try:
        return (
            store.read_now(
                lambda connection: connection.execute(
                    text("SELECT version_num FROM alembic_version")
                ).scalar()
            )
            == head
        )
    except (DBAPIError, Refusal):
        return False  # new, or not a database: migrating makes the one and names the other


def run_env(metadata: MetaData) -> None:
    """What each service's `env.py` calls: one transaction for all that is missing."""
    from alembic import context  # noqa: PLC0415

    url: str = context.config.attributes["url"]
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                for timeout in TIMEOUTS:
                    connection.execute(text(timeout))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
            with context.begin_transaction():
                context.run_migrations()
    finally:
        engine.dispose()
