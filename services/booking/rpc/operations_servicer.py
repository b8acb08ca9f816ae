"""Answers OperationsService."""

# ruff: noqa: N802 - the contract names the methods
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from maillage.api.booking.v1 import operations_service_pb2 as pb
from maillage.api.booking.v1 import operations_service_pb2_grpc as stubs

from services.booking.domain.findings import Finding
from services.booking.rpc import translate_appointments as translate
from services.booking.rpc.timestamps import timestamp


@dataclass(frozen=True, slots=True)
class IndexState:
    """How far the index has followed the directory; `resources` counts them by part."""

    index_version: str
    rules_version: str
    resources: Mapping[str, int]
    caught_up: bool
    last_followed_at: datetime | None


class OperationsServicer(stubs.OperationsServiceServicer):
    """What an operator asks."""

    def __init__(
        self, verify: Callable[[], Awaitable[tuple[Finding, ...]]], state: Callable[[], IndexState]
    ) -> None:
        self._verify, self._state = verify, state

    async def VerifyInvariants(
        self, _request: pb.VerifyInvariantsRequest, _context: Any
    ) -> pb.VerifyInvariantsResponse:
        return translate.findings(await self._verify())

    async def GetIndexState(
        self, _request: pb.GetIndexStateRequest, _context: Any
    ) -> pb.GetIndexStateResponse:
        state = self._state()
        return pb.GetIndexStateResponse(
            index_version=state.index_version,
            rules_version=state.rules_version,
            resources=dict(state.resources),
            caught_up=state.caught_up,
            last_followed_at=timestamp(state.last_followed_at),
        )
