"""Runs services: one gRPC server for those it is given, health, reflection, metrics, and a graceful end.

`serve` is all there is: a service alone and every service in one process go the same way.
"""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection
from prometheus_client import CollectorRegistry, start_http_server

from services.platform import tokens
from services.platform.access import LIBRARY_SERVICES, policies
from services.platform.clock import Clock
from services.platform.ids import NewId
from services.platform.keys import Keys
from services.platform.refusals import Unavailable
from services.platform.rpc import MAX_MESSAGE_BYTES, Gatekeeper
from services.platform.telemetry import RpcMetrics
from services.platform.tokens import Caller

log = logging.getLogger(__name__)
# gRPC itself refuses without a name: it does so only far beyond what the gatekeeper refuses by name.
MAX_WIRE_BYTES = 4 * MAX_MESSAGE_BYTES
MAX_RECONNECT_MILLISECONDS = 5_000  # gRPC's own habit is two minutes: too long for a peer that is back
SERVICE_TOKEN = timedelta(hours=12)
STATUS = health_pb2.HealthCheckResponse


@dataclass(frozen=True, slots=True)
class Tls:
    """Certificates, PEM files. With `client_ca`, services talk on a second port by mutual TLS."""

    certificate: Path
    key: Path
    client_ca: Path | None = None


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a process listens. Port 0 takes a free one; None listens nowhere."""

    host: str = "127.0.0.1"
    port: int | None = 0
    metrics_port: int | None = 0
    socket: str = ""  # a Unix socket for services of the same process
    service_port: int = 0
    tls: Tls | None = None
    grace_seconds: float = 10.0
    drain_seconds: float = 0.0  # between NOT_SERVING and the end, for load balancers to notice


@dataclass(frozen=True, slots=True)
class Registration:
    """One gRPC service of the contract and what answers it."""

    full_name: str
    add_to_server: Callable[[Any, Any], None]
    servicer: Any


@dataclass(frozen=True, slots=True)
class Service:
    """One service, wired: what it answers, what it does meanwhile, when it is ready, how it ends."""

    name: str
    registrations: tuple[Registration, ...]
    background: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = ()
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    close: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """What every service stands on: handed in, so that tests hand in their own."""

    clock: Clock
    new_id: NewId
    keys: Keys
    registry: CollectorRegistry
    connect: Callable[[str], grpc.aio.Channel]  # name of a peer -> channel with this service's credential


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a process listens, once it does."""

    grpc: str
    metrics: str
    service: str = ""


class _Credential:
    """Adds the service's own short-lived token to each call it makes."""

    def __init__(self, keys: Keys, clock: Clock, name: str) -> None:
        self._keys, self._clock, self._who = keys, clock, Caller("service", name)

    def signed(self, details: Any) -> Any:
        token = tokens.issue(self._keys, self._who, self._clock(), SERVICE_TOKEN)
        metadata = [*(details.metadata or ()), ("authorization", f"Bearer {token}")]
        return details._replace(metadata=grpc.aio.Metadata(*metadata))


# Two classes, not one: a channel files an interceptor under the first kind of call that it is made for.
class _SignedUnary(_Credential, grpc.aio.UnaryUnaryClientInterceptor):  # type: ignore[misc]
    async def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        return await continuation(self.signed(details), request)


class _SignedStream(_Credential, grpc.aio.UnaryStreamClientInterceptor):  # type: ignore[misc]
    async def intercept_unary_stream(self, continuation: Any, details: Any, request: Any) -> Any:
        return await continuation(self.signed(details), request)


def channel(address: str, keys: Keys, clock: Clock, name: str, tls: Tls | None = None) -> grpc.aio.Channel:
    """A channel to a peer with this service's credential; mutual TLS where certificates are given."""
    interceptors = [_SignedUnary(keys, clock, name), _SignedStream(keys, clock, name)]
    options = [
        ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
        ("grpc.max_reconnect_backoff_ms", MAX_RECONNECT_MILLISECONDS),
    ]
    if tls is None:
        return grpc.aio.insecure_channel(address, options=options, interceptors=interceptors)
    authority = tls.client_ca.read_bytes() if tls.client_ca else None
    credentials = grpc.ssl_channel_credentials(authority, tls.key.read_bytes(), tls.certificate.read_bytes())
    return grpc.aio.secure_channel(address, credentials, options=options, interceptors=interceptors)


def _bound(host: str, port: int, bind: Callable[[str], int]) -> str:
    try:
        return f"{host}:{bind(f'{host}:{port}')}"
    except RuntimeError:
        raise Unavailable(
            "PORT_TAKEN", f"Le port {port} est déjà pris ; choisissez-en un autre avec --port.", port=port
        ) from None


def _listen(server: grpc.aio.Server, listening: Listening, metrics: str) -> Addresses:
    host, port, tls = listening.host, listening.port, listening.tls
    if listening.socket:
        server.add_insecure_port(f"unix:{listening.socket}")
    if port is None:
        return Addresses("", metrics)
    if tls is None:
        return Addresses(_bound(host, port, server.add_insecure_port), metrics)
    pair = [(tls.key.read_bytes(), tls.certificate.read_bytes())]
    public = grpc.ssl_server_credentials(pair)
    address = _bound(host, port, lambda at: server.add_secure_port(at, public))
    if tls.client_ca is None:
        return Addresses(address, metrics)
    mutual = grpc.ssl_server_credentials(pair, tls.client_ca.read_bytes(), require_client_auth=True)
    service = _bound(host, listening.service_port, lambda at: server.add_secure_port(at, mutual))
    return Addresses(address, metrics, service)


def _serve_metrics(listening: Listening, registry: CollectorRegistry) -> tuple[Any, str]:
    port = listening.metrics_port
    if port is None:
        return None, ""
    try:
        server, _ = start_http_server(port, listening.host, registry=registry)
    except OSError:
        raise Unavailable(
            "PORT_TAKEN", f"Le port {port} est déjà pris ; choisissez-en un autre.", port=port
        ) from None
    return server, f"http://{listening.host}:{server.server_port}/metrics"


class Running:
    """Services that answer, until they are stopped."""

    def __init__(self, services: tuple[Service, ...], listening: Listening, floor: Floor) -> None:
        self._services, self._listening = services, listening
        names = [each.full_name for service in services for each in service.registrations]
        keeper = Gatekeeper(
            policies(names),
            floor.keys,
            floor.clock,
            RpcMetrics(floor.registry),
            mutual_tls=listening.tls is not None and listening.tls.client_ca is not None,
        )
        limit = ("grpc.max_receive_message_length", MAX_WIRE_BYTES)
        options = [limit, ("grpc.so_reuseport", 0)]
        self._server = grpc.aio.server(interceptors=[keeper], options=options)
        self._health = health.aio.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        for service in services:
            for each in service.registrations:
                each.add_to_server(each.servicer, self._server)
        reflection.enable_server_reflection([*names, *LIBRARY_SERVICES], self._server)
        self._metrics, metrics = _serve_metrics(listening, floor.registry)
        self.addresses = _listen(self._server, listening, metrics)
        self._tasks: list[asyncio.Task[None]] = []
        self._stopped = False

    async def start(self) -> None:
        """Answers from now on; each service says SERVING once it is ready."""
        await self._server.start()
        for service in self._services:
            await self._say(service, STATUS.NOT_SERVING)
            self._tasks.append(asyncio.create_task(self._watch(service)))
            self._tasks += [asyncio.create_task(_tireless(service.name, job)) for job in service.background]

    async def stop(self) -> None:
        """Ends; stopping twice is stopping once."""
        if not self._stopped:
            self._stopped = True
            await self._stop()

    async def _stop(self) -> None:
        """Says NOT_SERVING, lets what is under way finish within the grace, then closes everything."""
        for service in self._services:
            await self._say(service, STATUS.NOT_SERVING)
        await self._health.enter_graceful_shutdown()
        await asyncio.sleep(self._listening.drain_seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.stop(self._listening.grace_seconds)
        for service in reversed(self._services):
            if service.close is not None:
                await service.close()
        if self._metrics is not None:
            self._metrics.shutdown()
            self._metrics.server_close()

    async def _watch(self, service: Service) -> None:
        await service.ready.wait()
        await self._say(service, STATUS.SERVING)
        if all(each.ready.is_set() for each in self._services):
            await self._health.set("", STATUS.SERVING)

    async def _say(self, service: Service, status: Any) -> None:
        await self._health.set(service.name, status)
        for each in service.registrations:
            await self._health.set(each.full_name, status)
        if status == STATUS.NOT_SERVING:
            await self._health.set("", status)


async def _tireless(service: str, job: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """A background job that fails is said so and begun again: one fault must not end a service's duty."""
    while True:
        try:
            await job()
        except Exception as error:
            log.error(
                "background job failed", extra={"service": service, "task": job.__name__}, exc_info=error
            )
            await asyncio.sleep(1.0)
        else:
            return


def told_to_stop() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set; asked for first, so that a start can be stopped too."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
