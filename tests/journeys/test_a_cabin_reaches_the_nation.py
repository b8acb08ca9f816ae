"""A cabin, its gateway and the directory, each real and each behind its own server.

The directory is away, comes, does not know the cabin, learns of it, goes away again and comes back; then the
cabin falls silent. At the end the directory knows all that happened last, and nothing was lost on the way.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import grpc
import pytest
from maillage.api.directory.v1 import entries_service_pb2 as directory
from maillage.api.directory.v1 import entries_service_pb2_grpc as stubs
from maillage.api.directory.v1 import entry_pb2, live_state_pb2
from prometheus_client import CollectorRegistry

from services.directory.domain.entries import EntryKind, Provenance
from services.directory.domain.ids import entry_id
from services.directory.settings import Settings
from services.directory.wiring import build
from services.platform.ids import new_uuid7
from services.platform.keys import Keys, make_keys
from services.platform.service import Floor, Listening, Running
from services.platform.tokens import Caller
from tests.kiosk.cabins import NOON, HandedClock
from tests.kiosk.gateways import BROKEN, WORKING, Gateway, gateway, heartbeat, otoscope, reason

T = TypeVar("T")
SOURCE = Provenance("operator", "cabin-of-rimeize")
CABIN = Caller("kiosk", entry_id(EntryKind.ACCESS_POINT, SOURCE))
SILENT = live_state_pb2.CONNECTION_STATE_SILENT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def directory_at(port: int, url: str, keys: Keys, clock: HandedClock) -> AsyncIterator[Any]:
    """The directory on this port, with what its database holds."""

    def nobody(_peer: str) -> grpc.aio.Channel:
        raise AssertionError("the directory calls nobody")

    floor = Floor(clock, new_uuid7, keys, CollectorRegistry(), nobody)
    service = await build(Settings(database_url=url), floor)
    running = Running((service,), Listening(port=port, metrics_port=None), floor)
    await running.start()
    try:
        async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield stubs.EntriesServiceStub(channel)
    finally:
        await running.stop()


async def asked_until(ask: Callable[[], Awaitable[T]], wanted: Callable[[T], bool]) -> T:
    """Asks, one call after the other, until the answer is the one wanted."""
    async with asyncio.timeout(30):
        while not wanted(answer := await ask()):
            pass
    return answer


async def live_state(entries: Any) -> live_state_pb2.LiveState:
    answer = await entries.GetEntry(directory.GetEntryRequest(entry_id=CABIN.subject))
    return answer.entry.live_state


def otoscope_is(state: Any) -> Callable[[live_state_pb2.LiveState], bool]:
    return lambda live: bool(live.equipment) and live.equipment[0].state == state


async def register(entries: Any, cabin: Gateway) -> None:
    entry = entry_pb2.Entry(
        kind=entry_pb2.ENTRY_KIND_ACCESS_POINT,
        name="Cabine de la pharmacie de Rimeize",
        commune_code="48128",
        provenance=entry_pb2.Provenance(source=SOURCE.source, source_id=SOURCE.source_id),
    )
    entry.access_point.SetInParent()
    request = directory.RegisterEntryRequest(request_id=new_uuid7(), entry=entry)
    answer = await entries.RegisterEntry(request, metadata=cabin.token(Caller("operator", "acme")))
    assert answer.entry.id == CABIN.subject


async def refused_as_unknown(cabin: Gateway) -> bool:
    """Says that the otoscope is broken; True when the answer is that nobody knows this cabin."""
    try:
        await cabin.hears(heartbeat(cabin.clock.now, otoscope(BROKEN)), CABIN)
    except grpc.aio.AioRpcError as error:
        return reason(error) == "CABIN_UNKNOWN"
    return False


def test_a_cabin_reaches_the_nation(tmp_path: Path) -> None:
    keys, clock, port = make_keys(), HandedClock(NOON), free_port()
    directory_url = f"sqlite:///{tmp_path}/directory.db"

    async def journey(cabin: Gateway) -> None:
        async def delivered() -> bool:
            return (await cabin.cabin(CABIN.subject)).delivered

        # Nobody is there to be told, and the cabin does not notice.
        await cabin.hears(heartbeat(clock.now, otoscope(BROKEN)), CABIN)
        assert not await delivered()

        async with directory_at(port, directory_url, keys, clock) as entries:
            assert await asked_until(lambda: refused_as_unknown(cabin), bool)
            await register(entries, cabin)
            clock.advance(minutes=6)
            assert await refused_as_unknown(cabin)  # once more: then the directory is asked again
            clock.advance(seconds=31)
            await asked_until(lambda: live_state(entries), otoscope_is(BROKEN))
            await asked_until(delivered, bool)
            assert not await refused_as_unknown(cabin)
            # Repaired: the directory hears of it at once.
            await cabin.hears(heartbeat(clock.now, otoscope(WORKING)), CABIN)
            await asked_until(lambda: live_state(entries), otoscope_is(WORKING))

        # Away again; what changes meanwhile waits.
        clock.advance(minutes=1)
        await cabin.hears(heartbeat(clock.now, otoscope(BROKEN)), CABIN)
        assert not await delivered()

        async with directory_at(port, directory_url, keys, clock) as entries:
            await asked_until(lambda: live_state(entries), otoscope_is(BROKEN))
            # Nothing more is heard.
            clock.advance(minutes=16)
            live = await asked_until(lambda: live_state(entries), lambda live: live.connection == SILENT)
            assert otoscope_is(BROKEN)(live)
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await entries.ReportLiveState(directory.ReportLiveStateRequest(entry_id=CABIN.subject))
            assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED  # only services may report

    async def run() -> None:
        url = f"sqlite:///{tmp_path}/kiosk.db"
        async with gateway(url, lambda: f"127.0.0.1:{port}", keys, clock, sweep_seconds=0.05) as cabin:
            await journey(cabin)

    asyncio.run(run())
