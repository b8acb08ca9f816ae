"""The directory behind a real server: registered, found, followed, refused, by whoever may."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from maillage.api.directory.v1 import entries_service_pb2 as pb
from maillage.api.directory.v1 import entries_service_pb2_grpc as stubs
from maillage.api.directory.v1 import equipment_pb2, imports_service_pb2, live_state_pb2, places_service_pb2
from maillage.api.directory.v1 import imports_service_pb2_grpc as imports_stubs
from maillage.api.directory.v1 import places_service_pb2_grpc as places_stubs
from prometheus_client import CollectorRegistry

from services.directory.domain.entries import EntryKind
from services.directory.rpc.translate import entry_message
from services.directory.settings import Settings
from services.directory.wiring import build
from services.platform import tokens
from services.platform.ids import new_uuid7
from services.platform.keys import USES, Keys
from services.platform.service import Floor, Listening, Running
from services.platform.tokens import Caller
from tests.directory.samples import NOW, an_entry

KEYS = Keys({use: bytes([number + 1]) * 32 for number, use in enumerate(USES)})


@dataclass(frozen=True)
class Directory:
    """Stubs of a running directory."""

    entries: Any
    places: Any
    imports: Any

    async def register(self, kind: EntryKind = EntryKind.ACCESS_POINT, source_id: str = "1") -> Any:
        entry = entry_message(an_entry(kind, source_id), with_note=True)
        request = pb.RegisterEntryRequest(request_id=str(uuid.uuid4()), entry=entry)
        return (await self.entries.RegisterEntry(request, metadata=as_("operator"))).entry


def as_(role: str, subject: str = "essai") -> list[tuple[str, str]]:
    token = tokens.issue(KEYS, Caller(role, subject), NOW, timedelta(hours=1))
    return [("authorization", f"Bearer {token}")]


async def started(folder: Path) -> Running:
    """A server that would wait for calls under way before it ends."""
    floor = Floor(lambda: NOW, new_uuid7, KEYS, CollectorRegistry(), grpc.aio.insecure_channel)
    settings = Settings(database_url=f"sqlite:///{folder / 'directory.db'}", emergency_numbers=False)
    service = await build(settings, floor)
    server = Running((service,), Listening(metrics_port=None, grace_seconds=20), floor)
    await server.start()
    return server


@asynccontextmanager
async def connected(server: Running) -> AsyncIterator[Directory]:
    async with grpc.aio.insecure_channel(server.addresses.grpc) as channel:
        yield Directory(
            stubs.EntriesServiceStub(channel),  # type: ignore[no-untyped-call]
            places_stubs.PlacesServiceStub(channel),  # type: ignore[no-untyped-call]
            imports_stubs.ImportsServiceStub(channel),  # type: ignore[no-untyped-call]
        )


@pytest.fixture
def told(tmp_path: Path) -> Callable[[Callable[[Directory], Awaitable[None]]], None]:
    """Runs a story against a running directory."""

    def run(story: Callable[[Directory], Awaitable[None]]) -> None:
        async def within() -> None:
            server = await started(tmp_path)
            try:
                async with connected(server) as directory:
                    await asyncio.wait_for(story(directory), 60)
            finally:
                await server.stop()

        asyncio.run(within())

    return run


async def refusal(call: Awaitable[Any]) -> tuple[grpc.StatusCode, str]:
    """The code and reason that a call is refused with."""
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await call
    status = rpc_status.from_call(refused.value)
    assert status is not None
    info = error_details_pb2.ErrorInfo()
    status.details[0].Unpack(info)
    return refused.value.code(), info.reason


def test_registered_found_changed_retired(told: Any) -> None:
    async def story(directory: Directory) -> None:
        entry = await directory.register()
        assert (entry.version, entry.id[:3]) == (1, "ap-")

        found = (await directory.entries.SearchEntries(pb.SearchEntriesRequest(at="Mende"))).found
        assert [each.entry.id for each in found] == [entry.id]
        assert found[0].open
        assert found[0].entry.operator_note == ""

        entry.name = "Autre nom"
        update = pb.UpdateEntryRequest(request_id=str(uuid.uuid4()), entry=entry)
        changed = (await directory.entries.UpdateEntry(update, metadata=as_("operator"))).entry
        assert (changed.version, changed.name) == (2, "Autre nom")
        again = (await directory.entries.UpdateEntry(update, metadata=as_("operator"))).entry
        assert again == changed
        update.request_id = str(uuid.uuid4())
        refused = await refusal(directory.entries.UpdateEntry(update, metadata=as_("operator")))
        assert refused == (grpc.StatusCode.FAILED_PRECONDITION, "ENTRY_CHANGED")

        retire = pb.RetireEntryRequest(request_id=str(uuid.uuid4()), entry_id=entry.id)
        assert (await directory.entries.RetireEntry(retire, metadata=as_("operator"))).entry.retired
        assert not (await directory.entries.SearchEntries(pb.SearchEntriesRequest(at="Mende"))).found
        get = pb.GetEntryRequest(entry_id=entry.id)
        assert (await directory.entries.GetEntry(get)).entry.retired

        history = await directory.entries.ListEntryHistory(
            pb.ListEntryHistoryRequest(entry_id=entry.id), metadata=as_("agency")
        )
        assert [(c.position, c.action, c.actor) for c in history.changes] == [
            (1, "registered", "operator:essai"),
            (2, "updated", "operator:essai"),
            (3, "retired", "operator:essai"),
        ]

    told(story)


def test_a_repeated_request_answers_the_same_whatever_happened_since(told: Any) -> None:
    async def story(directory: Directory) -> None:
        message = entry_message(an_entry(), with_note=True)
        request = pb.RegisterEntryRequest(request_id=str(uuid.uuid4()), entry=message)
        first = await directory.entries.RegisterEntry(request, metadata=as_("operator"))
        retire = pb.RetireEntryRequest(request_id=str(uuid.uuid4()), entry_id=first.entry.id)
        await directory.entries.RetireEntry(retire, metadata=as_("operator"))
        assert await directory.entries.RegisterEntry(request, metadata=as_("operator")) == first

        request.entry.name = "Autre contenu"
        refused = await refusal(directory.entries.RegisterEntry(request, metadata=as_("operator")))
        assert refused == (grpc.StatusCode.FAILED_PRECONDITION, "REQUEST_ID_REUSED")
        request.request_id = str(uuid.uuid4())
        refused = await refusal(directory.entries.RegisterEntry(request, metadata=as_("operator")))
        assert refused == (grpc.StatusCode.FAILED_PRECONDITION, "ENTRY_EXISTS")
        request.request_id = ""
        refused = await refusal(directory.entries.RegisterEntry(request, metadata=as_("operator")))
        assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "REQUEST_ID_INVALID")

    told(story)


def test_a_server_that_ends_does_not_wait_for_followers(tmp_path: Path) -> None:
    async def story() -> Any:
        server = await started(tmp_path)
        async with connected(server) as directory:
            stream = directory.entries.WatchEntries(pb.WatchEntriesRequest(), metadata=as_("service"))
            assert (await stream.read()).caught_up
            following = asyncio.create_task(stream.read())
            await server.stop()  # cut off at the end of its grace, a stream would end with an error
            return await following

    assert asyncio.run(asyncio.wait_for(story(), 60)) is grpc.aio.EOF


def test_a_follower_hears_of_what_happens(told: Any) -> None:
    async def story(directory: Directory) -> None:
        cabin = await directory.register()
        stream = directory.entries.WatchEntries(pb.WatchEntriesRequest(), metadata=as_("service"))
        snapshot, caught_up = await stream.read(), await stream.read()
        assert [change.entry.id for change in snapshot.changes] == [cabin.id]
        assert caught_up.caught_up

        state = live_state_pb2.LiveState(
            connection=live_state_pb2.CONNECTION_STATE_CONNECTED,
            equipment=[
                equipment_pb2.Equipment(
                    kind=equipment_pb2.EQUIPMENT_KIND_OTOSCOPE, state=equipment_pb2.EQUIPMENT_STATE_BROKEN
                )
            ],
        )
        state.last_seen_at.FromDatetime(NOW)
        report = pb.ReportLiveStateRequest(request_id=str(uuid.uuid4()), entry_id=cabin.id, live_state=state)
        answer = await directory.entries.ReportLiveState(report, metadata=as_("service"))
        assert answer.changed
        part = await stream.read()
        assert [(change.action, change.position) for change in part.changes] == [("live_state", 2)]
        assert part.changes[0].entry.live_state == state
        assert not (await directory.entries.ReportLiveState(report, metadata=as_("service"))).changed

        search = pb.SearchEntriesRequest(at="Mende", equipment=[equipment_pb2.EQUIPMENT_KIND_OTOSCOPE])
        assert not (await directory.entries.SearchEntries(search)).found
        stream.cancel()

        ahead = directory.entries.WatchEntries(
            pb.WatchEntriesRequest(after_position=99), metadata=as_("service")
        )
        assert await refusal(ahead.read()) == (grpc.StatusCode.FAILED_PRECONDITION, "POSITION_AHEAD")

    told(story)


def test_an_import_goes_all_the_way(told: Any) -> None:
    async def story(directory: Directory) -> None:
        lines = b"code_commune;zonage\n48095;ZIP\n48030;XXX\n"
        request = imports_service_pb2.ImportFileRequest(
            request_id=str(uuid.uuid4()),
            kind=imports_service_pb2.IMPORT_KIND_ZONING,
            file_name="zonage.csv",
            chunk=lines,
        )
        call = directory.imports.ImportFile(iter([request]), metadata=as_("operator"))
        parts = [part async for part in call]
        assert (parts[-1].done, parts[-1].imported) == (True, 1)
        facts = directory.places.ListCommuneFacts(
            places_service_pb2.ListCommuneFactsRequest(), metadata=as_("service")
        )
        (answer,) = [part async for part in facts]
        assert [(fact.commune_code, fact.zoning) for fact in answer.facts] == [("48095", "ZIP")]
        assert answer.revision == 1

    told(story)


def test_places_counts_and_what_nobody_may(told: Any) -> None:
    async def story(directory: Directory) -> None:
        empty = [
            part
            async for part in directory.places.ListCommuneFacts(
                places_service_pb2.ListCommuneFactsRequest(), metadata=as_("service")
            )
        ]
        assert [(len(part.facts), part.revision) for part in empty] == [(0, 0)]
        found = await directory.places.FindPlaces(
            places_service_pb2.FindPlacesRequest(at="st etienne de lugdares")
        )
        assert [place.commune_code for place in found.candidates] == ["07232"]
        choice = await directory.entries.SearchEntries(pb.SearchEntriesRequest(at="Saint-Denis"))
        assert len(choice.place_choices) > 1

        await directory.register(EntryKind.NURSE)
        counts = await directory.entries.CountEntries(pb.CountEntriesRequest(group_by="region"))
        assert [(each.territory_code, each.count) for each in counts.counts] == [("76", 1)]

        message = entry_message(an_entry(source_id="2"), with_note=True)
        request = pb.RegisterEntryRequest(request_id=str(uuid.uuid4()), entry=message)
        code, _ = await refusal(directory.entries.RegisterEntry(request))
        assert code == grpc.StatusCode.UNAUTHENTICATED
        code, _ = await refusal(directory.entries.RegisterEntry(request, metadata=as_("kiosk")))
        assert code == grpc.StatusCode.PERMISSION_DENIED
        refused = await refusal(directory.entries.GetEntry(pb.GetEntryRequest(entry_id="\0")))
        assert refused == (grpc.StatusCode.NOT_FOUND, "ENTRY_NOT_FOUND")

    told(story)
