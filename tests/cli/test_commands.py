"""Commands without a running instance: what cannot be done is said plainly, nothing is made by mistake."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.__main__ import maillage


def run(*arguments: str) -> Result:
    return CliRunner().invoke(maillage, arguments)


def reason(result: Result) -> str:
    assert result.exit_code == 1, result.output
    return str(json.loads(result.stdout)["error"]["reason"])


ROUTE = ("route", "--at", "48030", "--need", "ear-pain", "--json")
SHOW = ("show", "--reference", "0000-0000-0000-0000", "--json")


def test_a_mistyped_data_directory_makes_nothing(tmp_path: Path) -> None:
    nowhere = tmp_path / "typo"
    assert reason(run(*ROUTE, "--data", str(nowhere))) == "INSTANCE_NOT_FOUND"
    assert run("token", "--role", "operator", "--data", str(nowhere)).exit_code == 1
    assert not nowhere.exists()


def test_nobody_answers_on_that_port() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert reason(run(*ROUTE, "--port", str(port))) == "SERVICE_UNREACHABLE"
    status = run("status", "--port", str(port), "--json")
    assert status.exit_code == 1
    assert set(json.loads(status.stdout)["services"].values()) == {"NOT_RUNNING"}


def test_an_appointment_needs_a_second_factor_to_be_shown(tmp_path: Path) -> None:
    result = run(*SHOW, "--data", str(tmp_path))
    assert result.exit_code == 2
    assert "--birth-date" in result.output


def test_lost_keys_are_not_replaced_in_silence(tmp_path: Path) -> None:
    (tmp_path / "directory.db").touch()
    assert reason(run(*ROUTE, "--data", str(tmp_path))) == "KEYS_MISSING"
    assert not (tmp_path / "keys.json").exists()


def test_a_database_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "directory.db").write_text("not a database at all, " * 100)
    (tmp_path / "keys.json").write_text(json.dumps(dict.fromkeys(("token", "field"), "00")))
    assert reason(run(*ROUTE, "--data", str(tmp_path))) == "KEYS_UNREADABLE"
    (tmp_path / "keys.json").unlink()
    from services.platform.keys import load_or_make

    load_or_make(tmp_path / "keys.json")
    assert reason(run(*ROUTE, "--data", str(tmp_path))) == "DATABASE_DAMAGED"


def test_a_data_path_that_is_a_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    result = run("up", "--data", str(path))
    assert result.exit_code == 1
    assert "FILE_UNUSABLE" in result.output


def test_a_taken_port_is_named_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        result = run("up", "--data", str(tmp_path / "new"), "--port", str(port), "--metrics-port", "1")
    assert result.exit_code == 1
    assert f"{port}" in result.output
    assert "PORT_TAKEN" in result.output
    assert not (tmp_path / "new" / "directory.db").exists()


@pytest.mark.parametrize("moment", ["tomorrow", "2026-11-20", "2026-11-20T09:00"])
def test_a_moment_needs_a_date_and_a_zone(moment: str) -> None:
    result = run(*ROUTE, "--earliest", moment)
    assert result.exit_code == 2
