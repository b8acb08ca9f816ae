"""A whole instance, started as a user would, shared by the journeys."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.wire import typed


def free_ports() -> tuple[int, int]:
    """Two ports that nobody has right now."""
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


@dataclass(frozen=True)
class Instance:
    """A running instance and the commands one types against it."""

    data: Path
    port: int
    metrics_port: int
    process: "subprocess.Popen[str]"

    def stop(self) -> None:
        """Stops it as Kubernetes would; it must end by itself, cleanly."""
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0
        assert self.process.stdout is not None
        self.process.stdout.close()

    def run(self, *arguments: str, exit_code: int = 0) -> Any:
        """Runs a command with --json and gives what it printed."""
        return typed(*arguments, "--data", str(self.data), exit_code=exit_code)


def started(data: Path, *more: str) -> Instance:
    """An instance that has said that it answers."""
    port, metrics_port = free_ports()
    command = [sys.executable, "-m", "services.cli", "up", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--metrics-port", str(metrics_port), *more], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Maillage répond"):
            return Instance(data, port, metrics_port, process)
    raise AssertionError(f"maillage up ended with {process.wait()}")


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The national demo network, running; stopped by SIGTERM, which must end it cleanly."""
    running = started(tmp_path_factory.mktemp("instance"))
    yield running
    running.stop()
