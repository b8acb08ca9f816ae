"""The store: an operation is one transaction, and whoever is answered is durable."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from services.platform.refusals import Conflict, Unavailable
from services.platform.store import Store

metadata = MetaData()
marks = Table("mark", metadata, Column("id", Integer, primary_key=True))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(database_url)
    metadata.create_all(store.engine)
    yield store
    store.close()


def count(store: Store) -> int:
    return store.read_now(
        lambda connection: connection.execute(select(func.count()).select_from(marks)).scalar_one()
    )


def test_many_at_once_each_commits_or_fails_alone(store: Store) -> None:
    async def one(number: int) -> int:
        await store.write(lambda connection: connection.execute(insert(marks).values(id=number)))
        return 1

    async def all_of_them() -> list[int | BaseException]:
        return await asyncio.gather(*(one(number % 50) for number in range(100)), return_exceptions=True)

    outcomes = asyncio.run(all_of_them())
    assert sum(outcome == 1 for outcome in outcomes) == 50
    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == 50
    assert count(store) == 50


def test_a_refused_operation_leaves_nothing(store: Store) -> None:
    def half(connection: object) -> None:
        connection.execute(insert(marks).values(id=1))  # type: ignore[attr-defined]
        raise Conflict("NO", "Non.")

    with pytest.raises(Conflict):
        store.write_now(half)
    assert count(store) == 0


def test_a_cancelled_caller_leaves_whole_operations(store: Store) -> None:
    async def abandon() -> None:
        tasks = [
            asyncio.create_task(
                store.write(lambda c, n=number: c.execute(insert(marks).values(id=n)).rowcount)
            )
            for number in range(200)
        ]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(abandon())
    assert count(store) >= 100
    store.write_now(lambda connection: connection.execute(insert(marks).values(id=999)))  # still at work


def test_a_sqlite_file_belongs_to_one_process(tmp_path: object) -> None:
    url = f"sqlite:///{tmp_path}/owned.db"
    first = Store(url)
    with pytest.raises(Conflict, match="DATABASE_OWNED"):
        Store(url)
    first.close()
    Store(url).close()


def test_a_read_only_database_is_named(tmp_path: object) -> None:
    store = Store(f"sqlite:///{tmp_path}/readonly.db")
    metadata.create_all(store.engine)
    store.write_now(lambda connection: connection.exec_driver_sql("PRAGMA query_only=ON"))
    with pytest.raises(Unavailable, match="DATABASE_READ_ONLY"):
        store.write_now(lambda connection: connection.execute(insert(marks).values(id=1)))
    store.close()


def test_a_full_database_is_named(tmp_path: object) -> None:
    store = Store(f"sqlite:///{tmp_path}/full.db")
    metadata.create_all(store.engine)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=10")
        connection.commit()
    from services.platform.refusals import Exhausted

    with pytest.raises(Exhausted, match="DATABASE_FULL"):
        store.write_now(
            lambda connection: connection.execute(
                insert(marks), [{"id": number} for number in range(100_000)]
            )
        )
    store.close()
