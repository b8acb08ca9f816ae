"""Brings in a file: all its good rows, none by half, and every other row named with the reason.

Rows are written in batches, each its own transaction, so that others are served meanwhile. If the import
stops midway, what was written stands and running it again finishes the work: the same file twice changes
nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.entries import Entry
from services.directory.domain.tallies import Tally
from services.directory.imports.files import AnyReading, ImportKind, read_file
from services.directory.imports.reading import Communes, Fault

BATCH = 500  # rows read, or values written, at a time; a row's values always go together


class Shelf(Protocol):
    """Where entries and facts are put; each call is one transaction."""

    async def register_many(self, entries: Sequence[Entry]) -> Tally:
        """Adds or replaces entries by their provenance."""

    async def put_commune_facts(self, facts: Sequence[CommuneFacts]) -> Tally:
        """Lays facts over those known. La Poste says the same of a commune once for each postal code."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the import is. Counts are totals so far; `rejected` and `doubtful` are new since the last one.

    Rows of `rejected` were left out; those of `doubtful` are in, with the field named left empty or
    to be verified.
    """

    rows_read: int
    rows_total: int
    tally: Tally
    rejected: tuple[Fault, ...] = ()
    doubtful: tuple[Fault, ...] = ()
    done: bool = False


async def import_file(
    kind: ImportKind, content: bytes, file_name: str, communes: Communes, shelf: Shelf, *, today: date
) -> AsyncIterator[Progress]:
    """Yields progress after each batch; the last has `done`. Raises the refusals of `read_file` before
    anything is written.
    """
    rows_total, readings = await asyncio.to_thread(read_file, kind, content, file_name, communes, today)
    rows_read, tally = 0, Tally()
    while batch := await asyncio.to_thread(_next_batch, readings):
        rows_read += len(batch)
        tally += await _put(batch, shelf)
        yield Progress(
            rows_read,
            rows_total,
            tally,
            tuple(fault for reading in batch if reading.rejected for fault in reading.faults),
            tuple(fault for reading in batch if not reading.rejected for fault in reading.faults),
        )
    yield Progress(rows_read, rows_total, tally, done=True)


def _next_batch(readings: Iterator[AnyReading]) -> list[AnyReading]:
    batch: list[AnyReading] = []
    values = 0
    for reading in readings:
        batch.append(reading)
        values += len(reading.values)
        if len(batch) >= BATCH or values >= BATCH:
            break
    return batch


async def _put(batch: Sequence[AnyReading], shelf: Shelf) -> Tally:
    entries: list[Entry] = []
    facts: list[CommuneFacts] = []
    for reading in batch:
        for value in reading.values:
            if isinstance(value, Entry):
                entries.append(value)
            else:
                facts.append(value)
    tally = Tally()
    if entries:
        tally += await shelf.register_many(entries)
    if facts:
        tally += await shelf.put_commune_facts(facts)
    return tally
