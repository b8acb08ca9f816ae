"""`maillage up`, `status` and `migrate`: an instance on this machine."""

import asyncio
from pathlib import Path

import click
import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from services.cli.group import maillage
from services.cli.link import Where, where_options
from services.cli.show import print_json
from services.embedded.instance import DEFAULT_PORT, Instance, Running

SERVICES = ("directory", "booking", "kiosk")
NOT_RUNNING = "NOT_RUNNING"


@maillage.command()
@click.option("--data", type=click.Path(path_type=Path), default=Path("var"), envvar="MAILLAGE_DATA")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65534), default=DEFAULT_PORT, show_default=True)
@click.option("--metrics-port", type=click.IntRange(1, 65535), help="Default: the port after --port.")
@click.option("--empty", is_flag=True, help="Without the demo network.")
def up(data: Path, host: str, port: int, metrics_port: int | None, empty: bool) -> None:
    """Starts every service in one process, on SQLite in the data directory; Ctrl-C stops it."""
    from services.embedded.up import Wishes, bring_up  # noqa: PLC0415 - every service takes a second to load

    wishes = Wishes(host, port, metrics_port or port + 1, demo=not empty)
    asyncio.run(bring_up(Instance(data), wishes, click.echo))


def health(address: str) -> dict[str, str]:
    """State of each service, as its health check says."""
    states: dict[str, str] = {}
    with grpc.insecure_channel(address) as channel:
        stub = health_pb2_grpc.HealthStub(channel)
        for name in SERVICES:
            try:
                answer = stub.Check(health_pb2.HealthCheckRequest(service=name), timeout=3.0)
                states[name] = health_pb2.HealthCheckResponse.ServingStatus.Name(answer.status)
            except grpc.RpcError:
                states[name] = NOT_RUNNING
    return states


@maillage.command()
@click.option("--json", "as_json", is_flag=True)
@where_options
def status(where: Where, as_json: bool) -> None:
    """Addresses and the state of each service; exit code 1 unless all of them serve."""
    running = where.instance.running()
    address = where.target() or ""
    if running is None or running.grpc_address != address:
        host, _, port = address.rpartition(":")
        metrics = f"http://{host}:{int(port) + 1}/metrics" if port else ""
        running = Running(0, address, metrics)
    states = health(address) if address else dict.fromkeys(SERVICES, NOT_RUNNING)
    if as_json:
        print_json(
            {
                # The screens are a service of their own, which is not built yet.
                "portal_url": None,
                "grpc_address": running.grpc_address,
                "metrics_url": running.metrics_url,
                "services": states,
            }
        )
    else:
        click.echo(f"gRPC       {running.grpc_address}\nmétriques  {running.metrics_url}")
        for name, state in states.items():
            click.echo(f"{name:10} {state}")
    if set(states.values()) != {"SERVING"}:
        raise SystemExit(1)


@maillage.command()
@click.option("--service", "name", type=click.Choice(SERVICES), required=True)
@click.option("--database-url", required=True, envvar="MAILLAGE_DATABASE_URL")
def migrate(name: str, database_url: str) -> None:
    """Brings a service's database to the shape this version expects."""
    from services.platform.migrations import migrate as run  # noqa: PLC0415 - Alembic takes time to load

    run(database_url, f"services.{name}.storage.migrations")
    click.echo("À jour.")
