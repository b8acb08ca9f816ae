"""All services on one floor. They speak to each other through their stubs, over a socket of this process."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import grpc
from prometheus_client import CollectorRegistry

from services.booking import wiring as booking
from services.booking.settings import Settings as BookingSettings
from services.directory import wiring as directory
from services.directory.settings import Settings as DirectorySettings
from services.embedded.instance import Instance
from services.kiosk import wiring as kiosk
from services.kiosk.settings import Settings as KioskSettings
from services.platform.clock import Clock, system_clock
from services.platform.ids import new_uuid7
from services.platform.keys import load_or_make
from services.platform.refusals import Refusal
from services.platform.service import Addresses, Floor, Listening, Running, Service, channel


@dataclass(frozen=True, slots=True)
class Whole:
    """Every service of an instance, started and stopped together."""

    services: tuple[Service, ...]
    running: Running
    folder: "tempfile.TemporaryDirectory[str]"
    channels: list[grpc.aio.Channel]

    @property
    def socket_address(self) -> str:
        return f"unix:{self.folder.name}/services"

    @property
    def addresses(self) -> Addresses:
        return self.running.addresses

    async def start(self) -> None:
        await self.running.start()

    async def ready(self) -> None:
        """Returns once every service can answer."""
        for service in self.services:
            await service.ready.wait()

    async def stop(self) -> None:
        await self.running.stop()
        for each in self.channels:
            await each.close()
        self.folder.cleanup()


async def whole(
    instance: Instance,
    *,
    host: str = "127.0.0.1",
    port: int | None,
    metrics_port: int | None,
    demo: bool = False,
    clock: Clock = system_clock,
) -> Whole:
    """Builds every service of an instance; migrates its databases where they lag behind."""
    keys = load_or_make(instance.keys_file)
    folder = tempfile.TemporaryDirectory(prefix="maillage-")
    socket = str(Path(folder.name) / "services")
    channels: list[grpc.aio.Channel] = []
    registry = CollectorRegistry()

    def floor(name: str) -> Floor:
        def connect(_peer: str) -> grpc.aio.Channel:
            opened = channel(f"unix:{socket}", keys, clock, name)
            channels.append(opened)
            return opened

        return Floor(clock, new_uuid7, keys, registry, connect)

    services = (
        await directory.build(
            DirectorySettings(database_url=instance.database_url("directory"), demo=demo), floor("directory")
        ),
        await booking.build(
            BookingSettings(
                database_url=instance.database_url("booking"), notices_dir=instance.data / "notices"
            ),
            floor("booking"),
        ),
        await kiosk.build(KioskSettings(database_url=instance.database_url("kiosk")), floor("kiosk")),
    )
    listening = Listening(host, port, metrics_port, socket=socket)
    try:
        running = Running(services, listening, floor("embedded"))
    except Refusal:
        for service in services:
            if service.close is not None:
                await service.close()
        folder.cleanup()
        raise
    return Whole(services, running, folder, channels)
