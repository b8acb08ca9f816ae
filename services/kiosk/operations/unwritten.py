"""Cabins heard since the last flush, whose times alone have moved: the one thing kept in memory.

What is lost with the process is at most half a minute of "last seen".
"""

from dataclasses import replace

from services.kiosk.domain.cabins import Cabin


class Unwritten:
    """Used from the serving loop only."""

    def __init__(self) -> None:
        self._cabins: dict[str, Cabin] = {}

    def note(self, cabin: Cabin) -> None:
        """Keeps the cabin's newest times."""
        self._cabins[cabin.entry_id] = cabin

    def forget(self, cabin: Cabin) -> None:
        """Drops what was noted up to this cabin; something newer stays."""
        noted = self._cabins.get(cabin.entry_id)
        if noted is not None and noted.last_seen_at <= cabin.last_seen_at:
            del self._cabins[cabin.entry_id]

    def freshest(self, stored: Cabin) -> Cabin:
        """The stored cabin with the times noted since; a note about a former state is passed over."""
        noted = self._cabins.get(stored.entry_id)
        if noted is None or noted.revision != stored.revision:
            return stored
        return replace(noted, connection=stored.connection, delivery=stored.delivery)

    def all(self) -> tuple[Cabin, ...]:
        """Everything noted."""
        return tuple(self._cabins.values())
