"""Marks an entry as no longer existing. It stays in the history, and in appointments that name it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from services.directory.domain.changes import Action, Planned, Recorded
from services.directory.domain.entries import Entry
from services.directory.domain.placing import placed
from services.directory.operations.get_entry import get_entry
from services.territory.gazetteer import Gazetteer


class Book(Protocol):
    """What retiring needs."""

    def hold_log(self) -> None: ...
    def entry(self, entry_id: str) -> Entry | None: ...
    def position_of(self, entry_id: str) -> int: ...
    def record(self, planned: Sequence[Planned], actor: str, at: datetime) -> Sequence[int]: ...


def retire_entry(book: Book, entry_id: str, gazetteer: Gazetteer, *, actor: str, now: datetime) -> Recorded:
    """Retires it, as the next version; one that is retired already stays as it is."""
    book.hold_log()
    former = get_entry(book, entry_id)
    if former.retired:
        return Recorded(entry_id, book.position_of(entry_id))
    last = replace(former, retired=True, version=former.version + 1)
    (position,) = book.record([Planned(Action.RETIRED, placed(last, gazetteer))], actor, now)
    return Recorded(entry_id, position)
