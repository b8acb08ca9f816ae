"""An operation runs once however often it is asked for."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, insert, select

from services.platform.keys import make_keys
from services.platform.refusals import Conflict, Invalid
from services.platform.store import Store
from services.platform.units import RequestKey, Units, request_table

metadata = MetaData()
requests = request_table(metadata)
marks = Table("mark", metadata, Column("id", Integer, primary_key=True))
NOW = [datetime(2026, 11, 20, tzinfo=UTC)]
KEY = RequestKey("public", "0192f0c1-aaaa", "/x/Y", "body")


@dataclass(frozen=True)
class Book:
    connection: Connection

    def mark(self) -> "Answer":
        count = self.connection.execute(select(func.count()).select_from(marks)).scalar_one()
        self.connection.execute(insert(marks).values(id=count))
        return Answer(count, "SECRET-REFERENCE")


@dataclass(frozen=True)
class Answer:
    number: int
    reference: str


@pytest.fixture
def units(database_url: str) -> Iterator[Units[Book]]:
    store = Store(database_url)
    metadata.create_all(store.engine)
    yield Units(store, Book, requests, make_keys().answer_sealer, lambda: NOW[0])
    store.close()


def test_a_repeat_gets_the_former_answer(units: Units[Book]) -> None:
    async def ask() -> tuple[list[Answer], int, str]:
        answers = await asyncio.gather(*(units.once(KEY, Book.mark, Answer) for _ in range(20)))
        rows = await units.read(lambda book: book.connection.execute(select(marks)).all())
        kept = await units.read(lambda book: book.connection.execute(select(requests.c.answer)).scalar_one())
        return answers, len(rows), kept

    answers, rows, kept = asyncio.run(ask())
    assert set(answers) == {Answer(0, "SECRET-REFERENCE")}
    assert rows == 1
    assert "SECRET" not in kept


def test_two_processes_asked_at_once_do_it_once(postgresql_url: str) -> None:
    """Two replicas, each with its own writer; the second waits for the first one's answer."""
    stores = [Store(postgresql_url) for _ in range(2)]
    metadata.create_all(stores[0].engine)
    sealer = make_keys().answer_sealer

    async def ask() -> list[Answer]:
        replicas = [Units(store, Book, requests, sealer, lambda: NOW[0]) for store in stores]
        return await asyncio.gather(*(units.once(KEY, Book.mark, Answer) for units in replicas * 10))

    assert set(asyncio.run(ask())) == {Answer(0, "SECRET-REFERENCE")}
    for store in stores:
        store.close()


def test_the_same_id_with_other_content_is_refused(units: Units[Book]) -> None:
    async def ask() -> None:
        await units.once(KEY, Book.mark, Answer)
        other = RequestKey(KEY.actor, KEY.request_id, KEY.rpc, "other body")
        with pytest.raises(Conflict, match="REQUEST_ID_REUSED"):
            await units.once(other, Book.mark, Answer)
        somebody_else = RequestKey("kiosk:c1", KEY.request_id, KEY.rpc, KEY.body)
        assert (await units.once(somebody_else, Book.mark, Answer)).number == 1

    asyncio.run(ask())


def test_a_refused_operation_may_be_asked_again(units: Units[Book]) -> None:
    async def ask() -> None:
        def refuse(_book: Book) -> Answer:
            raise Conflict("NO", "Non.")

        with pytest.raises(Conflict):
            await units.once(KEY, refuse, Answer)
        assert (await units.once(KEY, Book.mark, Answer)).number == 0

    asyncio.run(ask())


def test_old_answers_are_forgotten_and_young_ones_kept(units: Units[Book]) -> None:
    async def ask() -> None:
        began = NOW[0]
        await units.once(KEY, Book.mark, Answer)
        NOW[0] = began + timedelta(days=29)
        young = RequestKey(KEY.actor, "0192f0c1-bbbb", KEY.rpc, KEY.body)
        await units.once(young, Book.mark, Answer)
        assert await units.forget_old() == 0
        NOW[0] = began + timedelta(days=31)
        assert await units.forget_old() == 1
        assert (await units.once(young, Book.mark, Answer)).number == 1
        assert (await units.once(KEY, Book.mark, Answer)).number == 2
        NOW[0] = began

    asyncio.run(ask())


@pytest.mark.parametrize("request_id", ["", "short", "x" * 65, "0192f0c1 aaaa", "0192f0c1\0aaaa"])
def test_a_request_id_must_be_one(units: Units[Book], request_id: str) -> None:
    key = RequestKey("public", request_id, "/x/Y", "body")
    with pytest.raises(Invalid, match="REQUEST_ID_INVALID"):
        asyncio.run(units.once(key, Book.mark, Answer))
