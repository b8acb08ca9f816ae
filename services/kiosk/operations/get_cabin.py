"""What the gateway knows of one cabin."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from services.kiosk.domain.cabins import Cabin
from services.kiosk.operations.unwritten import Unwritten
from services.platform.refusals import NotFound

T = TypeVar("T")


class Cabins(Protocol):
    """Stored cabins."""

    def cabin(self, entry_id: str) -> Cabin | None:
        """The cabin as stored; None when it was never heard."""


class Units(Protocol):
    """Where transactions come from."""

    async def read(self, query: Callable[[Cabins], T]) -> T:
        """Runs a query."""


@dataclass(frozen=True, slots=True)
class GetCabin:
    """Asks about a cabin."""

    units: Units
    unwritten: Unwritten

    async def __call__(self, entry_id: str) -> Cabin:
        """The cabin with its newest times; `CABIN_NOT_FOUND` when it never reported."""
        stored = await self.units.read(lambda book: book.cabin(entry_id))
        if stored is None:
            raise NotFound("CABIN_NOT_FOUND", "Cette cabine n'a jamais donné signe de vie.", field="entry_id")
        return self.unwritten.freshest(stored)
