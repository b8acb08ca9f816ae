"""Tells followers in this process that something was committed."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Table

from services.directory.storage.book import DirectoryBook
from services.platform.clock import Clock
from services.platform.keys import FieldSealer
from services.platform.store import Store
from services.platform.units import RequestKey, Units

T = TypeVar("T")


class Bell:
    """Rung after each commit; belongs to one event loop. Once closed, nobody waits for it any more."""

    def __init__(self) -> None:
        self.rings = 0
        self.closed = False
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wakes everybody who waits."""
        self.rings += 1
        self._rung.set()
        self._rung = asyncio.Event()

    async def after(self, rings: int, patience_s: float) -> None:
        """Returns once it has rung more often than `rings`, or after that many seconds."""
        if self.rings > rings or self.closed:
            return
        # Not `wait_for`: in Python 3.11 it may swallow a cancellation that comes with the ring.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience_s):
                await self._rung.wait()

    async def hang(self) -> None:
        """Lasts as long as the service. When this job is cancelled, followers end their streams: a server
        that drains would wait for them until its grace is over.
        """
        try:
            await asyncio.Event().wait()
        finally:
            self.closed = True
            self.ring()


class AnnouncingUnits(Units[DirectoryBook]):
    """Units of work on the directory's book that ring the bell once their transaction is durable."""

    def __init__(self, store: Store, requests: Table, sealer: FieldSealer, clock: Clock, bell: Bell) -> None:
        super().__init__(store, DirectoryBook, requests, sealer, clock)
        self._bell = bell

    async def write(self, work: Callable[[DirectoryBook], T]) -> T:
        """Runs an operation as one transaction, then rings."""
        try:
            return await super().write(work)
        finally:
            self._bell.ring()

    async def once(self, key: RequestKey, work: Callable[[DirectoryBook], T], answer: type[T]) -> T:
        """Runs an operation unless this request was answered before, then rings."""
        try:
            return await super().once(key, work, answer)
        finally:
            self._bell.ring()
