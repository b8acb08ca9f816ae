"""Following: nothing is missed, nothing comes twice, and what is committed is told at once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from services.directory.domain.changes import Following
from services.directory.domain.checks import check_entry
from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.entries import Entry
from services.directory.operations import watch_entries as watching
from services.directory.operations.keep_facts import keep_facts
from services.directory.operations.register_many import register_batch
from services.directory.operations.watch_entries import watch_entries
from services.platform.refusals import Refusal
from tests.directory.operations.books import FakeBook, FakeUnits
from tests.directory.samples import GAZETTEER, NOW, an_entry


class FakeBell:
    """Rung by hand. Without a ring, waiting ends at once: patience costs a test nothing."""

    def __init__(self) -> None:
        self.rings = 0
        self.closed = False

    async def after(self, rings: int, patience_s: float) -> None:
        await asyncio.sleep(0)


def put(book: FakeBook, *numbers: int, name: str = "Essai") -> None:
    entries: list[Entry] = [
        check_entry(an_entry(source_id=str(number), name=name), GAZETTEER) for number in numbers
    ]
    register_batch(book, entries, GAZETTEER, actor="operator", now=NOW)


def follow(
    book: FakeBook, after: int = 0, meanwhile: Callable[[int], None] = lambda _: None
) -> list[Following]:
    """The parts until caught up; `meanwhile(n)` happens after part n was received."""

    async def parts() -> list[Following]:
        received: list[Following] = []
        stream: AsyncIterator[Following] = watch_entries(FakeUnits(book), FakeBell(), after)
        async for part in stream:
            received.append(part)
            if part.caught_up:
                break
            meanwhile(len(received))
        return received

    return asyncio.run(parts())


def told(parts: list[Following]) -> list[tuple[int, str]]:
    return [(change.position, change.entry.provenance.source_id) for part in parts for change in part.changes]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOST_CHANGES", 3)


def test_from_nothing_each_entry_comes_once_as_of_its_latest_change() -> None:
    book = FakeBook()
    put(book, 1, 2, 3, 4, 5)
    put(book, 2, name="Autre nom")
    parts = follow(book)
    assert told(parts) == [(1, "1"), (3, "3"), (4, "4"), (5, "5"), (6, "2")]
    assert [part.caught_up for part in parts] == [False, False, True]
    assert parts[-1].position == 6


def test_what_changes_during_the_snapshot_comes_once_and_last() -> None:
    book = FakeBook()
    put(book, 1, 2, 3, 4, 5)

    def meanwhile(part: int) -> None:
        if part == 1:
            put(book, 1, 5, name="Autre nom")  # one told already, one not yet

    assert told(follow(book, 0, meanwhile)) == [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (6, "1"), (7, "5")]


@pytest.mark.parametrize("stop_after", range(1, 4))
def test_a_follower_resumes_anywhere_and_ends_with_the_truth(stop_after: int) -> None:
    book = FakeBook()
    put(book, 1, 2, 3, 4, 5, 6, 7)
    stored: dict[str, Entry] = {}
    position = 0
    for part in follow(book)[:stop_after]:
        stored |= {change.entry.id: change.entry for change in part.changes}
        position = part.position
    put(book, 1, 7, name="Autre nom")
    for part in follow(book, position):
        stored |= {change.entry.id: change.entry for change in part.changes}
    assert stored == {entry_id: placed.entry for entry_id, placed in book.placed.items()}


def test_resuming_tells_every_change() -> None:
    book = FakeBook()
    put(book, 1, 2)
    put(book, 1, name="Autre nom")
    put(book, 1, name="Encore un nom")
    assert told(follow(book, 1)) == [(2, "2"), (3, "1"), (4, "1")]


def test_an_empty_directory_is_caught_up_at_once() -> None:
    (part,) = follow(FakeBook())
    assert part == Following((), 0, caught_up=True, facts_revision=0)


def test_new_facts_are_told_without_a_change_of_entries() -> None:
    book = FakeBook()

    async def two_parts() -> list[Following]:
        stream = watch_entries(FakeUnits(book), FakeBell(), 0)
        first = await anext(stream)
        book.hold_log()
        keep_facts(book, [CommuneFacts("48095", zoning="ZIP")])
        return [first, await anext(stream)]

    first, second = asyncio.run(two_parts())
    assert (first.facts_revision, second.facts_revision, second.changes) == (0, 1, ())


def test_an_idle_follower_waits_instead_of_reading_on() -> None:
    """It looks at the bell before the book, so that a commit in between is not slept through."""
    order: list[str] = []

    class Watched(FakeUnits):
        async def read(self, query: Callable[[FakeBook], Any]) -> Any:
            order.append("book")
            return await super().read(query)

    class Bell(FakeBell):
        @property
        def rings(self) -> int:  # type: ignore[override]
            order.append("bell")
            return 0

        @rings.setter
        def rings(self, _: int) -> None: ...

        async def after(self, rings: int, patience_s: float) -> None:
            order.append("wait")
            if order.count("wait") == 2:
                raise asyncio.CancelledError

    async def idle() -> None:
        async for _ in watch_entries(Watched(FakeBook()), Bell(), 0):
            pass

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(idle())
    assert order[-6:] == ["bell", "book", "wait", "bell", "book", "wait"]


@pytest.mark.parametrize(("after", "reason"), [(-1, "POSITION_INVALID"), (1, "POSITION_AHEAD")])
def test_an_impossible_position_is_refused(after: int, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        follow(FakeBook(), after)
    assert refused.value.reason == reason


def test_live_states_are_part_of_the_snapshot() -> None:
    book = FakeBook()
    put(book, 1)
    (placed,) = book.placed.values()
    assert follow(book)[0].changes[0].entry == replace(placed.entry)


def test_following_ends_with_the_service() -> None:
    async def story() -> list[Following]:
        bell = FakeBell()
        stream = watch_entries(FakeUnits(FakeBook()), bell, 0)
        first = await anext(stream)
        bell.closed = True
        return [first, *[part async for part in stream]]

    assert len(asyncio.run(story())) == 1
