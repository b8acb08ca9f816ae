"""Facts that imports brought about communes."""

from collections.abc import Sequence
from typing import Protocol

from services.directory.domain.commune_facts import CommuneFacts


class Book(Protocol):
    """What listing facts needs."""

    def all_facts(self) -> tuple[Sequence[CommuneFacts], int]: ...


def list_commune_facts(book: Book) -> tuple[Sequence[CommuneFacts], int]:
    """Every fact by ascending commune, and the revision they belong to."""
    return book.all_facts()
