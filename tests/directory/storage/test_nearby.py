"""Searching on real databases finds exactly what the rule in memory finds."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from services.directory.domain.checks import check_entry
from services.directory.domain.counting import EntryCount
from services.directory.domain.entries import EntryKind
from services.directory.domain.equipment import (
    Connection,
    Equipment,
    EquipmentKind,
    EquipmentState,
    LiveState,
)
from services.directory.domain.nearness import cell_of
from services.directory.domain.searches import Filters, Search
from services.directory.operations.register_many import register_batch
from services.directory.operations.report_live_state import report_live_state
from services.directory.operations.retire_entry import retire_entry
from services.directory.operations.search_entries import search_entries
from services.directory.storage.book import DirectoryBook
from services.platform.store import Store
from services.territory.position import Position
from tests.directory.operations.books import FakeBook
from tests.directory.samples import GAZETTEER, INSTRUMENTS, MENDE, NOW, an_entry

BookOf = Callable[[Callable[[DirectoryBook], Any]], Any]
ENTRIES = [
    check_entry(
        an_entry(
            kind,
            f"{kind}{number}",
            position=None if an_entry(kind).position is None else Position(44.3 + number / 20, 3.5),
            languages=("en", "fr") if number % 2 else ("fr",),
        ),
        GAZETTEER,
    )
    for kind in EntryKind
    for number in range(8)
]
FILTERS = (
    Filters(),
    Filters(kinds=frozenset({EntryKind.ACCESS_POINT, EntryKind.NURSE})),
    Filters(kinds=frozenset({EntryKind.EMERGENCY_NUMBER})),
    Filters(equipment=frozenset({EquipmentKind.OTOSCOPE})),
    Filters(equipment=frozenset({EquipmentKind.OTOSCOPE, EquipmentKind.SCALE})),
    Filters(speciality_code="SI01"),
    Filters(step_free=True),
    Filters(language="en"),
    Filters(language="de"),
)


def fill(book: Any) -> None:
    register_batch(book, ENTRIES, GAZETTEER, actor="operator", now=NOW)
    broken = (Equipment(EquipmentKind.OTOSCOPE, EquipmentState.BROKEN),)
    cabins = [entry.id for entry in ENTRIES if entry.kind is EntryKind.ACCESS_POINT]
    states = (
        LiveState(Connection.SILENT, NOW, INSTRUMENTS),
        LiveState(Connection.CONNECTED, NOW, broken),
        LiveState(Connection.CONNECTED, NOW, (Equipment(EquipmentKind.SCALE, EquipmentState.WORKING),)),
    )
    for entry_id, state in zip(cabins, states, strict=False):
        report_live_state(book, entry_id, state, GAZETTEER, actor="service", now=NOW)
    retire_entry(book, cabins[5], GAZETTEER, actor="operator", now=NOW)


def test_a_search_finds_what_the_rule_finds(book_of: BookOf) -> None:
    fake = FakeBook()
    fill(fake)
    book_of(fill)
    for filters in FILTERS:
        search = Search("48095", filters, page_size=100, radius_km=30)
        expected = search_entries(fake, search, GAZETTEER, now=NOW)
        assert book_of(lambda book, s=search: search_entries(book, s, GAZETTEER, now=NOW)) == expected


def test_counts_are_those_of_the_rule(book_of: BookOf) -> None:
    fake = FakeBook()
    fill(fake)
    book_of(fill)

    def key(count: EntryCount) -> tuple[str, str]:
        return count.territory, count.kind

    for level, department in (("department", ""), ("commune", "48"), ("commune", "")):
        counts = book_of(lambda book, at=(level, department): book.counts(*at))
        assert sorted(counts, key=key) == sorted(fake.counts(level, department), key=key)


def test_a_search_reads_by_the_index(store: Store, book_of: BookOf) -> None:
    if store.engine.dialect.name != "sqlite":
        return  # an almost empty PostgreSQL table is always read whole
    book_of(fill)
    seen: list[str] = []
    store.read_now(
        lambda connection: seen.extend(
            row[3]
            for row in connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT id, lat, lon FROM entry WHERE cell IN (1, 2) AND kind IN ('nurse')"
            )
        )
    )
    assert any("entry_by_cell" in line for line in seen), seen


def test_entries_without_a_position_follow_their_commune(book_of: BookOf) -> None:
    from services.directory.domain.commune_facts import CommuneFacts
    from services.directory.operations.keep_facts import keep_facts

    own, borrowed = (
        check_entry(an_entry(source_id=name, position=where), GAZETTEER)
        for name, where in (("own", MENDE), ("borrowed", None))
    )
    book_of(lambda book: register_batch(book, [own, borrowed], GAZETTEER, actor="operator", now=NOW))
    moved = Position(45.5216, 4.4998)
    book_of(lambda book: keep_facts(book, [CommuneFacts("48095", moved, "official", 500)]))
    found = book_of(lambda book: dict(book.in_cells([cell_of(MENDE), cell_of(moved)], Filters())))
    assert found == {own.id: MENDE, borrowed.id: moved}
    assert replace(own, version=1) == book_of(lambda book: book.entry(own.id))
