"""One database of one service: one writer with group commit, many readers.

SQLite lets one writer in at a time and starves the others; PostgreSQL pays a disk flush for each commit.
One writer thread serves both: it takes every operation that is waiting, runs each in its own savepoint and
commits them together, so that an operation is one transaction (it is all there or not at all) and callers
are answered only once their rows are durable. Several processes may share a PostgreSQL database, each with
its own writer: constraints in the schema judge between them. A SQLite file belongs to one process, held by
a lock on `<file>.owner`.
"""

import asyncio
import fcntl
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from services.platform.refusals import Conflict, Exhausted, Invalid, Refusal, Unavailable

T = TypeVar("T")
BATCH = 64  # operations that share one commit
TRIES = 3  # of an operation that PostgreSQL chose as the victim of a deadlock
RETRYABLE = frozenset({"40001", "40P01"})


def _is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def open_engine(url: str) -> Engine:
    """An engine with the settings that the guarantees rest on.

    `url`: `sqlite:///path/to/file.db` or `postgresql+psycopg://...`. SQLite runs in WAL mode with
    synchronous=FULL and BEGIN IMMEDIATE; a deferred BEGIN would fail on upgrade instead of waiting.
    """
    if not _is_sqlite(url):
        return create_engine(url, pool_size=10, max_overflow=0, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 5.0})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = "" if connection.get_execution_options().get("read_only") else " IMMEDIATE"
        connection.exec_driver_sql(f"BEGIN{mode}")

    return engine


def refusal_from(error: BaseException) -> Refusal | None:
    """The named refusal for a database that is locked, read-only, full or gone; None for a fault of ours."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.DatabaseError) and "not a database" in str(original):
        return Unavailable("DATABASE_DAMAGED", "Ce fichier n'est pas une base ; remettez une sauvegarde.")
    if isinstance(original, sqlite3.OperationalError):
        text = str(original)
        if "locked" in text or "busy" in text:
            return Unavailable("DATABASE_LOCKED", "La base est occupée ; réessayez dans un instant.")
        if "readonly" in text:
            return Unavailable("DATABASE_READ_ONLY", "La base est en lecture seule ; prévenez l'exploitant.")
        if "full" in text or "disk I/O" in text:
            return Exhausted("DATABASE_FULL", "Le disque est plein ; rien n'a été enregistré.")
        if "unable to open" in text:
            return Unavailable(
                "DATABASE_UNREACHABLE", "La base ne s'ouvre pas ; vérifiez le dossier de données."
            )
        return None
    state = getattr(original, "sqlstate", None) or ""
    if state == "53100":
        return Exhausted("DATABASE_FULL", "Le disque est plein ; rien n'a été enregistré.")
    if state == "25006":
        return Unavailable("DATABASE_READ_ONLY", "La base est en lecture seule ; prévenez l'exploitant.")
    if isinstance(original, psycopg.DataError):  # such as a NUL, which SQLite would store
        return Invalid("VALUE_REFUSED", "Une valeur contient un caractère interdit ou est trop longue.")
    if state.startswith(("08", "57P")) or getattr(error, "connection_invalidated", False):
        return Unavailable("DATABASE_UNREACHABLE", "La base ne répond pas ; réessayez dans un instant.")
    if state in RETRYABLE or state == "55P03":
        return Unavailable("DATABASE_LOCKED", "La base est occupée ; réessayez dans un instant.")
    return None


def _owner_file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///") + ".owner")


def is_owned(url: str) -> bool:
    """Whether some process holds the SQLite file right now."""
    try:
        with _owner_file(url).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def own_file(url: str) -> int | None:
    """Takes the SQLite file for this process; a file that another process owns is refused."""
    if not _is_sqlite(url):
        return None
    path = _owner_file(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    for pause in (0.02, 0.2, None):  # whoever only looks (`is_owned`) lets go at once
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if pause is not None:
                time.sleep(pause)
        else:
            return descriptor
    os.close(descriptor)
    raise Conflict(
        "DATABASE_OWNED",
        "Cette base est déjà ouverte par un autre processus ; arrêtez-le ou choisissez un autre --data.",
        file=path.stem,
    )


@dataclass(slots=True)
class _Job:
    work: Callable[[Connection], Any]
    future: Future[Any] = field(default_factory=Future)
    tries: int = 0


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: _Job
    result: Any
    error: BaseException | None


def _first_refusal(error: BaseException | None) -> Refusal | None:
    """The refusal for an error or for what it followed from: a lost savepoint hides the full disk."""
    while error is not None:
        if refusal := refusal_from(error):
            return refusal
        error = error.__context__
    return None


def _is_victim(error: DBAPIError) -> bool:
    """True when PostgreSQL broke a deadlock at this operation's expense: it may simply try again."""
    return getattr(error.orig, "sqlstate", None) in RETRYABLE


def insert_for(dialect: str, table: Any) -> Any:
    """An INSERT that knows ON CONFLICT: both databases spell it alike, SQLAlchemy keeps them apart."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


class Store:
    """Reads in parallel, writes one after the other, answers when the disk has it."""

    def __init__(self, url: str, *, readers: int = 4) -> None:
        self._owner = own_file(url)
        self.engine = open_engine(url)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="reader")
        self._writer = threading.Thread(target=self._write_for_ever, name="writer", daemon=True)
        self._writer.start()

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Runs a query on a reader's connection; it sees what is committed and cannot write."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, query)

    def read_now(self, query: Callable[[Connection], T]) -> T:
        """The same from a thread that may wait."""
        try:
            with self.engine.connect().execution_options(read_only=True) as connection:
                return query(connection)
        except DBAPIError as error:
            raise refusal_from(error) or error from error

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Runs one operation as one transaction; returns once it is durable.

        A caller that goes away does not stop an operation that has begun: it commits or rolls back whole.
        """
        return await asyncio.wrap_future(self._submit(work))

    def write_now(self, work: Callable[[Connection], T]) -> T:
        """The same from a thread that may wait."""
        return self._submit(work).result()

    def close(self) -> None:
        """Finishes what is queued, then closes everything."""
        self._jobs.put(None)
        self._writer.join()
        self._readers.shutdown()
        self.engine.dispose()
        if self._owner is not None:
            os.close(self._owner)

    def _submit(self, work: Callable[[Connection], T]) -> Future[T]:
        job = _Job(work)
        self._jobs.put(job)
        return job.future

    def _write_for_ever(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch = [job]
            closing = False
            while len(batch) < BATCH and not self._jobs.empty():
                following = self._jobs.get()
                if following is None:
                    closing = True
                    break
                batch.append(following)
            self._commit([each for each in batch if each.future.set_running_or_notify_cancel()])
            if closing:
                return

    def _commit(self, batch: list[_Job]) -> None:
        """Runs a batch, each job in a savepoint, and answers each job after the one commit.

        A job that kills the whole transaction (a full disk makes SQLite roll back everything) must not take
        the others with it: each is then run alone. Once COMMIT was sent its outcome is not known any more,
        so nothing is run again.
        """
        outcomes: list[_Outcome] = []
        begun = committing = False
        try:
            with self.engine.begin() as connection:
                begun = True
                outcomes.extend(self._run(connection, job) for job in batch)
                committing = True
        except BaseException as error:  # noqa: BLE001 - whatever it was, every caller must hear of it
            # Where not even BEGIN came through, trying each job alone would only wait as long again for each.
            if begun and not committing and len(batch) > 1:
                for job in batch:
                    self._commit([job])
                return
            refusal = _first_refusal(error)
            outcomes = [_Outcome(job, None, refusal or error) for job in batch]
        for outcome in outcomes:
            if isinstance(outcome.error, DBAPIError) and _is_victim(outcome.error):
                outcome.job.tries += 1
                self._commit([outcome.job])
            elif outcome.error is None:
                outcome.job.future.set_result(outcome.result)
            else:
                outcome.job.future.set_exception(outcome.error)

    @staticmethod
    def _run(connection: Connection, job: _Job) -> _Outcome:
        savepoint = connection.begin_nested()
        try:
            result = job.work(connection)
            savepoint.commit()
        except BaseException as error:
            savepoint.rollback()  # raises where the whole transaction is gone
            if isinstance(error, DBAPIError):
                again = _is_victim(error) and job.tries < TRIES
                return _Outcome(job, None, error if again else refusal_from(error) or error)
            if isinstance(error, Exception):
                return _Outcome(job, None, error)
            raise
        return _Outcome(job, result, None)
