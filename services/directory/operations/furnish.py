"""Furnishes a directory at start: the numbers to call always, the demo network where it is wanted."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from services.directory.demo.network import NATIONAL, Sizes, demo_network, last_provenance
from services.directory.domain.checks import check_entry
from services.directory.domain.entries import Entry, Provenance
from services.directory.domain.tallies import Tally
from services.directory.imports.reading import Communes

_BATCH = 500


class Shelf(Protocol):
    """Where entries are put."""

    async def register_many(self, entries: Sequence[Entry]) -> Tally:
        """Adds or replaces entries by their provenance."""


class Book(Protocol):
    """What is there already."""

    def known(self, provenances: Iterable[Provenance]) -> Mapping[tuple[str, str], Entry]:
        """Entries by source and source id."""


class Units(Protocol):
    """Reads the book."""

    def read(self, query: Callable[[Book], bool]) -> Awaitable[bool]:
        """Runs a query."""


async def furnish(
    units: Units,
    shelf: Shelf,
    find_communes: Callable[[], Awaitable[Communes]],
    numbers: Iterable[Entry],
    *,
    demo: bool,
    sizes: Sizes = NATIONAL,
) -> Tally:
    """What was put. The demo is put once: its entries always come in the same order, so that the last one
    is there only when all are; a first start that was cut short is finished by the next. Numbers are put
    again when their file has a new edition: one that an operator retired stays so until then.
    """
    wanted = tuple(numbers)
    last = last_provenance(sizes)
    has_numbers = await units.read(lambda book: _has_edition(book, wanted))
    has_demo = not demo or await units.read(lambda book: bool(book.known([last])))
    tally = Tally()
    if has_numbers and has_demo:
        return tally
    communes = await find_communes()
    if not has_numbers:
        tally += await shelf.register_many([check_entry(entry, communes.gazetteer) for entry in wanted])
    if not has_demo:
        entries = demo_network(communes.all, sizes)
        while batch := await asyncio.to_thread(_next_batch, entries, communes):
            tally += await shelf.register_many(batch)
    return tally


def _has_edition(book: Book, wanted: Sequence[Entry]) -> bool:
    known = book.known([entry.provenance for entry in wanted]).values()
    return {entry.provenance for entry in wanted} <= {entry.provenance for entry in known}


def _next_batch(entries: Iterator[Entry], communes: Communes) -> list[Entry]:
    return [check_entry(entry, communes.gazetteer) for entry in islice(entries, _BATCH)]
