"""Adds an entry that the directory does not know yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from services.directory.domain.changes import Action, Planned, Recorded
from services.directory.domain.checks import check_entry
from services.directory.domain.entries import Entry, Provenance
from services.directory.domain.placing import placed
from services.platform.refusals import Conflict
from services.territory.gazetteer import Gazetteer


class Book(Protocol):
    """What registering needs."""

    def hold_log(self) -> None: ...
    def known(self, provenances: Iterable[Provenance]) -> Mapping[tuple[str, str], Entry]: ...
    def record(self, planned: Sequence[Planned], actor: str, at: datetime) -> Sequence[int]: ...


def register_entry(book: Book, entry: Entry, gazetteer: Gazetteer, *, actor: str, now: datetime) -> Recorded:
    """Checks the entry and keeps it as version 1; a second one of the same provenance is ENTRY_EXISTS."""
    checked = check_entry(entry, gazetteer)
    book.hold_log()
    if known := book.known([checked.provenance]):
        (former,) = known.values()
        raise Conflict(
            "ENTRY_EXISTS",
            "Cette fiche existe déjà ; modifiez-la au lieu d'en créer une autre.",
            field="provenance",
            entry_id=former.id,
        )
    first = replace(checked, version=1)
    (position,) = book.record([Planned(Action.REGISTERED, placed(first, gazetteer))], actor, now)
    return Recorded(first.id, position)
