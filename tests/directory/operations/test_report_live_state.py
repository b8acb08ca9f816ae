"""A sign of life is kept; only what changes an answer is told to followers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.directory.domain.changes import Action
from services.directory.domain.entries import EntryKind
from services.directory.domain.equipment import (
    Connection,
    Equipment,
    EquipmentKind,
    EquipmentState,
    LiveState,
)
from services.directory.operations.get_entry import get_entry
from services.directory.operations.register_entry import register_entry
from services.directory.operations.report_live_state import report_live_state
from services.directory.operations.retire_entry import retire_entry
from services.directory.operations.update_entry import update_entry
from tests.directory.operations.books import FakeBook
from tests.directory.samples import GAZETTEER, NOW, an_entry, refusal_of

WELL = LiveState(Connection.CONNECTED, NOW, (Equipment(EquipmentKind.OTOSCOPE, EquipmentState.WORKING),))
BROKEN = (Equipment(EquipmentKind.OTOSCOPE, EquipmentState.BROKEN),)


def at(minutes: int, live: LiveState = WELL) -> LiveState:
    return replace(live, last_seen_at=NOW + timedelta(minutes=minutes))


@pytest.fixture
def book() -> FakeBook:
    return FakeBook()


@pytest.fixture
def cabin(book: FakeBook) -> str:
    return register_entry(book, an_entry(), GAZETTEER, actor="operator", now=NOW).entry_id


def report(book: FakeBook, entry_id: str, live: LiveState) -> bool:
    now = NOW + timedelta(hours=1)
    return report_live_state(book, entry_id, live, GAZETTEER, actor="service:kiosk", now=now).changed


def test_the_first_word_is_a_change_and_a_mere_sign_of_life_is_not(book: FakeBook, cabin: str) -> None:
    assert report(book, cabin, at(0))
    assert not report(book, cabin, at(1))
    assert get_entry(book, cabin).live_state == at(1)
    assert [change.action for change in book.log] == [Action.REGISTERED, Action.LIVE_STATE]


def test_a_broken_otoscope_and_a_silent_cabin_are_changes(book: FakeBook, cabin: str) -> None:
    report(book, cabin, at(0))
    assert report(book, cabin, at(1, replace(WELL, equipment=BROKEN)))
    assert report(book, cabin, at(1, replace(WELL, equipment=BROKEN, connection=Connection.SILENT)))
    assert len(book.log) == 4


def test_a_report_that_was_overtaken_changes_nothing(book: FakeBook, cabin: str) -> None:
    report(book, cabin, at(5))
    assert not report(book, cabin, at(4, replace(WELL, equipment=BROKEN)))
    assert get_entry(book, cabin).live_state == at(5)


def test_a_repeated_report_changes_nothing_more(book: FakeBook, cabin: str) -> None:
    assert report(book, cabin, at(0))
    assert not report(book, cabin, at(0))


def test_an_operator_is_not_disturbed_by_a_broken_otoscope(book: FakeBook, cabin: str) -> None:
    read = get_entry(book, cabin)
    report(book, cabin, at(0))
    update_entry(book, replace(read, name="Autre nom"), GAZETTEER, actor="operator", now=NOW)
    entry = get_entry(book, cabin)
    assert (entry.version, entry.live_state) == (2, at(0))


def test_only_a_living_cabin_reports(book: FakeBook, cabin: str) -> None:
    nurse = register_entry(book, an_entry(EntryKind.NURSE, "2"), GAZETTEER, actor="operator", now=NOW)
    assert refusal_of(lambda: report(book, nurse.entry_id, WELL)).reason == "NOT_AN_ACCESS_POINT"
    assert refusal_of(lambda: report(book, "ap-nobody", WELL)).reason == "ENTRY_NOT_FOUND"
    retire_entry(book, cabin, GAZETTEER, actor="operator", now=NOW)
    assert refusal_of(lambda: report(book, cabin, WELL)).reason == "ENTRY_RETIRED"
