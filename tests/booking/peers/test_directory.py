import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import grpc
import pytest
from maillage.api.directory.v1 import details_pb2, entry_pb2, equipment_pb2, live_state_pb2
from maillage.api.directory.v1 import entries_service_pb2 as pb
from maillage.api.directory.v1 import places_service_pb2 as places_pb

from services.booking.domain.resources import Resource
from services.booking.peers.commune_facts import CommuneFacts, placed
from services.booking.peers.directory import DirectoryFollower
from services.platform.refusals import Conflict, Exhausted, Refusal
from services.platform.rpc import status_of
from services.territory.position import Position
from tests.booking.index.small_worlds import NOW, World, commune

HOME = commune("48030", 44.5, 3.5)


def cabin(
    entry_id: str, state: int = equipment_pb2.EQUIPMENT_STATE_WORKING, **changed: Any
) -> entry_pb2.Entry:
    otoscope = equipment_pb2.Equipment(kind=equipment_pb2.EQUIPMENT_KIND_OTOSCOPE, state=state)
    return entry_pb2.Entry(
        id=entry_id,
        commune_code="48030",
        time_zone="Europe/Paris",
        bookable_via=entry_pb2.BOOKABLE_VIA_HERE,
        access_point=details_pb2.AccessPoint(equipment=[otoscope]),
        **changed,
    )


def part(
    position: int, *entries: entry_pb2.Entry, caught_up: bool = True, revision: int = 0
) -> pb.WatchEntriesResponse:
    changes = [pb.EntryChange(position=position, entry=entry) for entry in entries]
    return pb.WatchEntriesResponse(
        changes=changes, position=position, caught_up=caught_up, commune_facts_revision=revision
    )


class Fault(grpc.aio.AioRpcError):
    def __init__(self, code: grpc.StatusCode) -> None:
        super().__init__(code, grpc.aio.Metadata(), grpc.aio.Metadata())


def refused(refusal: Refusal) -> grpc.aio.AioRpcError:
    """What a caller gets when the other side refuses."""
    code, status = status_of(refusal)
    details = grpc.aio.Metadata(("grpc-status-details-bin", status.SerializeToString()))
    return grpc.aio.AioRpcError(code, grpc.aio.Metadata(), details, status.message)


AHEAD = refused(Conflict("POSITION_AHEAD", "Cet annuaire n'est pas allé si loin."))


class Directory:
    """A channel to a directory that plays one script for each connection, then stays silent."""

    def __init__(
        self,
        *scripts: Sequence[Any],
        facts: Sequence[places_pb.CommuneFacts] = (),
        facts_faults: Sequence[Exception] = (),
    ) -> None:
        self.scripts = list(scripts)
        self.facts = facts
        self.facts_faults = list(facts_faults)  # one for each reading, until none is left
        self.asked_after: list[int] = []

    def unary_stream(self, path: str, **coding: Any) -> Callable[..., AsyncIterator[Any]]:
        answer = self._watch if path.endswith("WatchEntries") else self._facts

        async def call(request: Any, **_: Any) -> AsyncIterator[Any]:
            coding["request_serializer"](request)
            async for message in answer(request):
                yield coding["response_deserializer"](message.SerializeToString())

        return call

    def unary_unary(self, _path: str, **_coding: Any) -> None:
        return None

    async def _watch(self, request: pb.WatchEntriesRequest) -> AsyncIterator[Any]:
        self.asked_after.append(request.after_position)
        for step in self.scripts.pop(0) if self.scripts else ():
            if isinstance(step, Exception):
                raise step
            yield step
        if not self.scripts:
            await asyncio.Event().wait()

    async def _facts(self, _request: Any) -> AsyncIterator[Any]:
        if self.facts_faults:
            raise self.facts_faults.pop(0)
        yield places_pb.ListCommuneFactsResponse(facts=self.facts, revision=3)


class Shelf:
    def __init__(self, resources: Sequence[Resource] = (), position: int = 0) -> None:
        self.kept = {each.id: each for each in resources}
        self.at = position

    async def position(self) -> int:
        return self.at

    async def all(self) -> Sequence[Resource]:
        return list(self.kept.values())

    async def put_many(self, resources: Sequence[Resource], gone: Sequence[str], position: int) -> None:
        self.kept.update((each.id, each) for each in resources)
        for resource_id in gone:
            self.kept.pop(resource_id, None)
        self.at = position

    async def forget_all(self) -> None:
        self.kept, self.at = {}, 0


class FullShelf(Shelf):
    """Refuses the first thing it is given."""

    full = True

    async def put_many(self, resources: Sequence[Resource], gone: Sequence[str], position: int) -> None:
        if self.full:
            self.full = False
            raise Exhausted("DISK_FULL", "Plus de place.")
        await super().put_many(resources, gone, position)


class Followed:
    """A follower run until its directory has nothing more to say."""

    def __init__(self, directory: Directory, shelf: Shelf | None = None, *, production: bool = False) -> None:
        self.directory, self.shelf, self.production = directory, shelf or Shelf(), production
        self.index = World([HOME], [], {}).index()
        self.facts: list[tuple[dict[str, CommuneFacts], int]] = []
        self.failing: list[str] = []
        self.pauses: list[float] = []
        self.ready = asyncio.run(self._run())

    async def _run(self) -> bool:
        async def facts_changed(facts: Any, revision: int) -> None:
            self.facts.append((facts, revision))

        async def failing(ids: Sequence[str]) -> None:
            self.failing += ids

        async def sleep(pause: float) -> None:
            self.pauses.append(pause)
            await asyncio.sleep(0)

        follower = DirectoryFollower(
            self.directory,
            shelf=self.shelf,
            index=self.index,
            facts_changed=facts_changed,
            failing=failing,
            clock=lambda: NOW,
            production=self.production,
            sleep=sleep,
        )
        running = asyncio.create_task(follower.run())
        for _ in range(200):
            await asyncio.sleep(0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        self.caught_up = follower.caught_up
        return follower.ready.is_set()


def test_entries_reach_the_shelf_and_the_index() -> None:
    told = Followed(Directory([part(5, cabin("a"), caught_up=False), part(9, cabin("b"))]))
    assert told.ready
    assert set(told.shelf.kept) == {"a", "b"} == {each for each in "abc" if told.index.resource(each)}
    assert told.shelf.at == 9


def test_a_shelf_makes_it_ready_but_only_the_directory_makes_it_caught_up() -> None:
    trial = Followed(Directory([part(5, cabin("a"))]))
    assert (trial.ready, trial.caught_up) == (True, True)
    down = [Fault(grpc.StatusCode.UNAVAILABLE)] * 3
    alone = Followed(Directory(*([each] for each in down)), trial.shelf)
    assert (alone.ready, alone.caught_up) == (True, False)
    halfway = Followed(Directory([part(6, cabin("b"), caught_up=False)]), trial.shelf)
    assert (halfway.ready, halfway.caught_up) == (True, False)


def test_it_is_not_ready_before_it_has_caught_up() -> None:
    assert not Followed(Directory([part(5, cabin("a"), caught_up=False)])).ready


def test_only_the_last_state_counts_and_what_is_retired_goes() -> None:
    gone = cabin("b", retired=True)
    old = cabin("c", valid_until="2026-11-19")
    told = Followed(Directory([part(1, cabin("b"), cabin("c"), cabin("a")), part(2, gone, old)]))
    assert set(told.shelf.kept) == {"a"}
    assert told.index.resource("b") is None


def test_it_resumes_where_it_stopped() -> None:
    first = Followed(Directory([part(5, cabin("a"))]))
    second = Followed(Directory([]), first.shelf)
    assert second.directory.asked_after == [5]
    assert second.index.resource("a") is not None
    assert second.ready  # on what the shelf holds: a directory that is down does not stop booking


def test_it_reconnects_with_growing_pauses_and_short_ones_after_a_success() -> None:
    down = Fault(grpc.StatusCode.UNAVAILABLE)
    told = Followed(Directory([down], [down], [down], [part(5, cabin("a")), down], [part(7, cabin("b"))]))
    assert told.pauses == [0.2, 0.4, 0.8, 0.2]
    assert told.directory.asked_after == [0, 0, 0, 0, 5]
    assert set(told.shelf.kept) == {"a", "b"}


def test_a_directory_that_was_replaced_is_followed_from_the_start() -> None:
    stale = Followed(Directory([part(50, cabin("old"))]))
    told = Followed(Directory([AHEAD], [part(3, cabin("new"))]), stale.shelf)
    assert told.directory.asked_after == [50, 0]
    assert set(told.shelf.kept) == {"new"}
    assert told.index.resource("old") is None


@pytest.mark.parametrize(
    "fault",
    [Fault(grpc.StatusCode.FAILED_PRECONDITION), refused(Conflict("SOMETHING_ELSE", "Autre chose."))],
)
def test_no_other_fault_wipes_the_shelf(fault: grpc.aio.AioRpcError) -> None:
    stale = Followed(Directory([part(50, cabin("old"))]))
    told = Followed(Directory([fault], [part(53, cabin("new"))]), stale.shelf)
    assert told.directory.asked_after == [50, 50]
    assert set(told.shelf.kept) == {"old", "new"}


def test_facts_that_cannot_be_read_do_not_wipe_the_shelf() -> None:
    told = Followed(
        Directory([part(5, cabin("a")), part(6, revision=4)], facts_faults=[]),
        Followed(Directory([part(3, cabin("old"))])).shelf,
    )
    assert len(told.facts) == 2
    faults = [Fault(grpc.StatusCode.FAILED_PRECONDITION)]
    told = Followed(
        Directory([part(7, revision=4)], [part(8, cabin("b"), revision=4)], facts_faults=faults), told.shelf
    )
    assert set(told.shelf.kept) == {"old", "a", "b"}


def test_facts_whose_first_reading_fails_are_read_again_without_another_import() -> None:
    down = Fault(grpc.StatusCode.UNAVAILABLE)
    script = [part(5, cabin("a"), revision=4)]
    told = Followed(Directory(script, [part(5, revision=4)], facts_faults=[down]))
    assert [revision for _, revision in told.facts] == [3]
    assert told.ready


def test_one_entry_that_makes_no_sense_does_not_stop_the_others() -> None:
    nowhere = cabin("nowhere")
    nowhere.commune_code = "99999"
    undated = cabin("undated", valid_from="yesterday")
    told = Followed(Directory([part(1, nowhere, undated, cabin("a"))]))
    assert told.index.resource("a") is not None
    assert told.index.resource("nowhere") is None
    assert told.index.resource("undated") is None


def test_production_takes_nothing_invented() -> None:
    script = [part(5, cabin("real"), cabin("invented", demo=True))]
    assert set(Followed(Directory(script), production=True).shelf.kept) == {"real"}
    assert set(Followed(Directory(script)).shelf.kept) == {"real", "invented"}


def test_production_forgets_what_a_trial_left_on_the_shelf() -> None:
    trial = Followed(Directory([part(5, cabin("real"), cabin("invented", demo=True))]))
    told = Followed(Directory([]), trial.shelf, production=True)
    assert told.index.resource("real") is not None
    assert told.index.resource("invented") is None
    assert set(told.shelf.kept) == {"real"}
    assert told.shelf.at == 5


def test_facts_of_an_import_are_read_once_it_rests() -> None:
    batches = [part(number, revision=number) for number in range(4, 40)]
    told = Followed(Directory([part(1, cabin("a")), *batches]))
    assert len(told.facts) == 2  # at the start, and after the last batch


def test_facts_are_read_when_their_revision_grows() -> None:
    fact = places_pb.CommuneFacts(commune_code="48030", apl=2.1, zoning="ZIP", position_accuracy_m=50)
    fact.position.lat, fact.position.lon = 44.6, 3.6
    told = Followed(Directory([part(1, cabin("a")), part(2), part(3, revision=4)], facts=[fact]))
    assert [revision for _, revision in told.facts] == [3, 3]
    facts = told.facts[0][0]
    assert facts["48030"].access.apl == 2.1
    assert placed([HOME], facts)[0].position == Position(44.6, 3.6)
    assert placed([HOME], {}) == (HOME,)


def test_cabins_that_fail_are_told_of_once() -> None:
    broken = cabin("a", equipment_pb2.EQUIPMENT_STATE_BROKEN)
    silent = cabin(
        "b", live_state=live_state_pb2.LiveState(connection=live_state_pb2.CONNECTION_STATE_SILENT)
    )
    told = Followed(
        Directory([part(1, cabin("a"), cabin("b")), part(2, broken, silent), part(3, broken, silent)])
    )
    assert told.failing == ["a", "b"]


def test_what_could_not_be_stored_comes_again() -> None:
    told = Followed(Directory([part(5, cabin("a"))], [part(5, cabin("a"))]), FullShelf())
    assert told.directory.asked_after == [0, 0]
    assert set(told.shelf.kept) == {"a"}
    assert told.index.resource("a") is not None
