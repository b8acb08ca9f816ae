"""Each service in a process of its own on PostgreSQL, as in production: they share keys, and no more."""

import os
import socket
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from click.testing import CliRunner
from grpc_health.v1 import health_pb2, health_pb2_grpc
from maillage.api.booking.v1 import operations_service_pb2
from maillage.api.booking.v1.operations_service_pb2_grpc import OperationsServiceStub
from maillage.api.directory.v1 import equipment_pb2
from maillage.api.kiosk.v1 import gateway_service_pb2
from maillage.api.kiosk.v1.gateway_service_pb2_grpc import GatewayServiceStub

from services.cli.__main__ import maillage
from services.platform.clock import system_clock
from services.platform.keys import Keys, load
from tests.conftest import empty_postgresql
from tests.journeys.small_network import PARTS, register
from tests.journeys.wire import contracts, credential, reflected, typed, until

pytestmark = pytest.mark.postgresql

SERVICES = ("directory", "booking", "kiosk")
SERVING = health_pb2.HealthCheckResponse.SERVING
EAR = ("route", "--at", "48030", "--need", "ear-pain")
JEANNE = ("--given-name", "Jeanne", "--family-name", "Exemple", "--birth-date", "1946-03-17")
PHONE = ("--phone", "01 99 00 12 34")


@dataclass(frozen=True)
class Alone:
    """A service in its own process."""

    name: str
    address: str
    metrics_url: str
    log: Path
    process: "subprocess.Popen[bytes]"

    def serves(self) -> None:
        """Returns once its health check says so."""
        with grpc.insecure_channel(self.address) as channel:
            watch = health_pb2_grpc.HealthStub(channel).Watch(
                health_pb2.HealthCheckRequest(service=self.name), wait_for_ready=True, timeout=30
            )
            try:
                assert SERVING in (each.status for each in watch), self.log.read_text()
                watch.cancel()
            except grpc.RpcError as error:
                raise AssertionError(self.log.read_text()) from error

    def health(self, of: str) -> Any:
        with grpc.insecure_channel(self.address) as channel:
            stub = health_pb2_grpc.HealthStub(channel)
            return stub.Check(health_pb2.HealthCheckRequest(service=of), timeout=5).status

    def ended(self) -> None:
        """It was told to stop, as Kubernetes does by SIGTERM; it must end by itself, cleanly."""
        assert self.process.wait(timeout=30) == 0, self.log.read_text()

    def kill(self) -> None:
        """For what a failed test leaves running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def free_ports(count: int) -> list[int]:
    """Ports that nobody has right now."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def started(name: str, folder: Path, **settings: object) -> Alone:
    """A process whose settings come from its environment; it says what it does into a file."""
    told = {f"MAILLAGE_{name}_{field}".upper(): str(value) for field, value in settings.items()}
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", f"services.{name}"],
            env={**os.environ, **told},
            cwd=folder,
            stdout=output,
            stderr=output,
        )
    port, metrics_port = settings["port"], settings["metrics_port"]
    return Alone(name, f"127.0.0.1:{port}", f"http://127.0.0.1:{metrics_port}/metrics", log, process)


@dataclass(frozen=True)
class Together:
    """The three, and the small network registered with them."""

    services: dict[str, Alone]
    entries: dict[str, str]
    keys: Keys
    folder: Path

    def typed(self, *arguments: str, exit_code: int = 0) -> Any:
        """A command for booking, from a machine that has no keys."""
        return typed(*arguments, "--address", self.services["booking"].address, exit_code=exit_code)

    def heartbeat(self, otoscope: Any) -> None:
        """The cabin says how its otoscope is."""
        request = gateway_service_pb2.SendHeartbeatRequest(
            request_id=str(uuid.uuid4()),
            equipment=[equipment_pb2.Equipment(kind=equipment_pb2.EQUIPMENT_KIND_OTOSCOPE, state=otoscope)],
        )
        request.sent_at.FromDatetime(system_clock())
        with grpc.insecure_channel(self.services["kiosk"].address) as channel:
            GatewayServiceStub(channel).SendHeartbeat(
                request, metadata=credential(self.keys, "kiosk", self.entries["cabin"]), timeout=10
            )


def followed(booking: Alone) -> dict[str, int]:
    """What booking has taken over from the directory."""
    with grpc.insecure_channel(booking.address) as channel:
        request = operations_service_pb2.GetIndexStateRequest()
        state = OperationsServiceStub(channel).GetIndexState(request, timeout=5)
    return {part: count for part, count in state.resources.items() if count}


@pytest.fixture(scope="module")
def together(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Together]:
    folder = tmp_path_factory.mktemp("alone")
    ports = free_ports(6)
    directory_address = f"127.0.0.1:{ports[0]}"
    with ExitStack() as stack:
        services: dict[str, Alone] = {}
        for name, port, metrics_port in zip(SERVICES, ports[:3], ports[3:], strict=True):
            url = stack.enter_context(empty_postgresql(postgresql_server))
            migrated = CliRunner().invoke(maillage, ["migrate", "--service", name, "--database-url", url])
            assert migrated.exit_code == 0, migrated.output
            peers = {} if name == "directory" else {"directory_address": directory_address}
            services[name] = started(
                name,
                folder,
                database_url=url,
                port=port,
                metrics_port=metrics_port,
                keys_file=folder / "keys.json",
                **peers,
            )
            stack.callback(services[name].kill)
        for service in services.values():
            service.serves()
        keys = load(folder / "keys.json")
        entries = register(directory_address, keys)
        until(lambda: followed(services["booking"]), lambda parts: parts == PARTS)
        yield Together(services, entries, keys, folder)
        services["directory"].process.terminate()  # while booking still follows it
        services["directory"].ended()
        for service in (services["booking"], services["kiosk"]):
            service.process.terminate()
        for service in (services["booking"], services["kiosk"]):
            service.ended()


@pytest.mark.parametrize("name", SERVICES)
def test_each_says_what_it_is_and_that_it_serves(together: Together, name: str) -> None:
    service, full_names = together.services[name], contracts(name)
    assert full_names
    assert reflected(service.address) == full_names
    for each in ("", name, *full_names):
        assert service.health(each) == SERVING
    with urllib.request.urlopen(service.metrics_url, timeout=5) as answer:
        assert answer.status == 200
        assert b"maillage_rpc_seconds" in answer.read()


def test_from_a_need_to_an_appointment(together: Together) -> None:
    answer = together.typed(*EAR)
    assert {option["mode"] for option in answer["options"]} == {
        "cabin",
        "home_visit",
        "assisted_video",
        "in_person",
    }
    done = together.typed("book", "--option", answer["options"][0]["id"], *JEANNE, *PHONE)
    assert (done["status"], done["start"]) == ("booked", answer["options"][0]["start"])
    reference = ("--reference", done["reference"])
    assert together.typed("show", *reference, "--birth-date", "1946-03-17")["status"] == "booked"
    assert together.typed("show", *reference, "--birth-date", "1946-03-18", exit_code=1)["error"]
    assert together.typed("cancel", *reference, *PHONE)["status"] == "cancelled"
    token = CliRunner().invoke(
        maillage, ["token", "--role", "operator", "--subject", "essai", "--data", str(together.folder)]
    )
    assert together.typed("verify", "--token", token.stdout.strip())["violations"] == 0
    nowhere = ("--data", str(together.folder / "nowhere"))
    assert together.typed("verify", *nowhere, exit_code=1)["error"]["reason"] == "INSTANCE_NOT_FOUND"


def test_what_a_cabin_says_passes_through_all_three(together: Together) -> None:
    def modes() -> set[str]:
        return {option["mode"] for option in together.typed(*EAR)["options"]}

    together.heartbeat(equipment_pb2.EQUIPMENT_STATE_BROKEN)
    assert until(modes, lambda offered: "cabin" not in offered) == {
        "home_visit",
        "assisted_video",
        "in_person",
    }
    together.heartbeat(equipment_pb2.EQUIPMENT_STATE_WORKING)
    until(modes, lambda offered: "cabin" in offered)
