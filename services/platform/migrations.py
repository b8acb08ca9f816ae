"""Brings a service's database to the shape its code expects, by Alembic.

SQLite databases are migrated at start by the one process that owns them. A PostgreSQL database is migrated
by `maillage migrate` (a Kubernetes Job), under an advisory lock and with short timeouts, so that replicas
never run DDL against each other.
"""

from importlib.resources import as_file, files

from alembic import command, context
from alembic.config import Config
from sqlalchemy import MetaData, text

from services.platform.store import Store, open_engine, refusal_from

LOCK = 7_164_552_011  # any number, the same for every replica
TIMEOUTS = ("SET lock_timeout = '4s'", "SET statement_timeout = '60s'")


def migrate(url: str, package: str) -> None:
    """Migrates the database at `url` with the scripts of `package`, a service's `storage.migrations`."""
    with as_file(files(package)) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["url"] = url
        command.upgrade(config, "head")


def open_store(url: str, package: str) -> Store:
    """The store at `url`. A SQLite file, ours alone from here on, is migrated; a shared database has been."""
    store = Store(url)
    try:
        if url.startswith("sqlite"):
            migrate(url, package)
    except BaseException as error:
        store.close()
        raise refusal_from(error) or error from error
    return store


def run_env(metadata: MetaData) -> None:
    """What each service's `env.py` calls: one transaction for all that is missing."""
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
