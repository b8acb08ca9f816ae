"""Builds the gateway: the only file that knows all of it."""

import asyncio

from maillage.api.kiosk.v1 import gateway_service_pb2_grpc as stubs

from services.kiosk.duties import Deliveries, Sweeps
from services.kiosk.metrics import CabinMetrics
from services.kiosk.operations.deliver_states import DeliverStates
from services.kiosk.operations.get_cabin import GetCabin
from services.kiosk.operations.receive_heartbeat import ReceiveHeartbeat
from services.kiosk.operations.sweep_silence import SweepSilence
from services.kiosk.operations.unwritten import Unwritten
from services.kiosk.peers.directory import DirectoryPeer
from services.kiosk.rpc.servicer import GatewayServicer
from services.kiosk.settings import Settings
from services.kiosk.storage.cabins import CabinBook
from services.kiosk.storage.tables import requests
from services.platform.migrations import open_store
from services.platform.service import Floor, Registration, Service
from services.platform.units import Units

GATEWAY = "maillage.api.kiosk.v1.GatewayService"
MIGRATIONS = "services.kiosk.storage.migrations"


async def build(settings: Settings, floor: Floor) -> Service:
    """The gateway, ready to answer: it needs nobody to hear a cabin, the directory only to pass it on."""
    store = await asyncio.to_thread(open_store, settings.database_url, MIGRATIONS)
    units = Units(store, CabinBook, requests, floor.keys.answer_sealer, floor.clock)
    unwritten, changed = Unwritten(), asyncio.Event()
    channel = floor.connect("directory")

    sweep = SweepSilence(units, unwritten, floor.clock, changed.set, settings.rhythm())
    deliver = DeliverStates(units, DirectoryPeer(channel), floor.clock)
    metrics = CabinMetrics(floor.registry)

    async def show() -> None:
        metrics.show(await units.read(CabinBook.counts))

    async def close() -> None:
        try:
            await sweep.flush()
        finally:
            await channel.close()
            await asyncio.to_thread(store.close)

    servicer = GatewayServicer(
        ReceiveHeartbeat(units, unwritten, floor.clock, changed.set),
        GetCabin(units, unwritten),
        units,
        settings.heartbeat_seconds,
    )
    service = Service(
        "kiosk",
        (Registration(GATEWAY, stubs.add_GatewayServiceServicer_to_server, servicer),),
        background=(
            Deliveries(deliver, changed, settings.sweep_seconds).keep_delivering,
            Sweeps(sweep, show, settings.sweep_seconds).keep_sweeping,
            units.keep_forgetting,
        ),
        close=close,
    )
    service.ready.set()
    return service
