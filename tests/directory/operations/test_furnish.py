"""A new directory gets the numbers to call always, and the demo once, however often it starts."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from services.directory.demo.network import Sizes
from services.directory.domain.entries import Entry, EntryKind
from services.directory.domain.tallies import Tally
from services.directory.emergency_numbers import emergency_numbers
from services.directory.imports.reading import Communes
from services.directory.operations.furnish import furnish
from services.territory.gazetteer import Gazetteer
from tests.directory.imports.villages import ALL, commune
from tests.directory.operations.shelves import FakeShelf

SIZES = Sizes(30, 10, 20, 10, 10, 1, 4)


class FakeUnits:
    """Reads the shelf's entries by provenance."""

    def __init__(self, shelf: FakeShelf) -> None:
        self.shelf = shelf

    def known(self, provenances: list) -> dict:
        wanted = {(each.source, each.source_id) for each in provenances}
        found = {(e.provenance.source, e.provenance.source_id): e for e in self.shelf.entries.values()}
        return {key: entry for key, entry in found.items() if key in wanted}

    async def read(self, query: Callable[[Any], bool]) -> bool:
        return query(self)


@pytest.fixture(scope="module")
def communes() -> Communes:
    """The demo in a handful of communes; beside them the seats of the centres to call."""
    seats = {each.commune_code for each in emergency_numbers() if each.commune_code}
    named = {each.code for each in ALL}
    centres = tuple(commune(code, f"Siège {code}", 46.5, 2.5, code) for code in sorted(seats - named))
    return Communes(ALL, Gazetteer((*ALL, *centres)))


def run(shelf: FakeShelf, communes: Communes, *, demo: bool) -> Tally:
    async def find_communes() -> Communes:
        return communes

    return asyncio.run(
        furnish(FakeUnits(shelf), shelf, find_communes, emergency_numbers(), demo=demo, sizes=SIZES)
    )


def kinds(shelf: FakeShelf) -> set[EntryKind]:
    return {entry.kind for entry in shelf.entries.values()}


def test_an_empty_start_has_the_numbers_to_call(communes: Communes) -> None:
    shelf = FakeShelf()
    assert run(shelf, communes, demo=False) == Tally(imported=len(emergency_numbers()))
    assert kinds(shelf) == {EntryKind.EMERGENCY_NUMBER}
    assert not any(entry.demo for entry in shelf.entries.values())


def test_the_demo_comes_once(communes: Communes) -> None:
    shelf = FakeShelf()
    first = run(shelf, communes, demo=True)
    assert kinds(shelf) == set(EntryKind)
    assert first.imported == len(shelf.entries)
    calls = shelf.calls
    assert run(shelf, communes, demo=True) == Tally()
    assert shelf.calls == calls


def test_a_start_cut_short_is_finished_by_the_next(communes: Communes) -> None:
    shelf = FakeShelf()
    run(shelf, communes, demo=True)
    whole = dict(shelf.entries)
    lost = list(whole)[-5:]
    for key in lost:
        del shelf.entries[key]
    assert run(shelf, communes, demo=True).imported == len(lost)
    assert shelf.entries == whole


def test_numbers_are_shown_as_the_file_says() -> None:
    numbers: dict[str, Entry] = {entry.provenance.source_id: entry for entry in emergency_numbers()}
    assert numbers["114"].detail.channels == ("sms", "video", "chat")
    assert numbers["15"].hours.weekly.days[6] == ((0, 1440),)
    assert numbers["poison-toulouse"].commune_code == "31555"
    assert numbers["116117"].hours.weekly.days[0] == ((1200, 1440),)
