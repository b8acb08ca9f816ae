"""The rejects file tells of the last run only, and progress suits whoever reads it."""

import io
from pathlib import Path

import pytest
from maillage.api.directory.v1 import imports_service_pb2 as pb

from services.cli.imports import forget_rejects, write_rejects
from services.cli.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(out: io.StringIO, total: int, seconds_a_step: float = 0.01) -> str:
    now = 0.0
    line = ProgressLine(out, lambda: now)
    for done in range(5, total + 1, 5):
        line.show(done, total)
        now += seconds_a_step
    line.end()
    return out.getvalue()


def test_rejects_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    path = tmp_path / "rejets.csv"
    write_rejects(path, [pb.RejectedRow(line=2, field="nom", reason="NAME_MISSING", sentence="Donnez-le.")])
    forget_rejects(path)
    assert not path.exists()
    forget_rejects(path)


@pytest.mark.parametrize("content", ["", "nom,adresse\n", "ligne,champ,raison,que_faire,notes\n"])
def test_another_file_of_that_name_stays(tmp_path: Path, content: str) -> None:
    path = tmp_path / "rejets.csv"
    path.write_text(content, encoding="utf-8")
    forget_rejects(path)
    assert path.read_text(encoding="utf-8") == content
    forget_rejects(tmp_path)
    assert tmp_path.is_dir()


def test_a_terminal_sees_one_line_ten_times_a_second() -> None:
    written = shown(Terminal(), 1000)  # 200 steps in 2 s
    assert 20 <= written.count("\r") <= 22
    assert written.startswith("\r5 / 1000 lignes")
    assert written.endswith("\r1000 / 1000 lignes\n")


def test_a_log_gets_a_line_for_each_tenth() -> None:
    assert shown(io.StringIO(), 1000).splitlines() == [f"{each}00 / 1000 lignes" for each in range(1, 11)]
    assert shown(io.StringIO(), 10) == "5 / 10 lignes\n10 / 10 lignes\n"


def test_nothing_shown_leaves_nothing() -> None:
    assert shown(Terminal(), 0) == ""
