"""Every change an entry went through."""

from collections.abc import Sequence
from typing import Protocol

from services.directory.domain.changes import Change
from services.directory.domain.ids import is_entry_id
from services.platform.refusals import NotFound


class Book(Protocol):
    """What telling a history needs."""

    def history(self, entry_id: str) -> Sequence[Change]: ...


def list_history(book: Book, entry_id: str) -> Sequence[Change]:
    """Oldest first; ENTRY_NOT_FOUND when nothing ever bore that id."""
    changes = book.history(entry_id) if is_entry_id(entry_id) else ()
    if not changes:
        raise NotFound("ENTRY_NOT_FOUND", "Aucune fiche ne porte cet identifiant.", field="entry_id")
    return changes
