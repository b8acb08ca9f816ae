"""The walls of the house: who may import whom, and how big the floor may grow."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOOR = ROOT / "services" / "platform"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_walls_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_a_hole_in_a_wall_is_found(tmp_path: Path) -> None:
    """The broken twin: the same house with one import through a wall."""
    import shutil

    for name in ("services", "pyproject.toml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy(source, tmp_path / name)
    shutil.copytree(ROOT / "proto" / "gen" / "maillage", tmp_path / "maillage")
    hole = tmp_path / "services" / "booking" / "domain" / "claims_hole.py"
    hole.write_text("import sqlalchemy\n")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert "claims_hole" in result.stdout


def test_the_floor_stays_small() -> None:
    """Used by two services, knows no word of care: otherwise it does not belong here."""
    files = sorted(FLOOR.glob("*.py"))
    assert len(files) <= 17
    assert sum(len(file.read_text().splitlines()) for file in files) <= 1600


def test_no_file_is_past_talking_over() -> None:
    long = {
        str(path.relative_to(ROOT)): length
        for path in (ROOT / "services").rglob("*.py")
        if (length := len(path.read_text().splitlines())) > 400
    }
    assert long == {}
