"""Following can be stopped at any moment, also at that of a write."""

import asyncio

import pytest

from services.booking.claims_follower import ClaimsFollower
from tests.booking.world import Watch


class NothingNew:
    """A database in which nothing changes."""

    async def read(self, _query):
        return (), 0


@pytest.mark.parametrize("turns", range(6))
def test_a_stop_that_meets_a_write_is_not_forgotten(turns):
    """Whatever turn of the event loop lies between the write and the stop."""

    async def run():
        follower = ClaimsFollower(NothingNew(), index=None, clock=Watch(), look_seconds=3600)
        following = asyncio.create_task(follower.keep_following())
        for _ in range(3):
            await asyncio.sleep(0)
        follower.wake()
        for _ in range(turns):
            await asyncio.sleep(0)
        following.cancel()
        ended, _ = await asyncio.wait({following}, timeout=1)
        stopped = following in ended and following.cancelled()
        following.cancel()
        return stopped

    assert asyncio.run(run())
