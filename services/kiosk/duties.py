"""What the gateway does for ever: bring each change to the directory, and notice who is silent."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from services.kiosk.domain.deliveries import pauses
from services.kiosk.operations.deliver_states import Round

Pause = Callable[[float], Awaitable[None]]


class Deliveries:
    """Delivers as soon as something changed; while the directory is away, knocks less and less often.

    Looks anyway every `look_seconds`: another gateway may have left something behind.
    """

    def __init__(
        self,
        deliver: Callable[[], Awaitable[Round]],
        changed: asyncio.Event,
        look_seconds: float,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._deliver, self._changed = deliver, changed
        self._look_seconds, self._pause = look_seconds, pause

    async def keep_delivering(self) -> None:
        """Until cancelled."""
        failures = pauses()
        while True:
            self._changed.clear()  # before the round: a change during it asks for another one
            done = await self._deliver()
            if not done.reachable:
                await self._pause(next(failures))
                continue
            failures = pauses()
            if not done.more:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._look_seconds):
                        await self._changed.wait()


class Sweeps:
    """Looks every `seconds` at who is silent, and shows the counts."""

    def __init__(
        self,
        sweep: Callable[[], Awaitable[int]],
        show: Callable[[], Awaitable[None]],
        seconds: float,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._sweep, self._show, self._seconds, self._pause = sweep, show, seconds, pause

    async def keep_sweeping(self) -> None:
        """Until cancelled."""
        while True:
            await self._sweep()
            await self._show()
            await self._pause(self._seconds)
