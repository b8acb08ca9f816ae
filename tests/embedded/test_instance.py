"""An instance on this machine: what its first start settles, and what a dead process leaves behind."""

import os
from pathlib import Path

import pytest

from services.directory.settings import Settings
from services.embedded.instance import Instance, Running
from services.platform.refusals import Invalid
from services.platform.store import Store


def test_the_first_start_settles_whether_the_demo_belongs_here(tmp_path: Path) -> None:
    demo, real = Instance(tmp_path / "demo"), Instance(tmp_path / "real")
    for instance, wished in ((demo, True), (real, False)):
        instance.data.mkdir()
        assert instance.wants_demo(wished) is wished
        (instance.data / "directory.db").touch()
        assert instance.wants_demo(not wished) is wished


def test_what_a_dead_process_left_runs_nothing(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    assert instance.running() is None
    told = Running(os.getpid(), "127.0.0.1:1", "")
    instance.write_running(told)
    assert instance.running() is None
    store = Store(instance.database_url("directory"))
    assert instance.running() == told
    store.close()
    assert instance.running() is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"pid": "x", "grpc_address": "", "metrics_url": ""}', "\0"]
)
def test_a_damaged_note_runs_nothing(tmp_path: Path, text: str) -> None:
    instance = Instance(tmp_path)
    store = Store(instance.database_url("directory"))
    instance.running_file.write_text(text)
    assert instance.running() is None
    store.close()


def test_production_refuses_the_invented_network() -> None:
    with pytest.raises(Invalid, match="DEMO_IN_PRODUCTION"):
        Settings(demo=True, production=True)
