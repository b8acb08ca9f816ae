"""Answers the gateway's contract. The cabin is whoever the credential says, never what a request says."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from maillage.api.kiosk.v1 import gateway_service_pb2 as messages
from maillage.api.kiosk.v1 import gateway_service_pb2_grpc as stubs

from services.kiosk.operations.get_cabin import GetCabin
from services.kiosk.operations.receive_heartbeat import Cabins, Heard, ReceiveHeartbeat
from services.kiosk.rpc import translate
from services.platform.refusals import Forbidden, Invalid
from services.platform.rpc import caller, request_key
from services.platform.units import REQUEST_ID, RequestKey

T = TypeVar("T")
MAX_ID_LENGTH = 64


class Units(Protocol):
    """Runs work once for a request, however often it is asked for."""

    def once(self, key: RequestKey, work: Callable[[Cabins], T], answer: type[T]) -> Awaitable[T]:
        """Gives the work's answer, or the one given before."""


class GatewayServicer(stubs.GatewayServiceServicer):
    """Serves `maillage.api.kiosk.v1.GatewayService`."""

    def __init__(
        self, receive_heartbeat: ReceiveHeartbeat, get_cabin: GetCabin, units: Units, heartbeat_seconds: int
    ) -> None:
        self._receive_heartbeat, self._get_cabin = receive_heartbeat, get_cabin
        self._units, self._heartbeat_seconds = units, heartbeat_seconds

    async def SendHeartbeat(  # noqa: N802 - the contract's name
        self, request: messages.SendHeartbeatRequest, _context: Any
    ) -> messages.SendHeartbeatResponse:
        """Takes a cabin's report."""
        entry_id, key = _cabin_calling(), request_key(request)
        if not REQUEST_ID.fullmatch(key.request_id):  # also where nothing will be written
            raise Invalid("REQUEST_ID_INVALID", "Il faut un request_id : un UUID neuf.", field="request_id")

        def once(work: Callable[[Cabins], Heard]) -> Awaitable[Heard]:
            return self._units.once(key, work, Heard)

        heard = await self._receive_heartbeat(entry_id, translate.report(request), once)
        return messages.SendHeartbeatResponse(
            next_in_seconds=self._heartbeat_seconds, clock_ahead_ms=heard.clock_ahead_ms
        )

    async def GetCabin(  # noqa: N802 - the contract's name
        self, request: messages.GetCabinRequest, _context: Any
    ) -> messages.GetCabinResponse:
        """Tells what is known of a cabin."""
        return translate.cabin_answer(await self._get_cabin(request.entry_id))


def _cabin_calling() -> str:
    entry_id = caller().subject
    if not 0 < len(entry_id) <= MAX_ID_LENGTH:
        raise Forbidden("CABIN_UNNAMED", "Ce jeton ne nomme aucune cabine ; demandez-en un autre.")
    return entry_id
