"""Replaces an entry's data, if nobody else has changed it meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from services.directory.domain.changes import Action, Planned, Recorded
from services.directory.domain.checks import check_entry
from services.directory.domain.entries import Entry
from services.directory.domain.placing import placed
from services.directory.operations.get_entry import get_entry
from services.platform.refusals import Conflict, Invalid
from services.territory.gazetteer import Gazetteer


class Book(Protocol):
    """What updating needs."""

    def hold_log(self) -> None: ...
    def entry(self, entry_id: str) -> Entry | None: ...
    def record(self, planned: Sequence[Planned], actor: str, at: datetime) -> Sequence[int]: ...


def update_entry(book: Book, entry: Entry, gazetteer: Gazetteer, *, actor: str, now: datetime) -> Recorded:
    """Keeps the entry as the next version. ENTRY_CHANGED when `entry.version` is not the current one,
    ENTRY_RETIRED once it is retired, PROVENANCE_FIXED when it would become another entry.
    """
    book.hold_log()
    former = get_entry(book, entry.id)
    if former.retired:
        raise Conflict("ENTRY_RETIRED", "Cette fiche est retirée ; elle ne change plus.", field="entry.id")
    checked = check_entry(entry, gazetteer)
    if checked.id != former.id or checked.kind is not former.kind:
        raise Invalid(
            "PROVENANCE_FIXED",
            "Le type et la provenance d'une fiche ne changent pas ; créez une autre fiche.",
            field="entry.provenance",
        )
    if entry.version != former.version:
        raise Conflict(
            "ENTRY_CHANGED",
            "La fiche a changé entre-temps ; relisez-la, puis recommencez.",
            field="entry.version",
            version=former.version,
        )
    following = replace(checked, version=former.version + 1, live_state=former.live_state)
    (position,) = book.record([Planned(Action.UPDATED, placed(following, gazetteer))], actor, now)
    return Recorded(following.id, position)
