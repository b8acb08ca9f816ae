"""Whoever waits hears of a commit, and only then of a commit."""

import asyncio

from services.directory.domain.checks import check_entry
from services.directory.operations.register_many import register_batch
from services.directory.operations.watch_entries import watch_entries
from services.directory.storage.announcing import AnnouncingUnits, Bell
from services.directory.storage.tables import REQUESTS
from services.platform.clock import system_clock
from services.platform.keys import FieldSealer
from services.platform.store import Store
from tests.directory.samples import GAZETTEER, NOW, an_entry


def test_a_ring_between_looking_and_waiting_is_not_missed() -> None:
    async def story() -> None:
        bell = Bell()
        looked = bell.rings
        bell.ring()
        await asyncio.wait_for(bell.after(looked, 3600), 5)

    asyncio.run(story())


def test_everybody_who_waits_is_woken_and_patience_ends() -> None:
    async def story() -> None:
        bell = Bell()
        waiting = [asyncio.create_task(bell.after(0, 3600)) for _ in range(3)]
        await asyncio.sleep(0)
        bell.ring()
        await asyncio.wait_for(asyncio.gather(*waiting), 5)
        await bell.after(bell.rings, 0.0)

    asyncio.run(story())


def test_a_follower_is_told_of_each_commit(store: Store) -> None:
    """With endless patience, only the bell can wake it."""

    class Patient(Bell):
        async def after(self, rings: int, patience_s: float) -> None:
            await super().after(rings, 3600)

    async def story() -> list[int]:
        bell = Patient()
        units = AnnouncingUnits(store, REQUESTS, FieldSealer(b"k" * 32), system_clock, bell)
        stream = watch_entries(units, bell, 0)
        positions = [(await anext(stream)).position]
        for number in range(3):
            entry = check_entry(an_entry(source_id=str(number)), GAZETTEER)
            part = asyncio.create_task(anext(stream))  # type: ignore[arg-type]
            await units.write(
                lambda book, e=entry: register_batch(book, [e], GAZETTEER, actor="operator", now=NOW)
            )
            positions.append((await asyncio.wait_for(part, 10)).position)
        return positions

    assert asyncio.run(story()) == [0, 1, 2, 3]
