"""Where one actor's entries and facts go: the writes of an import or of the demo, under a name."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.entries import Entry
from services.directory.domain.tallies import Tally
from services.directory.operations.keep_facts import keep_facts
from services.directory.operations.keep_gazetteer import KeptGazetteer
from services.directory.operations.register_many import register_many


class Units(Protocol):
    """Runs each write as one transaction."""

    def write(self, work: Callable[[Any], Tally]) -> Awaitable[Tally]: ...


class ActorsShelf:
    """`actor` is the role and subject that the history will name."""

    def __init__(
        self, units: Units, gazetteer: KeptGazetteer, clock: Callable[[], datetime], actor: str
    ) -> None:
        self._units, self._gazetteer, self._clock, self._actor = units, gazetteer, clock, actor

    async def register_many(self, entries: Iterable[Entry]) -> Tally:
        """Adds or replaces checked entries by their provenance, 500 to a transaction."""
        gazetteer = await self._gazetteer.current()
        return await register_many(self._units, entries, gazetteer, actor=self._actor, clock=self._clock)

    async def put_commune_facts(self, facts: Sequence[CommuneFacts]) -> Tally:
        """Lays facts over those known, in one transaction."""
        return await self._units.write(lambda book: keep_facts(book, facts))
