"""A real gateway behind a real server on this machine, and a cabin that speaks to it."""

import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from maillage.api.directory.v1 import equipment_pb2
from maillage.api.kiosk.v1 import gateway_service_pb2 as messages
from maillage.api.kiosk.v1 import gateway_service_pb2_grpc as stubs
from prometheus_client import CollectorRegistry

from services.kiosk.settings import Settings
from services.kiosk.wiring import MIGRATIONS, build
from services.platform import tokens
from services.platform.ids import new_uuid7
from services.platform.keys import Keys, make_keys
from services.platform.migrations import migrate
from services.platform.service import Floor, Listening, Running, channel
from services.platform.tokens import Caller
from tests.kiosk.cabins import HandedClock

WORKING, BROKEN = equipment_pb2.EQUIPMENT_STATE_WORKING, equipment_pb2.EQUIPMENT_STATE_BROKEN
CABIN = Caller("kiosk", "cabin-1")
NOWHERE = "127.0.0.1:9"  # the discard port: nobody listens there


def otoscope(state: Any = WORKING) -> equipment_pb2.Equipment:
    return equipment_pb2.Equipment(kind=equipment_pb2.EQUIPMENT_KIND_OTOSCOPE, state=state)


def heartbeat(
    at: datetime, *equipment: equipment_pb2.Equipment, **other: Any
) -> messages.SendHeartbeatRequest:
    given = {"request_id": str(uuid.uuid4()), "bandwidth_kbps": 20_000, "agent_version": "1.0"} | other
    request = messages.SendHeartbeatRequest(equipment=equipment or [otoscope()], **given)
    request.sent_at.FromDatetime(at)
    return request


def reason(error: grpc.aio.AioRpcError) -> str:
    """The reason of a refusal."""
    status = rpc_status.from_call(error)
    assert status is not None
    info = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(info)
    return info.reason


@dataclass
class Gateway:
    """A gateway that runs, and the keys and clock that it was handed."""

    keys: Keys
    clock: HandedClock
    registry: CollectorRegistry
    stub: Any

    def token(self, caller: Caller) -> tuple[tuple[str, str], ...]:
        token = tokens.issue(self.keys, caller, self.clock(), timedelta(hours=1))
        return (("authorization", f"Bearer {token}"),)

    async def hears(
        self, request: messages.SendHeartbeatRequest, caller: Caller = CABIN
    ) -> messages.SendHeartbeatResponse:
        return await self.stub.SendHeartbeat(request, metadata=self.token(caller), timeout=5)

    async def cabin(self, entry_id: str = "cabin-1") -> messages.GetCabinResponse:
        caller = self.token(Caller("operator", "acme"))
        return await self.stub.GetCabin(
            messages.GetCabinRequest(entry_id=entry_id), metadata=caller, timeout=5
        )


@asynccontextmanager
async def gateway(
    database_url: str,
    directory: Callable[[], str] = lambda: NOWHERE,
    keys: Keys | None = None,
    clock: HandedClock | None = None,
    **settings: Any,
) -> AsyncIterator[Gateway]:
    """A gateway on a migrated database; stopped gracefully at the end."""
    keys, clock, registry = keys or make_keys(), clock or HandedClock(), CollectorRegistry()
    migrate(database_url, MIGRATIONS)
    floor = Floor(clock, new_uuid7, keys, registry, lambda _peer: channel(directory(), keys, clock, "kiosk"))
    service = await build(Settings(database_url=database_url, **settings), floor)
    running = Running((service,), Listening(metrics_port=None), floor)
    await running.start()
    try:
        async with grpc.aio.insecure_channel(running.addresses.grpc) as opened:
            yield Gateway(keys, clock, registry, stubs.GatewayServiceStub(opened))
    finally:
        await running.stop()
