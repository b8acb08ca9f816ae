"""`maillage up`: everything runs, and whoever started it is told what to type next."""

import errno
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from services.embedded.instance import DEFAULT_PORT, Instance, Running
from services.embedded.wiring import whole
from services.platform.refusals import Unavailable
from services.platform.service import told_to_stop
from services.platform.telemetry import start_logging

EXAMPLE = """
Un exemple, dans un autre terminal : une oreille qui fait mal, à Châteauneuf-de-Randon (Lozère)

  .venv/bin/maillage route --at 48043 --need ear-pain{where}
  .venv/bin/maillage book --option OPTION --given-name Jeanne --family-name Exemple \\
      --birth-date 1946-03-17 --phone "01 99 00 12 34"{where}
  .venv/bin/maillage show --reference REFERENCE --birth-date 1946-03-17{where}
"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an instance should be started."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    metrics_port: int = DEFAULT_PORT + 1
    demo: bool = True


def check_free(host: str, port: int) -> None:
    """Refuses a port that somebody has, or an address that is not ours."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise Unavailable(
                "PORT_TAKEN" if taken else "ADDRESS_UNUSABLE",
                f"Le port {port} est déjà pris ; choisissez-en un autre avec --port."
                if taken
                else f"L'adresse {host}:{port} n'est pas utilisable ici ; vérifiez --host et --port.",
                port=port,
            ) from None


async def bring_up(instance: Instance, wishes: Wishes, say: Callable[[str], None]) -> None:
    """Starts every service, says where they are, and returns once they were stopped by a signal."""
    stop, began = told_to_stop(), time.monotonic()
    instance.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for port in (wishes.port, wishes.metrics_port):
        check_free(wishes.host, port)  # before the demo network is made in vain
    start_logging("WARNING")
    demo = instance.wants_demo(wishes.demo)
    if demo and not instance.begun:
        say("Premier démarrage : création du réseau de démonstration (une demi-minute au plus)…")
    services = await whole(
        instance, host=wishes.host, port=wishes.port, metrics_port=wishes.metrics_port, demo=demo
    )
    await services.start()
    await services.ready()
    addresses = services.addresses
    instance.write_running(Running(os.getpid(), addresses.grpc, addresses.metrics))
    where = "" if wishes.port == DEFAULT_PORT else f" --port {wishes.port}"
    say(f"Maillage répond (en {time.monotonic() - began:.1f} s)")
    say(f"  gRPC       {addresses.grpc}\n  métriques  {addresses.metrics}\n  données    {instance.data}/")
    say((EXAMPLE.format(where=where) if demo else "") + "\nCtrl-C arrête tout.")
    try:
        await stop.wait()
    finally:
        say("Arrêt : ce qui est en cours se termine…")
        instance.forget_running()
        await services.stop()
