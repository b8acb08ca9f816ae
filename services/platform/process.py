"""A process of its own for one service: its settings, its keys, its end on SIGTERM."""

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import grpc
from prometheus_client import CollectorRegistry

from services.platform import settings as reading
from services.platform.clock import system_clock
from services.platform.ids import new_uuid7
from services.platform.keys import load, load_or_make
from services.platform.refusals import Refusal
from services.platform.service import (
    Floor,
    Listening,
    Running,
    Service,
    Tls,
    channel,
    told_to_stop,
)
from services.platform.telemetry import start_logging

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProcessSettings:
    """What every service's settings have; each service adds its own and the addresses of its peers."""

    host: str = "127.0.0.1"
    port: int = 0  # 0 takes a free one
    metrics_port: int = 0
    service_port: int = 0  # mutual TLS between services, with tls_client_ca
    keys_file: Path = Path("var/keys.json")
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    tls_client_ca: Path | None = None
    grace_seconds: float = 10.0
    drain_seconds: float = 0.0
    log_level: str = "INFO"
    production: bool = False  # serves real people: nothing simulated or invented is taken

    def tls(self) -> Tls | None:
        """The certificates, when they are configured."""
        if self.tls_certificate is None or self.tls_key is None:
            return None
        return Tls(self.tls_certificate, self.tls_key, self.tls_client_ca)

    def listening(self) -> Listening:
        """Where to listen."""
        return Listening(
            host=self.host,
            port=self.port,
            metrics_port=self.metrics_port,
            service_port=self.service_port,
            tls=self.tls(),
            grace_seconds=self.grace_seconds,
            drain_seconds=self.drain_seconds,
        )


S = TypeVar("S", bound=ProcessSettings)


def run(build: Callable[[S, Floor], Awaitable[Service]], kind: type[S], name: str) -> None:
    """Runs one service until SIGTERM. Peers are reached at the settings' `<peer>_address`."""
    try:
        settings = reading.read(kind, name.upper(), os.environ)
        start_logging(settings.log_level)
        asyncio.run(_run(build, settings, name))
    except Refusal as refusal:
        sys.exit(str(refusal))


async def _run(build: Callable[[S, Floor], Awaitable[Service]], settings: S, name: str) -> None:
    stop = told_to_stop()
    keys = load(settings.keys_file) if settings.production else load_or_make(settings.keys_file)

    def connect(peer: str) -> grpc.aio.Channel:
        address: str = getattr(settings, f"{peer}_address")
        return channel(address, keys, system_clock, name, settings.tls())

    floor = Floor(system_clock, new_uuid7, keys, CollectorRegistry(), connect)
    running = Running((await build(settings, floor),), settings.listening(), floor)
    await running.start()
    log.info("listening", extra={"service": name, "address": running.addresses.grpc})
    await stop.wait()
    log.info("stopping", extra={"service": name})
    await running.stop()
