"""The gateway as cabins and operators meet it: a real server, a real database, no directory in sight."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import grpc
import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from maillage.api.directory.v1 import equipment_pb2, live_state_pb2
from maillage.api.kiosk.v1 import gateway_service_pb2 as messages

from services.platform.tokens import Caller
from tests.kiosk.cabins import NOON
from tests.kiosk.gateways import BROKEN, Gateway, gateway, heartbeat, otoscope, reason

CONNECTED, SILENT = live_state_pb2.CONNECTION_STATE_CONNECTED, live_state_pb2.CONNECTION_STATE_SILENT


def with_gateway(url: str, scenario: Callable[[Gateway], Awaitable[None]]) -> None:
    async def run() -> None:
        async with gateway(url) as running:
            await scenario(running)

    asyncio.run(run())


def stamp(at: datetime) -> Timestamp:
    message = Timestamp()
    message.FromDatetime(at)
    return message


def test_a_heartbeat_is_kept_and_shown(database_url: str) -> None:
    async def scenario(gateway: Gateway) -> None:
        at = gateway.clock.now.replace(second=30)
        answer = await gateway.hears(heartbeat(at, otoscope(BROKEN)))
        assert (answer.next_in_seconds, answer.clock_ahead_ms) == (60, 30_000)
        cabin = await gateway.cabin()
        assert cabin.live_state.connection == CONNECTED
        assert cabin.live_state.last_seen_at.ToDatetime(tzinfo=UTC) == NOON
        assert cabin.live_state.equipment[0].state == BROKEN
        assert (cabin.clock_ahead_ms, cabin.agent_version, cabin.delivered) == (30_000, "1.0", False)

    with_gateway(database_url, scenario)


def test_a_repeat_that_comes_late_does_not_undo_what_followed(database_url: str) -> None:
    async def scenario(gateway: Gateway) -> None:
        broken = heartbeat(NOON, otoscope(BROKEN))
        first = await gateway.hears(broken)
        await gateway.hears(heartbeat(gateway.clock.advance(minutes=1)))
        assert await gateway.hears(broken) == first
        assert (await gateway.cabin()).live_state.equipment[0].state != BROKEN

    with_gateway(database_url, scenario)


def test_nothing_is_lost_when_the_gateway_stops(database_url: str) -> None:
    async def scenario(gateway: Gateway) -> None:
        await gateway.hears(heartbeat(NOON))
        await gateway.hears(heartbeat(gateway.clock.advance(seconds=20)))  # kept in memory

    async def afterwards(gateway: Gateway) -> None:
        cabin = await gateway.cabin()
        assert cabin.live_state.last_seen_at.ToDatetime(tzinfo=UTC) == NOON.replace(second=20)
        assert not cabin.delivered

    with_gateway(database_url, scenario)
    with_gateway(database_url, afterwards)


@pytest.mark.parametrize(
    ("expected", "request_of"),
    [
        ("EQUIPMENT_DUPLICATED", lambda: heartbeat(NOON, otoscope(), otoscope(BROKEN))),
        ("EQUIPMENT_KIND_UNKNOWN", lambda: heartbeat(NOON, equipment_pb2.Equipment(state=BROKEN))),
        (
            "EQUIPMENT_STATE_UNKNOWN",
            lambda: heartbeat(NOON, otoscope(equipment_pb2.EQUIPMENT_STATE_UNSPECIFIED)),
        ),
        ("EQUIPMENT_KIND_UNKNOWN", lambda: heartbeat(NOON, equipment_pb2.Equipment(kind=999, state=1))),
        ("SELF_TEST_IN_FUTURE", lambda: heartbeat(NOON, self_tested(stamp(NOON.replace(hour=13))))),
        ("SELF_TEST_INVALID", lambda: heartbeat(NOON, self_tested(Timestamp(seconds=2**62)))),
        (
            "CALIBRATION_DATE_INVALID",
            lambda: heartbeat(NOON, equipment_pb2.Equipment(kind=1, state=1, calibrated_on="2026-02-30")),
        ),
        ("BANDWIDTH_OUT_OF_RANGE", lambda: heartbeat(NOON, bandwidth_kbps=-1)),
        ("AGENT_VERSION_INVALID", lambda: heartbeat(NOON, agent_version="<b>")),
        ("SENT_AT_INVALID", lambda: messages.SendHeartbeatRequest(request_id="0123456789")),
        ("REQUEST_ID_INVALID", lambda: heartbeat(NOON, request_id="")),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    tmp_path: Any, expected: str, request_of: Callable[[], messages.SendHeartbeatRequest]
) -> None:
    async def scenario(gateway: Gateway) -> None:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await gateway.hears(request_of())
        assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
        assert reason(refused.value) == expected

    with_gateway(f"sqlite:///{tmp_path}/kiosk.db", scenario)


def test_the_other_refusals(tmp_path: Any) -> None:
    async def scenario(gateway: Gateway) -> None:
        beat = heartbeat(NOON)
        await gateway.hears(beat)
        other = messages.SendHeartbeatRequest()
        other.CopyFrom(beat)
        del other.equipment[:]
        for call, expected in (
            (lambda: gateway.hears(other), "REQUEST_ID_REUSED"),
            (lambda: gateway.hears(beat, Caller("kiosk", "")), "CABIN_UNNAMED"),
            (lambda: gateway.hears(beat, Caller("operator", "acme")), "CALLER_NOT_ALLOWED"),
            (lambda: gateway.cabin("cabin-2"), "CABIN_NOT_FOUND"),
        ):
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await call()
            assert reason(refused.value) == expected

    with_gateway(f"sqlite:///{tmp_path}/kiosk.db", scenario)


def test_a_cabin_speaks_for_itself_only(tmp_path: Any) -> None:
    async def scenario(gateway: Gateway) -> None:
        await gateway.hears(heartbeat(NOON, otoscope(BROKEN)), Caller("kiosk", "cabin-1"))
        await gateway.hears(heartbeat(NOON), Caller("kiosk", "cabin-2"))
        assert (await gateway.cabin("cabin-1")).live_state.equipment[0].state == BROKEN
        assert (await gateway.cabin("cabin-2")).live_state.equipment[0].state != BROKEN

    with_gateway(f"sqlite:///{tmp_path}/kiosk.db", scenario)


def self_tested(at: Timestamp) -> equipment_pb2.Equipment:
    item = otoscope()
    item.last_self_test_at.CopyFrom(at)
    return item
