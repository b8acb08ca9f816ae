"""Units of work: an operation sees its database as a book of domain words, and runs once however often it
is asked for.

A caller that lost the answer asks again with the same `request_id` (AIP-155): it gets the former answer. The
answer is kept in the same transaction as what it tells of, sealed, since it may hold a reference.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    MetaData,
    String,
    Table,
    Text,
    delete,
    select,
    tuple_,
    update,
)

from services.platform.clock import Clock
from services.platform.keys import FieldSealer
from services.platform.refusals import Conflict, Invalid
from services.platform.store import Store, insert_for

Book = TypeVar("Book")
T = TypeVar("T")
REMEMBERED = timedelta(days=30)  # a cabin may have been offline that long before it asks again
FORGOTTEN_AT_ONCE = 1000
FORGET_EVERY_SECONDS = 3600.0
REQUEST_ID = re.compile(r"[0-9a-zA-Z-]{8,64}")


@dataclass(frozen=True, slots=True)
class RequestKey:
    """Makes a repeated call recognisable. `body` is a hash of the content, the id included."""

    actor: str
    request_id: str
    rpc: str
    body: str


def request_table(metadata: MetaData) -> Table:
    """The table of answers already given; every service that writes has one."""
    return Table(
        "request",
        metadata,
        Column("actor", String(200), primary_key=True),
        Column("request_id", String(64), primary_key=True),
        Column("rpc", String(200), nullable=False),
        Column("body", String(64), nullable=False),
        Column("answer", Text, nullable=False),
        Column("at", BigInteger, nullable=False, index=True),  # unix seconds
    )


class Units(Generic[Book]):
    """Runs operations on a book made from a connection."""

    def __init__(
        self,
        store: Store,
        make: Callable[[Connection], Book],
        requests: Table,
        sealer: FieldSealer,
        clock: Clock,
    ) -> None:
        self._store, self._make, self._requests = store, make, requests
        self._sealer, self._clock = sealer, clock

    async def read(self, query: Callable[[Book], T]) -> T:
        """Runs a query; it sees what is committed."""
        return await self._store.read(lambda connection: query(self._make(connection)))

    async def write(self, work: Callable[[Book], T]) -> T:
        """Runs an operation as one transaction."""
        return await self._store.write(lambda connection: work(self._make(connection)))

    async def once(self, key: RequestKey, work: Callable[[Book], T], answer: type[T]) -> T:
        """Runs an operation unless this very request was answered before; then gives that answer.

        The same id with other content is refused (`REQUEST_ID_REUSED`).
        """
        if not REQUEST_ID.fullmatch(key.request_id):
            raise Invalid("REQUEST_ID_INVALID", "Il faut un request_id : un UUID neuf.", field="request_id")
        return await self._store.write(lambda connection: self._once(connection, key, work, answer))

    async def forget_old(self) -> int:
        """Drops answers older than `REMEMBERED`, at most a thousand; returns how many."""
        before = int((self._clock() - REMEMBERED).timestamp())
        columns = self._requests.c
        key = (columns.actor, columns.request_id)
        old = select(*key).where(columns.at < before).order_by(columns.at).limit(FORGOTTEN_AT_ONCE)
        forget = delete(self._requests).where(tuple_(*key).in_(old))
        return await self._store.write(lambda connection: connection.execute(forget).rowcount)

    async def keep_forgetting(self) -> None:
        """A background job of every service that answers once."""
        while True:
            more = await self.forget_old() == FORGOTTEN_AT_ONCE
            await asyncio.sleep(0 if more else FORGET_EVERY_SECONDS)

    def _once(self, connection: Connection, key: RequestKey, work: Callable[[Book], T], answer: type[T]) -> T:
        columns = self._requests.c
        place = f"{key.actor}/{key.request_id}"
        this_one = (columns.actor == key.actor, columns.request_id == key.request_id)
        # The row first: of two calls at the same instant, the second waits here for the first one's answer.
        began = connection.execute(
            insert_for(connection.dialect.name, self._requests)
            .values(
                actor=key.actor,
                request_id=key.request_id,
                rpc=key.rpc,
                body=key.body,
                answer="",
                at=int(self._clock().timestamp()),
            )
            .on_conflict_do_nothing()
            .returning(columns.request_id)
        ).one_or_none()
        if began is None:
            former = connection.execute(select(self._requests).where(*this_one)).one()
            if (former.rpc, former.body) != (key.rpc, key.body):
                raise Conflict(
                    "REQUEST_ID_REUSED",
                    "Ce request_id a déjà servi pour une autre demande ; prenez-en un neuf.",
                    field="request_id",
                )
            text = self._sealer.open("request", "answer", place, former.answer)
            return msgspec.json.decode(text, type=answer)
        result = work(self._make(connection))
        sealed = self._sealer.seal("request", "answer", place, msgspec.json.encode(result).decode())
        connection.execute(update(self._requests).where(*this_one).values(answer=sealed))
        return result
