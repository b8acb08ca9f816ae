"""The gazetteer as it stands: the shipped communes with the positions that imports brought.

One is kept in memory. Each use asks the book for the facts' revision, one indexed read, and only a newer
revision builds a new one: an import in another process is seen by the very next call.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from services.directory.domain.commune_facts import CommuneFacts, with_facts
from services.directory.imports.reading import Communes
from services.territory.communes import Commune
from services.territory.gazetteer import Gazetteer


class Book(Protocol):
    """What building a gazetteer needs."""

    def facts_revision(self) -> int: ...
    def all_facts(self) -> tuple[Sequence[CommuneFacts], int]: ...


class Units(Protocol):
    """Reads the book."""

    def read(self, query: Callable[[Book], Any]) -> Awaitable[Any]: ...


class KeptGazetteer:
    """Built when first used (about half a second), then again when facts change; off the event loop."""

    def __init__(self, units: Units, shipped: Sequence[Commune]) -> None:
        self._units, self._shipped = units, shipped
        self._building = asyncio.Lock()
        self._kept: tuple[int, Communes] | None = None

    async def current(self) -> Gazetteer:
        """The gazetteer of the latest facts that are committed."""
        return (await self.communes()).gazetteer

    async def communes(self) -> Communes:
        """The communes as they are known now, with their gazetteer."""
        revision = await self._units.read(lambda book: book.facts_revision())
        async with self._building:
            if self._kept is None or self._kept[0] < revision:
                facts, revision = await self._units.read(lambda book: book.all_facts())
                self._kept = revision, await asyncio.to_thread(self._built, facts)
            return self._kept[1]

    def _built(self, facts: Sequence[CommuneFacts]) -> Communes:
        communes = with_facts(self._shipped, facts)
        return Communes(communes, Gazetteer(communes))
