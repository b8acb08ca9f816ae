"""The log on real databases: what was recorded is what is read, in order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest

from services.directory.domain.changes import Action, Planned
from services.directory.domain.checks import check_entry
from services.directory.domain.entries import EntryKind, Provenance
from services.directory.domain.equipment import Connection, LiveState
from services.directory.domain.placing import placed
from services.directory.storage.book import DirectoryBook
from services.platform.store import Store
from tests.directory.samples import GAZETTEER, INSTRUMENTS, NOW, an_entry

BookOf = Callable[[Callable[[DirectoryBook], Any]], Any]
ENTRIES = [
    replace(check_entry(an_entry(kind, str(n)), GAZETTEER), version=1) for n, kind in enumerate(EntryKind)
]


def plan(*entries: Any, action: Action = Action.REGISTERED) -> list[Planned]:
    return [Planned(action, placed(entry, GAZETTEER)) for entry in entries]


def record(book: DirectoryBook, planned: list[Planned]) -> list[int]:
    book.hold_log()
    return book.record(planned, "operator:anne", NOW)


def test_what_was_recorded_is_read(book_of: BookOf) -> None:
    assert book_of(lambda book: record(book, plan(*ENTRIES))) == list(range(1, len(ENTRIES) + 1))
    for entry in ENTRIES:
        assert book_of(lambda book, entry=entry: book.entry(entry.id)) == entry
    assert book_of(lambda book: book.entries([ENTRIES[0].id, "x"])) == {ENTRIES[0].id: ENTRIES[0]}
    assert book_of(lambda book: book.entry("x")) is None
    assert book_of(lambda book: record(book, [])) == []


def test_the_log_tells_each_change_and_the_snapshot_the_latest(book_of: BookOf) -> None:
    first, second = ENTRIES[0], replace(ENTRIES[0], name="Autre nom", version=2)
    book_of(lambda book: record(book, plan(first, ENTRIES[1])))
    book_of(lambda book: record(book, plan(second, action=Action.UPDATED)))
    history = book_of(lambda book: book.history(first.id))
    assert [(c.position, c.at, c.action, c.actor) for c in history] == [
        (1, NOW, Action.REGISTERED, "operator:anne"),
        (3, NOW, Action.UPDATED, "operator:anne"),
    ]
    assert [change.entry for change in history] == [first, second]
    assert [c.position for c in book_of(lambda book: book.snapshot(0, 3, 10))] == [2, 3]
    assert [c.position for c in book_of(lambda book: book.snapshot(0, 2, 10))] == [2]
    assert [c.position for c in book_of(lambda book: book.snapshot(0, 3, 1))] == [2]
    assert [c.position for c in book_of(lambda book: book.changes_after(1, 10))] == [2, 3]
    assert book_of(lambda book: book.change_at(1)).entry == first
    assert book_of(lambda book: (book.position_of(first.id), book.last_position())) == (3, 3)


def test_provenance_finds_what_is_known(book_of: BookOf) -> None:
    book_of(lambda book: record(book, plan(*ENTRIES)))
    asked = [Provenance("essai", "0"), Provenance("essai", "x"), Provenance("autre", "1")]
    assert book_of(lambda book: book.known(asked)) == {("essai", "0"): ENTRIES[0]}


def test_confirmations_and_signs_of_life_leave_the_log_alone(book_of: BookOf) -> None:
    entry = ENTRIES[0]
    live = LiveState(Connection.CONNECTED, NOW, INSTRUMENTS, 8000)
    later, earlier = NOW + timedelta(days=1), NOW - timedelta(days=99)
    book_of(lambda book: record(book, plan(entry)))
    book_of(lambda book: book.confirm([(entry.id, later), (entry.id, earlier)]))
    book_of(lambda book: book.see(entry.id, live))
    known = replace(entry, last_confirmed_at=later, live_state=live)
    assert book_of(lambda book: book.entry(entry.id)) == known
    assert [c.entry for c in book_of(lambda book: book.snapshot(0, 9, 9))] == [known]
    assert [c.entry for c in book_of(lambda book: book.history(entry.id))] == [entry]


def test_an_entry_never_confirmed_is_confirmed_once_it_is(book_of: BookOf) -> None:
    entry = replace(ENTRIES[0], last_confirmed_at=None)
    book_of(lambda book: record(book, plan(entry)))
    book_of(lambda book: book.confirm([(entry.id, NOW)]))
    assert book_of(lambda book: book.entry(entry.id)).last_confirmed_at == NOW


@pytest.mark.postgresql
def test_positions_become_visible_in_order(postgresql_url: str) -> None:
    """Two processes write: the second waits for the first to commit before it takes its position."""
    from services.platform.migrations import migrate

    migrate(postgresql_url, "services.directory.storage.migrations")
    slow, fast = Store(postgresql_url), Store(postgresql_url)
    recorded, release = Event(), Event()

    def slowly(connection: Any) -> None:
        record(DirectoryBook(connection), plan(ENTRIES[0]))
        recorded.set()
        assert release.wait(10)

    thread = Thread(target=lambda: slow.write_now(slowly))
    thread.start()
    assert recorded.wait(10)
    outcome: list[Any] = []
    second = Thread(
        target=lambda: outcome.append(
            fast.write_now(lambda connection: record(DirectoryBook(connection), plan(ENTRIES[1])))
        )
    )
    second.start()
    while second.is_alive() and not fast.read_now(_somebody_waits):
        pass
    assert outcome == [], "the second writer must wait"
    assert fast.read_now(lambda connection: DirectoryBook(connection).last_position()) == 0
    release.set()
    thread.join()
    second.join()
    assert outcome == [[2]]
    slow.close()
    fast.close()


def _somebody_waits(connection: Any) -> bool:
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    return bool(connection.exec_driver_sql(waiting).scalar_one())
