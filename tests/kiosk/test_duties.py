"""The duties wake at once when something changed, and bear a directory that is away."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from services.kiosk.domain.cabins import heard
from services.kiosk.domain.deliveries import Outcome
from services.kiosk.duties import Deliveries, Sweeps
from services.kiosk.operations.deliver_states import DeliverStates, Round
from tests.kiosk.cabins import NOON, HandedClock, MemoryUnits, ToldDirectory, report


class Gateway:
    """One cabin's state to deliver; `taken` is set once the directory has one."""

    def __init__(self) -> None:
        self.units, self.directory = MemoryUnits(), ToldDirectory()
        self._deliver = DeliverStates(self.units, self.directory, HandedClock())
        self.changed, self.taken, self.idle = asyncio.Event(), asyncio.Event(), asyncio.Event()

    def hears(self) -> None:
        self.units.book.save(heard(None, "cabin-1", report(), NOON))
        self.changed.set()

    async def deliver(self) -> Round:
        done = await self._deliver()
        (self.taken if done.taken else self.idle).set()
        return done


async def carried_out(duty: Callable[[], Awaitable[None]], until: asyncio.Event) -> None:
    task = asyncio.ensure_future(duty())
    async with asyncio.timeout(5):
        await until.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_while_nobody_answers_it_knocks_less_often_and_loses_nothing() -> None:
    waited: list[float] = []

    async def scenario() -> None:
        gateway = Gateway()
        gateway.hears()
        gateway.directory.answer = Outcome.UNREACHABLE

        async def pause(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 3:
                gateway.directory.answer = Outcome.TAKEN

        duty = Deliveries(gateway.deliver, gateway.changed, 3600.0, pause)
        await carried_out(duty.keep_delivering, gateway.taken)
        assert [cabin.entry_id for cabin in gateway.directory.taken] == ["cabin-1"]

    asyncio.run(scenario())
    assert waited == [1.0, 2.0, 4.0]


def test_a_change_wakes_it_at_once() -> None:
    async def scenario() -> None:
        gateway = Gateway()
        duty = Deliveries(gateway.deliver, gateway.changed, 3600.0)

        async def hear_once_idle() -> None:
            await gateway.idle.wait()
            gateway.hears()

        hearing = asyncio.create_task(hear_once_idle())
        await carried_out(duty.keep_delivering, gateway.taken)
        await hearing

    asyncio.run(scenario())


def test_without_any_change_it_looks_now_and_then() -> None:
    async def scenario() -> None:
        gateway = Gateway()
        gateway.hears()
        gateway.changed.clear()  # another gateway heard it
        await carried_out(Deliveries(gateway.deliver, gateway.changed, 0.0).keep_delivering, gateway.taken)

    asyncio.run(scenario())


def test_a_sweep_is_followed_by_the_counts() -> None:
    done: list[str] = []

    async def scenario() -> None:
        twice = asyncio.Event()

        async def sweep() -> int:
            done.append("swept")
            return 0

        async def show() -> None:
            done.append("shown")

        async def pause(seconds: float) -> None:
            done.append(f"{seconds}")
            if len(done) >= 6:
                twice.set()
                await asyncio.Event().wait()

        await carried_out(Sweeps(sweep, show, 10.0, pause).keep_sweeping, twice)

    asyncio.run(scenario())
    assert done == ["swept", "shown", "10.0"] * 2
