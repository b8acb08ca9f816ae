"""A shelf in memory, beside the tests of what is put on it."""

from collections.abc import Sequence

from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.entries import Entry
from services.directory.domain.tallies import Tally


class FakeShelf:
    """Keeps entries by id and facts by commune; counts calls."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.facts: dict[str, CommuneFacts] = {}
        self.calls = 0

    async def register_many(self, entries: Sequence[Entry]) -> Tally:
        self.calls += 1
        return sum((self._put(self.entries, entry.id, entry) for entry in entries), Tally())

    async def put_commune_facts(self, facts: Sequence[CommuneFacts]) -> Tally:
        self.calls += 1
        return sum((self._put(self.facts, fact.commune_code, fact) for fact in facts), Tally())

    @staticmethod
    def _put(kept: dict, key: str, value: object) -> Tally:
        former = kept.get(key)
        kept[key] = value
        if former is None:
            return Tally(imported=1)
        return Tally(unchanged=1) if former == value else Tally(updated=1)
