"""How many holds each anonymous address has open: slots must not be hoarded by whoever asks fastest.

Kept in memory, by each replica for itself: a guard against hoarding, not a promise. Callers with a
credential are known and answer for what they do.
"""

from collections.abc import Callable
from datetime import datetime

from services.platform.refusals import Exhausted

MOST_LIVE_HOLDS = 100  # of one address: a town hall shares one, a person needs one or two


def address_of(peer: str) -> str:
    """`ipv4:127.0.0.1:5443` without its port."""
    return peer.rpartition(":")[0] or peer


class LiveHolds:
    """Open holds by address, each until it is confirmed, released or lapsed."""

    def __init__(self, clock: Callable[[], datetime], most: int = MOST_LIVE_HOLDS) -> None:
        self._clock, self._most = clock, most
        self._open: dict[str, dict[str, datetime]] = {}

    def check(self, address: str) -> None:
        """Refuses `TOO_MANY_HOLDS` when this address has as many open as one may have."""
        now = self._clock()
        held = {hold: end for hold, end in self._open.get(address, {}).items() if end > now}
        self._open[address] = held
        if not held:
            del self._open[address]
        elif len(held) >= self._most:
            raise Exhausted(
                "TOO_MANY_HOLDS",
                "Trop de créneaux sont réservés depuis cette adresse sans être confirmés ; "
                "confirmez-les ou attendez dix minutes.",
            )

    def add(self, address: str, hold_id: str, expires_at: datetime) -> None:
        """A hold was made."""
        self._open.setdefault(address, {})[hold_id] = expires_at

    def end(self, address: str, hold_id: str) -> None:
        """A hold was confirmed or given back, from this address or from another."""
        if self._open.get(address, {}).pop(hold_id, None) is None:
            for held in self._open.values():
                held.pop(hold_id, None)
