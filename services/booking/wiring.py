"""Builds booking: the only file that knows all of it."""

import asyncio

from maillage.api.booking.v1 import (
    appointments_service_pb2_grpc,
    operations_service_pb2_grpc,
    option_pb2,
    routing_service_pb2_grpc,
    situation_pb2,
)
from sqlalchemy import Connection

from services.booking.claims_follower import ClaimsFollower
from services.booking.domain.findings import Finding
from services.booking.domain.resources import Part
from services.booking.domain.situation import Situation
from services.booking.domain.ticket import TicketSigner
from services.booking.duties import Duties
from services.booking.invariants import verify
from services.booking.operations.grounds import Grounds
from services.booking.operations.locate_situation import locate_situation
from services.booking.operations.show_option import show_option
from services.booking.operations.who_may_wait import refuse_emergency
from services.booking.peers.directory import DirectoryFollower
from services.booking.peers.notice_file import NoticeFile
from services.booking.rpc.appointments_servicer import AppointmentsServicer
from services.booking.rpc.live_holds import LiveHolds
from services.booking.rpc.operations_servicer import IndexState, OperationsServicer
from services.booking.rpc.routing_servicer import RoutingServicer, StoredDecision
from services.booking.rpc.translate_options import option_message
from services.booking.rpc.translate_situation import age_band
from services.booking.rpc.translate_situation import situation as situation_from
from services.booking.searching import build_searching
from services.booking.settings import Settings
from services.booking.storage.book import Book
from services.booking.storage.shelves import DecisionLog, DirectoryShelf, FactsShelf, WakingUnits
from services.booking.storage.tables import REQUESTS
from services.platform.ids import random_bytes
from services.platform.migrations import open_store
from services.platform.service import Floor, Registration, Service

PACKAGE = "maillage.api.booking.v1"
MIGRATIONS = "services.booking.storage.migrations"


async def build(settings: Settings, floor: Floor) -> Service:
    """Booking, answering at once and ready when its index has caught up with the directory."""
    keys, clock = floor.keys, floor.clock
    store = await asyncio.to_thread(open_store, settings.database_url, MIGRATIONS)

    def book(connection: Connection) -> Book:
        return Book(connection, keys, clock)

    units = WakingUnits(store, book, REQUESTS, keys.answer_sealer, clock)
    signer, decisions = TicketSigner(keys.option_key), DecisionLog(units, clock)
    searching = await build_searching(signer, decisions, FactsShelf(units), clock)
    index, routing = searching.index, searching.routing
    grounds = Grounds(signer, routing.catalogue, floor.new_id, random_bytes, settings.terms())
    claims = ClaimsFollower(units, index, clock, settings.follow_seconds)
    units.wake_with(claims.wake)
    duties = Duties(units, grounds, searching, claims, decisions, NoticeFile(settings.notices_dir))
    channel = floor.connect("directory")
    directory = DirectoryFollower(
        channel,
        shelf=DirectoryShelf(units),
        index=index,
        facts_changed=searching.facts_changed,
        failing=duties.repropose,
        clock=clock,
        production=settings.production,
        facts_revision=searching.access.revision,
    )

    async def stored_decision(decision_id: str) -> StoredDecision | None:
        kept = await decisions.read(decision_id)
        return None if kept is None else StoredDecision(kept.record, kept.first_decided_at)

    async def verified() -> tuple[Finding, ...]:
        return await store.read(lambda connection: verify(connection, book(connection).now()))

    def show(option_id: str) -> option_pb2.Option | None:
        option = show_option(routing, option_id, clock())
        return option_message(option) if option else None

    def locate(message: situation_pb2.Situation) -> tuple[Situation, str, float]:
        # Before anything else is read, as in a search.
        refuse_emergency(routing.catalogue, message.red_flags, message.need_id, age_band(message))
        situation = situation_from(message, clock())
        located = locate_situation(routing, situation)
        return situation, located.commune_code, located.isolation_km

    def state() -> IndexState:
        counts = {str(part): sum(1 for _ in index.of(part)) for part in Part}
        caught_up, heard_at = duties.ready.is_set() and directory.caught_up, directory.heard_at
        return IndexState(routing.index_version, routing.rules_version, counts, caught_up, heard_at)

    async def close() -> None:
        try:
            await decisions.flush()
        finally:
            await channel.close()
            await asyncio.to_thread(store.close)

    return Service(
        "booking",
        (
            Registration(
                f"{PACKAGE}.RoutingService",
                routing_service_pb2_grpc.add_RoutingServiceServicer_to_server,
                RoutingServicer(routing, stored_decision, clock),
            ),
            Registration(
                f"{PACKAGE}.AppointmentsService",
                appointments_service_pb2_grpc.add_AppointmentsServiceServicer_to_server,
                AppointmentsServicer(units, grounds, show, locate, LiveHolds(clock)),
            ),
            Registration(
                f"{PACKAGE}.OperationsService",
                operations_service_pb2_grpc.add_OperationsServiceServicer_to_server,
                OperationsServicer(verified, state),
            ),
        ),
        background=(*duties.jobs(settings, directory.run, directory.ready), units.keep_forgetting),
        ready=duties.ready,
        close=close,
    )
