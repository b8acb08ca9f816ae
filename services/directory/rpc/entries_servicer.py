"""EntriesService on the wire: translate, call the operation, translate."""

# ruff: noqa: N802 - the contract names the methods

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any, Protocol

from maillage.api.directory.v1 import entries_service_pb2 as pb
from maillage.api.directory.v1.entries_service_pb2_grpc import EntriesServiceServicer

from services.directory.domain.changes import Change, Recorded
from services.directory.operations.count_entries import count_entries
from services.directory.operations.get_entry import get_entry
from services.directory.operations.keep_gazetteer import KeptGazetteer
from services.directory.operations.list_history import list_history
from services.directory.operations.register_entry import register_entry
from services.directory.operations.report_live_state import report_live_state
from services.directory.operations.retire_entry import retire_entry
from services.directory.operations.search_entries import search_entries
from services.directory.operations.update_entry import update_entry
from services.directory.operations.watch_entries import Bell, watch_entries
from services.directory.rpc import translate
from services.directory.rpc.equipment import live_state_from
from services.platform.refusals import Invalid
from services.platform.rpc import caller, request_key
from services.platform.units import REQUEST_ID, RequestKey

# Who reads an operator's note about the data.
_STAFF = frozenset({"operator", "agency", "service"})


class Units(Protocol):
    """Units of work on a book that can do what every operation here needs."""

    async def read(self, query: Callable[[Any], Any]) -> Any: ...
    async def write(self, work: Callable[[Any], Any]) -> Any: ...
    async def once(self, key: RequestKey, work: Callable[[Any], Any], answer: type[Any]) -> Any: ...


class EntriesServicer(EntriesServiceServicer):
    """Registers, finds and follows entries."""

    def __init__(
        self, units: Units, gazetteer: KeptGazetteer, bell: Bell, clock: Callable[[], datetime]
    ) -> None:
        self._units, self._gazetteer, self._bell, self._clock = units, gazetteer, bell, clock

    async def RegisterEntry(self, request: pb.RegisterEntryRequest, _: Any) -> pb.RegisterEntryResponse:
        entry, gazetteer = translate.entry_from(request.entry), await self._gazetteer.current()
        actor, now = str(caller()), self._clock()
        entry = await self._recorded(
            request, lambda book: register_entry(book, entry, gazetteer, actor=actor, now=now)
        )
        return pb.RegisterEntryResponse(entry=translate.entry_message(entry, with_note=True))

    async def UpdateEntry(self, request: pb.UpdateEntryRequest, _: Any) -> pb.UpdateEntryResponse:
        entry, gazetteer = translate.entry_from(request.entry), await self._gazetteer.current()
        actor, now = str(caller()), self._clock()
        entry = await self._recorded(
            request, lambda book: update_entry(book, entry, gazetteer, actor=actor, now=now)
        )
        return pb.UpdateEntryResponse(entry=translate.entry_message(entry, with_note=True))

    async def RetireEntry(self, request: pb.RetireEntryRequest, _: Any) -> pb.RetireEntryResponse:
        gazetteer, actor, now = await self._gazetteer.current(), str(caller()), self._clock()
        entry = await self._recorded(
            request, lambda book: retire_entry(book, request.entry_id, gazetteer, actor=actor, now=now)
        )
        return pb.RetireEntryResponse(entry=translate.entry_message(entry, with_note=True))

    async def GetEntry(self, request: pb.GetEntryRequest, _: Any) -> pb.GetEntryResponse:
        entry = await self._units.read(lambda book: get_entry(book, request.entry_id))
        return pb.GetEntryResponse(entry=translate.entry_message(entry, with_note=_is_staff()))

    async def SearchEntries(self, request: pb.SearchEntriesRequest, _: Any) -> pb.SearchEntriesResponse:
        search, gazetteer = translate.search_from(request), await self._gazetteer.current()
        now = self._clock()
        page = await self._units.read(lambda book: search_entries(book, search, gazetteer, now=now))
        return translate.page_message(page, with_note=_is_staff())

    async def ListEntryHistory(
        self, request: pb.ListEntryHistoryRequest, _: Any
    ) -> pb.ListEntryHistoryResponse:
        changes = await self._units.read(lambda book: list_history(book, request.entry_id))
        return pb.ListEntryHistoryResponse(changes=map(translate.change_message, changes))

    async def WatchEntries(
        self, request: pb.WatchEntriesRequest, _: Any
    ) -> AsyncIterator[pb.WatchEntriesResponse]:
        async for part in watch_entries(self._units, self._bell, request.after_position):
            yield translate.following_message(part)

    async def CountEntries(self, request: pb.CountEntriesRequest, _: Any) -> pb.CountEntriesResponse:
        counts = await self._units.read(
            lambda book: count_entries(book, request.group_by, request.department_code)
        )
        return translate.counts_message(counts)

    async def ReportLiveState(self, request: pb.ReportLiveStateRequest, _: Any) -> pb.ReportLiveStateResponse:
        """A repeated report changes nothing by itself, so no answer is kept: cabins report all day long."""
        if not REQUEST_ID.fullmatch(request.request_id):
            raise Invalid("REQUEST_ID_INVALID", "Il faut un request_id : un UUID neuf.", field="request_id")
        report = live_state_from(request.live_state, "live_state")
        gazetteer, actor, now = await self._gazetteer.current(), str(caller()), self._clock()
        reported = await self._units.write(
            lambda book: report_live_state(book, request.entry_id, report, gazetteer, actor=actor, now=now)
        )
        return pb.ReportLiveStateResponse(changed=reported.changed)

    async def _recorded(self, request: Any, work: Callable[[Any], Recorded]) -> Any:
        """Runs a write once; the entry as it stood then, however late the answer is asked for again."""
        recorded: Recorded = await self._units.once(request_key(request), work, Recorded)
        change: Change = await self._units.read(lambda book: book.change_at(recorded.position))
        return change.entry


def _is_staff() -> bool:
    return caller().role in _STAFF
