"""Follows the directory: every change of an entry reaches the shelf, then the index, in order, for ever."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from maillage.api.directory.v1 import entries_service_pb2 as pb
from maillage.api.directory.v1 import entries_service_pb2_grpc as entries_grpc
from maillage.api.directory.v1 import places_service_pb2 as places_pb
from maillage.api.directory.v1 import places_service_pb2_grpc as places_grpc

from services.booking.domain.resources import Cabin, Resource
from services.booking.peers.commune_facts import CommuneFacts, facts_from
from services.booking.peers.translate_entries import resource_from
from services.platform.clock import Clock
from services.platform.refusals import Refusal

log = logging.getLogger(__name__)

PUT_AT_ONCE = 100  # entries between two breaths of the event loop: about 6 ms
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 30.0
PATIENCE_S = 5.0  # for the directory, before what is stored has to do
SETTLE_S = 1.0  # an import raises the revision with each batch: the facts are read once it rests
_NEVER_READ = -1


class ResourceShelf(Protocol):
    """Where resources outlive the process."""

    async def position(self) -> int:
        """Up to which position of the directory's log they are stored; 0 for nothing."""
        ...

    async def all(self) -> Sequence[Resource]: ...

    async def put_many(self, resources: Sequence[Resource], gone: Sequence[str], position: int) -> None:
        """Store these, forget those, and move the position, in one unit."""
        ...

    async def forget_all(self) -> None:
        """The directory's data was replaced: forget every resource and go back to position 0."""
        ...


class Resources(Protocol):
    """The index, as far as it is fed from here."""

    def put(self, resource: Resource, /) -> None: ...
    def remove(self, resource_id: str, /) -> None: ...
    def resource(self, resource_id: str, /) -> Resource | None: ...


FactsChanged = Callable[[Mapping[str, CommuneFacts], int], Awaitable[None]]
CabinsFailing = Callable[[Sequence[str]], Awaitable[None]]


class DirectoryFollower:
    """`ready` is set once everything committed so far is in the index, or what the shelf holds when the
    directory cannot be reached at first. `failing` is told of cabins that fell silent or lost an instrument.
    `caught_up` says that it was followed to its end, which a full shelf alone does not. `heard_at` is when
    the directory was last heard.
    """

    def __init__(
        self,
        channel: grpc.aio.Channel,
        *,
        shelf: ResourceShelf,
        index: Resources,
        facts_changed: FactsChanged,
        failing: CabinsFailing,
        clock: Clock,
        production: bool = False,
        facts_revision: int = 0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._entries = entries_grpc.EntriesServiceStub(channel)
        self._places = places_grpc.PlacesServiceStub(channel)
        self._shelf = shelf
        self._index = index
        self._facts_changed = facts_changed
        self._failing = failing
        self._clock = clock
        self._production = production
        self._sleep = sleep
        self._facts_revision = self._facts_known_of = facts_revision or _NEVER_READ
        self._newer_facts = asyncio.Event()
        self._pause = FIRST_PAUSE_S
        self.ready = asyncio.Event()
        self.caught_up = False
        self.heard_at: datetime | None = None

    async def run(self) -> None:
        """Never returns; reconnects with growing pauses."""
        stored = await self._kept()
        await self._put(stored)
        async with asyncio.TaskGroup() as tasks:
            if stored:
                tasks.create_task(self._go_without())
            tasks.create_task(self._for_ever(self._follow))
            tasks.create_task(self._for_ever(self._keep_facts_fresh))

    async def _go_without(self) -> None:
        """A directory that is away must not keep booking from answering with what it knows."""
        await self._sleep(PATIENCE_S)
        self.ready.set()

    async def _for_ever(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except grpc.aio.AioRpcError as fault:
                log.warning("the directory cannot be followed: %s", fault.code().name)
            except Refusal as refusal:
                # The position did not move: what could not be stored comes again.
                log.warning("what the directory says cannot be stored: %s", refusal.reason)
            await self._sleep(self._pause)
            self._pause = min(2 * self._pause, LONGEST_PAUSE_S)

    async def _kept(self) -> list[Resource]:
        """What the shelf holds, without what a trial left there and real people must never be offered."""
        stored = await self._shelf.all()
        invented = [each.id for each in stored if each.demo] if self._production else []
        if invented:
            log.warning("%d invented resources are forgotten", len(invented))
            await self._shelf.put_many((), invented, await self._shelf.position())
        return [each for each in stored if not (each.demo and self._production)]

    async def _follow(self) -> None:
        request = pb.WatchEntriesRequest(after_position=await self._shelf.position())
        try:
            async for part in self._entries.WatchEntries(request, wait_for_ready=True):
                await self._take(part)
                self._pause = FIRST_PAUSE_S
        except grpc.aio.AioRpcError as fault:
            if _reason(fault) != "POSITION_AHEAD":
                raise
            log.warning("the directory's data was replaced: following it from the start")
            await self._start_over()

    async def _take(self, part: pb.WatchEntriesResponse) -> None:
        self.heard_at = self._clock()
        latest = {change.entry.id: change.entry for change in part.changes}
        put, gone = await self._translated(latest.values())
        failing = [each.id for each in put if _lost_something(self._index.resource(each.id), each)]
        # The shelf first: what the index offers can then be found when it is booked.
        if latest:
            await self._shelf.put_many(put, gone, part.position)
        await self._put(put)
        for resource_id in gone:
            self._index.remove(resource_id)
        if part.commune_facts_revision > self._facts_known_of:
            if self._facts_revision == _NEVER_READ:
                await self._read_facts()
            else:
                self._newer_facts.set()
            self._facts_known_of = part.commune_facts_revision  # not before: a read that fails comes again
        if part.caught_up:
            self.caught_up = True
            self.ready.set()
        if failing:
            await self._failing(failing)

    async def _translated(self, entries: Iterable[Any]) -> tuple[list[Resource], list[str]]:
        today = self._clock().date()
        put: list[Resource] = []
        gone: list[str] = []
        for number, entry in enumerate(entries, start=1):
            try:
                invented = entry.demo and self._production  # never offered to real people
                resource = None if invented else resource_from(entry, today)
            except ValueError:
                # One entry that cannot be read must not stop all others; it is not offered.
                log.warning("entry %s cannot be read and is not offered", entry.id)
                resource = None
            if resource is None:
                gone.append(entry.id)
            else:
                put.append(resource)
            if number % PUT_AT_ONCE == 0:
                await asyncio.sleep(0)
        return put, gone

    async def _put(self, resources: Iterable[Resource]) -> None:
        for number, resource in enumerate(resources, start=1):
            try:
                self._index.put(resource)
            except ValueError:
                log.warning("resource %s cannot be placed and is not offered", resource.id)
            if number % PUT_AT_ONCE == 0:
                await asyncio.sleep(0)

    async def _keep_facts_fresh(self) -> None:
        while True:
            await self._newer_facts.wait()
            while self._newer_facts.is_set():
                self._newer_facts.clear()
                await self._sleep(SETTLE_S)
            try:
                await self._read_facts()
            except (grpc.aio.AioRpcError, Refusal):
                self._newer_facts.set()
                raise

    async def _read_facts(self) -> None:
        facts: dict[str, CommuneFacts] = {}
        revision = 0
        async for part in self._places.ListCommuneFacts(places_pb.ListCommuneFactsRequest()):
            facts.update((each.commune_code, facts_from(each)) for each in part.facts)
            revision = part.revision
            await asyncio.sleep(0)
        await self._facts_changed(facts, revision)
        self._facts_revision = revision

    async def _start_over(self) -> None:
        for resource in await self._shelf.all():
            self._index.remove(resource.id)
        await self._shelf.forget_all()
        self.caught_up = False
        self._facts_revision = self._facts_known_of = _NEVER_READ


def _reason(fault: grpc.aio.AioRpcError) -> str:
    """The reason of a refusal; empty when the fault is not one."""
    status = rpc_status.from_call(fault)
    info = error_details_pb2.ErrorInfo()
    named = status is not None and any(detail.Unpack(info) for detail in status.details)
    return str(info.reason) if named else ""


def _lost_something(before: Resource | None, after: Resource) -> bool:
    """Whether a cabin can do less than it could a moment ago."""
    if before is None or not isinstance(before.detail, Cabin) or not isinstance(after.detail, Cabin):
        return False
    newly_silent = after.detail.silent and not before.detail.silent
    return newly_silent or not before.detail.working <= after.detail.working
