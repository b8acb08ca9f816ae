"""The directory, to which each state is reported."""

import logging
from uuid import UUID, uuid5

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from maillage.api.directory.v1 import entries_service_pb2 as messages
from maillage.api.directory.v1 import entries_service_pb2_grpc as stubs

from services.kiosk.domain.cabins import Cabin
from services.kiosk.domain.deliveries import Outcome
from services.kiosk.live_states import live_state

log = logging.getLogger(__name__)
SECONDS = 5.0
NAMESPACE = UUID("6f0d7b0e-6a86-4c9c-9a5b-0e4f6d2f3c11")
# There is no cabin by that id, or no longer one.
NO_CABIN = frozenset({"ENTRY_NOT_FOUND", "ENTRY_RETIRED", "NOT_AN_ACCESS_POINT"})
# Said of the state itself: nothing but another state would pass. Anything else may pass later.
OF_THE_STATE = frozenset(
    {
        grpc.StatusCode.INVALID_ARGUMENT,
        grpc.StatusCode.FAILED_PRECONDITION,
        grpc.StatusCode.NOT_FOUND,
        grpc.StatusCode.INTERNAL,
    }
)


def reason_of(error: grpc.aio.AioRpcError) -> str:
    """The reason of a refusal; empty when the error is not one."""
    status = rpc_status.from_call(error)
    for detail in status.details if status else ():
        info = error_details_pb2.ErrorInfo()
        if detail.Unpack(info):
            return str(info.reason)
    return ""


class DirectoryPeer:
    """Reports over the contract's stub."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._entries = stubs.EntriesServiceStub(channel)

    async def report(self, cabin: Cabin) -> Outcome:
        """Offers a cabin's state; says what became of it.

        The request id is made from what is said: the same state offered twice, by whichever gateway after
        whichever fault, counts once.
        """
        state = live_state(cabin)
        content = f"{cabin.entry_id}\0{state.SerializeToString(deterministic=True).hex()}"
        request = messages.ReportLiveStateRequest(
            request_id=str(uuid5(NAMESPACE, content)), entry_id=cabin.entry_id, live_state=state
        )
        try:
            await self._entries.ReportLiveState(request, timeout=SECONDS)
        except grpc.aio.AioRpcError as error:
            reason, code = reason_of(error), error.code()
            if reason in NO_CABIN:
                return Outcome.UNKNOWN
            outcome = Outcome.REFUSED if code in OF_THE_STATE else Outcome.UNREACHABLE
            log.warning(
                "state not taken",
                extra={"peer": "directory", "code": code.name, "reason": reason, "state": outcome.value},
            )
            return outcome
        return Outcome.TAKEN
