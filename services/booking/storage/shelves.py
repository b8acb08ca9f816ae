"""The book as other rooms ask for it: resources and facts that outlive the process, and decisions."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import msgspec

from services.booking.domain.decisions import DecisionRecord, KeptDecision, to_json
from services.booking.domain.resources import Resource
from services.booking.storage.book import Book
from services.platform.clock import Clock
from services.platform.units import RequestKey, Units

log = logging.getLogger(__name__)
ENTRIES, FACTS = "directory.entries", "directory.commune_facts"
MOST_UNWRITTEN = 20_000
T = TypeVar("T")
F = TypeVar("F")


class WakingUnits(Units[Book]):
    """Units that tell the index's follower whose claims were changed here, so that it looks at once."""

    def wake_with(self, wake: Callable[[AbstractSet[str]], None]) -> None:
        self._wake = wake

    async def write(self, work: Callable[[Book], T]) -> T:
        touched: set[str] = set()
        result = await super().write(_noting(work, touched))
        self._tell(touched)
        return result

    async def once(self, key: RequestKey, work: Callable[[Book], T], answer: type[T]) -> T:
        touched: set[str] = set()
        result = await super().once(key, _noting(work, touched), answer)
        self._tell(touched)
        return result

    def _tell(self, touched: AbstractSet[str]) -> None:
        if touched:
            self._wake(touched)


def _noting(work: Callable[[Book], T], touched: set[str]) -> Callable[[Book], T]:
    """The same work, after which `touched` holds the resources whose claims it changed."""

    def noting(book: Book) -> T:
        result = work(book)
        touched.update(book.touched)
        return result

    return noting


@dataclass(frozen=True, slots=True)
class DirectoryShelf:
    """Resources as last heard from the directory, with the position of its log that they belong to."""

    units: Units[Book]

    async def position(self) -> int:
        return await self.units.read(lambda book: book.followed(ENTRIES))

    async def all(self) -> Sequence[Resource]:
        return await self.units.read(lambda book: book.all_resources())

    async def put_many(self, resources: Sequence[Resource], gone: Sequence[str], position: int) -> None:
        def put(book: Book) -> None:
            book.put_resources(resources)
            if gone:
                book.drop_resources(gone)
            book.put_followed(ENTRIES, position)

        await self.units.write(put)

    async def forget_all(self) -> None:
        def forget(book: Book) -> None:
            book.drop_all_resources()
            book.put_followed(ENTRIES, 0)

        await self.units.write(forget)


@dataclass(frozen=True, slots=True)
class FactsShelf:
    """Facts of communes, so that a start without the directory knows them. `F`: the peer's own type."""

    units: Units[Book]

    async def put(self, facts: Mapping[str, object], revision: int) -> None:
        rows = {code: msgspec.json.encode(each).decode() for code, each in facts.items()}

        def put(book: Book) -> None:
            book.put_commune_facts(rows)
            book.put_followed(FACTS, revision)

        await self.units.write(put)

    async def all(self, kind: type[F]) -> tuple[dict[str, F], int]:
        """Every fact by commune code, and the revision they belong to."""
        rows, revision = await self.units.read(lambda book: (book.commune_facts(), book.followed(FACTS)))
        return {code: msgspec.json.decode(body, type=kind) for code, body in rows.items()}, revision


@dataclass(slots=True)
class _Unwritten:
    record: DecisionRecord
    first: datetime
    last: datetime
    times: int


class DecisionLog:
    """Decisions are answered first and written a moment later, many at once: no search waits for a disk."""

    def __init__(self, units: Units[Book], clock: Clock) -> None:
        self._units, self._clock = units, clock
        self._unwritten: dict[str, _Unwritten] = {}
        self._being_written: dict[str, _Unwritten] = {}

    def record(self, record: DecisionRecord) -> None:
        """Remembers a decision to be written."""
        now = self._clock()
        known = self._unwritten.get(record.decision_id)
        if known is not None:
            known.last, known.times = now, known.times + 1
        elif len(self._unwritten) < MOST_UNWRITTEN:
            self._unwritten[record.decision_id] = _Unwritten(record, now, now, 1)
        else:  # the database has been away for long: patients come before the log
            log.error("decision not kept: too many wait to be written")

    async def flush(self) -> None:
        """Writes what waits; on failure it goes on waiting."""
        batch, self._unwritten = self._unwritten, {}
        if not batch:
            return
        self._being_written = batch
        try:
            kept = await asyncio.to_thread(_kept, batch)
            await self._units.write(lambda book: book.put_decisions(kept))
        except BaseException:
            self._unwritten = batch | self._unwritten
            raise
        finally:
            self._being_written = {}

    async def read(self, decision_id: str) -> KeptDecision | None:
        """A decision, written yet or not."""
        waiting = self._unwritten.get(decision_id) or self._being_written.get(decision_id)
        if waiting is not None:
            return KeptDecision(
                decision_id, to_json(waiting.record), waiting.first, waiting.last, waiting.times
            )
        return await self._units.read(lambda book: book.decision(decision_id))


def _kept(batch: Mapping[str, _Unwritten]) -> list[KeptDecision]:
    return [
        KeptDecision(decision_id, to_json(each.record), each.first, each.last, each.times)
        for decision_id, each in batch.items()
    ]
