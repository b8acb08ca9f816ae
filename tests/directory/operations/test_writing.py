"""Registering, updating, retiring: versions grow by one, the log tells all, nobody writes over anybody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.directory.domain.changes import Action, Recorded
from services.directory.domain.entries import Entry, EntryKind
from services.directory.operations.get_entry import get_entry
from services.directory.operations.list_history import list_history
from services.directory.operations.register_entry import register_entry
from services.directory.operations.retire_entry import retire_entry
from services.directory.operations.update_entry import update_entry
from tests.directory.operations.books import FakeBook
from tests.directory.samples import GAZETTEER, MENDE, NOW, an_entry, refusal_of

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def book() -> FakeBook:
    return FakeBook()


def register(book: FakeBook, entry: Entry) -> Entry:
    recorded = register_entry(book, entry, GAZETTEER, actor="operator:anne", now=NOW)
    return get_entry(book, recorded.entry_id)


def update(book: FakeBook, entry: Entry) -> Recorded:
    return update_entry(book, entry, GAZETTEER, actor="operator:paul", now=LATER)


def retire(book: FakeBook, entry_id: str) -> Recorded:
    return retire_entry(book, entry_id, GAZETTEER, actor="operator:anne", now=LATER)


def test_a_new_entry_is_version_one_and_stands_in_its_commune(book: FakeBook) -> None:
    entry = register(book, an_entry(position=None))
    assert entry.version == 1
    assert (book.placed[entry.id].department, book.placed[entry.id].where) == ("48", MENDE)
    (change,) = list_history(book, entry.id)
    assert (change.position, change.action, change.actor) == (1, Action.REGISTERED, "operator:anne")


def test_the_same_provenance_twice_is_refused_even_for_another_kind(book: FakeBook) -> None:
    former = register(book, an_entry())
    for again in (an_entry(), an_entry(EntryKind.PRACTITIONER)):
        refusal = refusal_of(lambda again=again: register(book, again))
        assert (refusal.reason, refusal.metadata["entry_id"]) == ("ENTRY_EXISTS", former.id)
    assert len(book.log) == 1


def test_an_update_is_the_next_version(book: FakeBook) -> None:
    entry = register(book, an_entry())
    update(book, replace(entry, name="Autre nom"))
    assert get_entry(book, entry.id).name == "Autre nom"
    assert [change.entry.version for change in list_history(book, entry.id)] == [1, 2]


def test_an_update_of_what_has_changed_meanwhile_is_refused(book: FakeBook) -> None:
    entry = register(book, an_entry())
    update(book, replace(entry, name="Paul d'abord"))
    refusal = refusal_of(lambda: update(book, replace(entry, name="Anne ensuite")))
    assert (refusal.reason, refusal.metadata["version"]) == ("ENTRY_CHANGED", "2")
    assert get_entry(book, entry.id).name == "Paul d'abord"


def test_an_entry_never_becomes_another(book: FakeBook) -> None:
    entry = register(book, an_entry())
    other = replace(entry, provenance=replace(entry.provenance, source_id="2"))
    assert refusal_of(lambda: update(book, other)).reason == "PROVENANCE_FIXED"
    other = replace(an_entry(EntryKind.PRACTITIONER), id=entry.id, version=1)
    assert refusal_of(lambda: update(book, other)).reason == "PROVENANCE_FIXED"


def test_retiring_twice_answers_the_same(book: FakeBook) -> None:
    entry = register(book, an_entry())
    assert retire(book, entry.id) == retire(book, entry.id)
    retired = get_entry(book, entry.id)
    assert (retired.retired, retired.version, len(book.log)) == (True, 2, 2)
    assert refusal_of(lambda: update(book, retired)).reason == "ENTRY_RETIRED"


def test_what_does_not_exist_is_not_found(book: FakeBook) -> None:
    for work in (
        lambda: get_entry(book, "ap-nobody"),
        lambda: list_history(book, "ap-nobody"),
        lambda: retire(book, "ap-nobody"),
        lambda: update(book, an_entry(id="ap-nobody", version=1)),
    ):
        assert refusal_of(work).reason == "ENTRY_NOT_FOUND"
