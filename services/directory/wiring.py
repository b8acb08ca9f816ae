"""Builds the directory: the only file that knows all of it."""

import asyncio

from maillage.api.directory.v1 import (
    entries_service_pb2_grpc,
    imports_service_pb2_grpc,
    places_service_pb2_grpc,
)

from services.directory.emergency_numbers import emergency_numbers
from services.directory.operations.actors_shelf import ActorsShelf
from services.directory.operations.furnish import furnish
from services.directory.operations.keep_gazetteer import KeptGazetteer
from services.directory.rpc.entries_servicer import EntriesServicer
from services.directory.rpc.imports_servicer import ImportsServicer
from services.directory.rpc.places_servicer import PlacesServicer
from services.directory.settings import Settings
from services.directory.storage.announcing import AnnouncingUnits, Bell
from services.directory.storage.tables import REQUESTS
from services.platform.migrations import open_store
from services.platform.service import Floor, Registration, Service
from services.platform.tokens import Caller
from services.territory.shipped import load_communes

PACKAGE = "maillage.api.directory.v1"
MIGRATIONS = "services.directory.storage.migrations"


async def build(settings: Settings, floor: Floor) -> Service:
    """The directory, ready to answer."""
    store = await asyncio.to_thread(open_store, settings.database_url, MIGRATIONS)
    bell = Bell()
    units = AnnouncingUnits(store, REQUESTS, floor.keys.answer_sealer, floor.clock, bell)
    gazetteer = KeptGazetteer(units, await asyncio.to_thread(load_communes))

    def shelf_of(actor: str) -> ActorsShelf:
        return ActorsShelf(units, gazetteer, floor.clock, actor)

    await furnish(
        units,
        shelf_of(str(Caller("service", "directory"))),
        gazetteer.communes,
        emergency_numbers() if settings.emergency_numbers else (),
        demo=settings.demo,
    )

    async def close() -> None:
        await asyncio.to_thread(store.close)

    service = Service(
        "directory",
        (
            Registration(
                f"{PACKAGE}.EntriesService",
                entries_service_pb2_grpc.add_EntriesServiceServicer_to_server,
                EntriesServicer(units, gazetteer, bell, floor.clock),
            ),
            Registration(
                f"{PACKAGE}.PlacesService",
                places_service_pb2_grpc.add_PlacesServiceServicer_to_server,
                PlacesServicer(units, gazetteer),
            ),
            Registration(
                f"{PACKAGE}.ImportsService",
                imports_service_pb2_grpc.add_ImportsServiceServicer_to_server,
                ImportsServicer(gazetteer.communes, shelf_of, floor.clock),
            ),
        ),
        background=(bell.hang, units.keep_forgetting),
        close=close,
    )
    service.ready.set()
    return service
