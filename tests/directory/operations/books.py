"""A book in memory, beside the tests of what is written in it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.directory.domain.changes import Change, Planned
from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.counting import EntryCount
from services.directory.domain.effective import speciality_of, step_free, usable_equipment
from services.directory.domain.entries import Entry, Provenance
from services.directory.domain.equipment import LiveState
from services.directory.domain.nearness import cell_of
from services.directory.domain.placing import Placed
from services.directory.domain.searches import Filters
from services.territory.position import Position


class FakeBook:
    """The log, the entries it leads to, and facts; says whether a write held the log."""

    def __init__(self) -> None:
        self.log: list[Change] = []
        self.placed: dict[str, Placed] = {}
        self.facts: dict[str, CommuneFacts] = {}
        self.revision = 0
        self.held = False
        self.read_cells: list[int] = []

    def hold_log(self) -> None:
        self.held = True

    def record(self, planned: Sequence[Planned], actor: str, at: datetime) -> list[int]:
        assert self.held, "the log must be held before anything is recorded"
        positions = []
        for each in planned:
            position = len(self.log) + 1
            self.log.append(Change(position, at, each.action, actor, each.placed.entry))
            self.placed[each.placed.entry.id] = each.placed
            positions.append(position)
        return positions

    def entry(self, entry_id: str) -> Entry | None:
        placed = self.placed.get(entry_id)
        return placed.entry if placed else None

    def position_of(self, entry_id: str) -> int:
        return max(change.position for change in self.log if change.entry.id == entry_id)

    def entries(self, entry_ids: Sequence[str]) -> dict[str, Entry]:
        return {entry_id: self.placed[entry_id].entry for entry_id in entry_ids}

    def known(self, provenances: Iterable[Provenance]) -> dict[tuple[str, str], Entry]:
        wanted = {(each.source, each.source_id) for each in provenances}
        present = {
            (p.entry.provenance.source, p.entry.provenance.source_id): p.entry for p in self.placed.values()
        }
        return {key: entry for key, entry in present.items() if key in wanted}

    def confirm(self, entries: Iterable[tuple[str, datetime]]) -> None:
        for entry_id, at in entries:
            self._replace(entry_id, last_confirmed_at=at)

    def see(self, entry_id: str, live: LiveState) -> None:
        self._replace(entry_id, live_state=live)

    def _replace(self, entry_id: str, **changes: Any) -> None:
        placed = self.placed[entry_id]
        self.placed[entry_id] = replace(placed, entry=replace(placed.entry, **changes))

    def history(self, entry_id: str) -> list[Change]:
        return [change for change in self.log if change.entry.id == entry_id]

    def last_position(self) -> int:
        return len(self.log)

    def snapshot(self, after: int, until: int, most: int) -> list[Change]:
        latest = {change.entry.id: change for change in self.log}
        present = sorted(
            (c for c in latest.values() if after < c.position <= until), key=lambda c: c.position
        )
        return present[:most]

    def changes_after(self, position: int, most: int) -> list[Change]:
        return self.log[position : position + most]

    def in_cells(self, cells: Sequence[int], filters: Filters) -> list[tuple[str, Position]]:
        self.read_cells += cells
        return [
            (entry_id, placed.where)
            for entry_id, placed in self.placed.items()
            if placed.where is not None and cell_of(placed.where) in cells and passes(placed.entry, filters)
        ]

    def nowhere(self, filters: Filters) -> list[str]:
        return [
            entry_id
            for entry_id, placed in self.placed.items()
            if placed.where is None and passes(placed.entry, filters)
        ]

    def counts(self, level: str, department: str) -> list[EntryCount]:
        totals: dict[Any, int] = {}
        for placed in self.placed.values():
            if placed.entry.retired or (department and placed.department != department):
                continue
            key = placed.department if level == "department" else placed.entry.commune_code
            totals[key, placed.entry.kind] = totals.get((key, placed.entry.kind), 0) + 1
        return [EntryCount(key, kind, count) for (key, kind), count in totals.items()]

    def facts_revision(self) -> int:
        return self.revision

    def all_facts(self) -> tuple[list[CommuneFacts], int]:
        return [self.facts[code] for code in sorted(self.facts)], self.revision

    def facts_of(self, commune_codes: Sequence[str]) -> dict[str, CommuneFacts]:
        return {code: self.facts[code] for code in commune_codes if code in self.facts}

    def save_facts(self, facts: Sequence[CommuneFacts]) -> None:
        assert self.held
        if facts:
            self.revision += 1
            self.facts |= {each.commune_code: each for each in facts}


class FakeUnits:
    """Runs everything at once on one book; counts transactions."""

    def __init__(self, book: FakeBook) -> None:
        self.book = book
        self.writes = 0

    async def read(self, query: Callable[[FakeBook], Any]) -> Any:
        return query(self.book)

    async def write(self, work: Callable[[FakeBook], Any]) -> Any:
        self.writes += 1
        self.book.held = False
        return work(self.book)


def passes(entry: Entry, filters: Filters) -> bool:
    """What an entry must be to pass the filters."""
    return (
        not entry.retired
        and (not filters.kinds or entry.kind in filters.kinds)
        and filters.equipment <= usable_equipment(entry)
        and filters.speciality_code in ("", speciality_of(entry))
        and (step_free(entry) or not filters.step_free)
        and (not filters.language or filters.language in entry.languages)
    )
