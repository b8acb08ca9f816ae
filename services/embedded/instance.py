"""An instance on this machine: a data directory, and what is written there while it runs."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

DEFAULT_PORT = 50051


@dataclass(frozen=True, slots=True)
class Running:
    """A running instance, as `instance.json` tells."""

    pid: int
    grpc_address: str
    metrics_url: str


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@dataclass(frozen=True, slots=True)
class Instance:
    """A data directory."""

    data: Path

    @property
    def keys_file(self) -> Path:
        return self.data / "keys.json"

    @property
    def running_file(self) -> Path:
        return self.data / "instance.json"

    def database_url(self, service: str) -> str:
        return f"sqlite:///{(self.data / f'{service}.db').absolute()}"

    def running(self) -> Running | None:
        """The process that runs this instance now; None when there is none."""
        try:
            running = Running(**json.loads(self.running_file.read_text()))
        except (OSError, ValueError, TypeError):
            return None
        return running if _alive(running.pid) else None

    def write_running(self, running: Running) -> None:
        draft = self.running_file.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(running), indent=1))
        draft.replace(self.running_file)

    def forget_running(self) -> None:
        self.running_file.unlink(missing_ok=True)
