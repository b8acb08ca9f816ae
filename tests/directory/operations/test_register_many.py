"""Bringing many in: counted, in transactions of a batch, idempotent."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from services.directory.domain.changes import Action
from services.directory.domain.checks import check_entry
from services.directory.domain.entries import Entry, EntryKind
from services.directory.domain.tallies import Tally
from services.directory.operations.register_many import register_many
from services.directory.operations.retire_entry import retire_entry
from tests.directory.operations.books import FakeBook, FakeUnits
from tests.directory.samples import GAZETTEER, NOW, an_entry, refusal_of

ENTRIES = [check_entry(an_entry(source_id=str(number)), GAZETTEER) for number in range(7)]


def bring(units: FakeUnits, entries: Sequence[Entry]) -> Tally:
    return asyncio.run(register_many(units, entries, GAZETTEER, actor="operator", clock=lambda: NOW, batch=3))


def test_a_batch_is_a_transaction_and_a_second_run_changes_nothing() -> None:
    units = FakeUnits(FakeBook())
    assert bring(units, ENTRIES) == Tally(imported=7)
    assert units.writes == 3
    assert bring(units, ENTRIES) == Tally(unchanged=7)
    assert len(units.book.log) == 7


def test_what_changed_is_updated_and_what_is_confirmed_is_noted() -> None:
    units = FakeUnits(FakeBook())
    bring(units, ENTRIES)
    today = NOW + timedelta(days=1)
    again = [replace(entry, last_confirmed_at=today) for entry in ENTRIES]
    again[2] = replace(again[2], name="Autre nom")
    assert bring(units, again) == Tally(updated=1, unchanged=6)
    assert units.book.log[-1].entry.version == 2
    assert {placed.entry.last_confirmed_at for placed in units.book.placed.values()} == {today}


def test_what_was_retired_lives_again() -> None:
    units = FakeUnits(FakeBook())
    bring(units, ENTRIES[:1])
    retire_entry(units.book, ENTRIES[0].id, GAZETTEER, actor="operator", now=NOW)
    assert bring(units, ENTRIES[:1]) == Tally(updated=1)
    assert [change.action for change in units.book.log] == [Action.REGISTERED, Action.RETIRED, Action.UPDATED]
    assert not units.book.placed[ENTRIES[0].id].entry.retired


def test_the_last_word_of_a_batch_wins() -> None:
    units = FakeUnits(FakeBook())
    twice = [ENTRIES[0], replace(ENTRIES[0], name="Autre nom")]
    assert bring(units, twice) == Tally(imported=1, updated=1)
    assert units.book.placed[ENTRIES[0].id].entry.version == 2


def test_a_provenance_stands_for_one_kind() -> None:
    units = FakeUnits(FakeBook())
    bring(units, ENTRIES[:1])
    other = check_entry(an_entry(EntryKind.PRACTITIONER, "0"), GAZETTEER)
    assert refusal_of(lambda: bring(units, [other])).reason == "ENTRY_EXISTS"


def test_what_was_not_checked_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="check_entry"):
        bring(FakeUnits(FakeBook()), [an_entry()])
