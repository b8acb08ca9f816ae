"""One entry as it stands."""

from typing import Protocol

from services.directory.domain.entries import Entry
from services.directory.domain.ids import is_entry_id
from services.platform.refusals import NotFound


class Book(Protocol):
    """What reading an entry needs."""

    def entry(self, entry_id: str) -> Entry | None: ...


def get_entry(book: Book, entry_id: str) -> Entry:
    """The entry, retired or not; ENTRY_NOT_FOUND."""
    entry = book.entry(entry_id) if is_entry_id(entry_id) else None
    if entry is None:
        raise NotFound("ENTRY_NOT_FOUND", "Aucune fiche ne porte cet identifiant.", field="entry_id")
    return entry
