"""Which holds expire when."""

from collections.abc import Iterator
from datetime import datetime
from heapq import heappop, heappush


class Lapses:
    """A queue of (instant, resource); a resource may be in it more than once, which does no harm."""

    def __init__(self) -> None:
        self._queue: list[tuple[datetime, str]] = []

    def watch(self, at: datetime | None, resource_id: str) -> None:
        if at is not None:
            heappush(self._queue, (at, resource_id))

    def due(self, now: datetime) -> Iterator[str]:
        """Resources with a hold that has expired by `now`, each taken off the queue."""
        while self._queue and self._queue[0][0] <= now:
            yield heappop(self._queue)[1]
