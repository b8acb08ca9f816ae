"""An instance on this machine: a data directory, and what is written there while it runs."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from services.platform.store import is_owned

DEFAULT_PORT = 50051


@dataclass(frozen=True, slots=True)
class Running:
    """A running instance, as `instance.json` tells."""

    pid: int
    grpc_address: str
    metrics_url: str


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

    @property
    def begun(self) -> bool:
        """It has been started before."""
        return (self.data / "directory.db").exists()

    def wants_demo(self, wished: bool) -> bool:
        """Whether the demo network belongs in here: settled at the first start, so that invented entries
        never join real ones that were imported since.
        """
        mark = self.data / "demo"
        if wished and not self.begun:
            mark.touch()
        return mark.exists()

    def running(self) -> Running | None:
        """The process that runs this instance now; None when there is none, whatever a dead one left."""
        try:
            running = msgspec.json.decode(self.running_file.read_bytes(), type=Running)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        return running if is_owned(self.database_url("directory")) else None

    def write_running(self, running: Running) -> None:
        draft = self.running_file.with_suffix(".draft")
        draft.write_bytes(msgspec.json.encode(running))
        draft.replace(self.running_file)

    def forget_running(self) -> None:
        self.running_file.unlink(missing_ok=True)
