"""`maillage up`: everything runs, and whoever started it is told what to type next."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from services.embedded.instance import DEFAULT_PORT, Instance, Running
from services.embedded.wiring import whole
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


async def bring_up(instance: Instance, wishes: Wishes, say: Callable[[str], None]) -> None:
    """Starts every service, says where they are, and returns once they were stopped by a signal."""
    stop, began = told_to_stop(), time.monotonic()
    instance.data.mkdir(parents=True, exist_ok=True)
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
    say(EXAMPLE.format(where=where) + "\nCtrl-C arrête tout.")
    try:
        await stop.wait()
    finally:
        instance.forget_running()
        await services.stop()
