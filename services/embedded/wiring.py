"""All services on one floor. They speak to each other through their stubs, over a socket of this process."""

import contextlib
import tempfile
from collections.abc import Awaitable, Callable
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
from services.platform.refusals import Unavailable
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
    if instance.begun and not instance.keys_file.exists():
        # Fresh keys would open nothing of what is stored: identities and references would be lost in silence.
        raise Unavailable(
            "KEYS_MISSING", f"Il manque {instance.keys_file} : remettez la copie que vous gardez à part."
        )
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

    async with contextlib.AsyncExitStack() as undo:  # of what was built, should the rest fail
        undo.callback(folder.cleanup)
        services = []
        for name, building in (
            ("directory", _directory(instance, demo)),
            ("booking", _booking(instance)),
            ("kiosk", _kiosk(instance)),
        ):
            service = await building(floor(name))
            services.append(service)
            if service.close is not None:
                undo.push_async_callback(service.close)
        listening = Listening(host, port, metrics_port, socket=socket)
        running = Running(tuple(services), listening, floor("embedded"))
        undo.pop_all()
    return Whole(tuple(services), running, folder, channels)


Building = Callable[[Floor], Awaitable[Service]]


def _directory(instance: Instance, demo: bool) -> Building:
    settings = DirectorySettings(database_url=instance.database_url("directory"), demo=demo)
    return lambda floor: directory.build(settings, floor)


def _booking(instance: Instance) -> Building:
    url, notices = instance.database_url("booking"), instance.data / "notices"
    return lambda floor: booking.build(BookingSettings(database_url=url, notices_dir=notices), floor)


def _kiosk(instance: Instance) -> Building:
    settings = KioskSettings(database_url=instance.database_url("kiosk"))
    return lambda floor: kiosk.build(settings, floor)
