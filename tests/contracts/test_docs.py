"""What is written is true: commands exist, links lead somewhere, settings are told."""

import dataclasses
import re
from pathlib import Path

import pytest

from services.booking.settings import Settings as BookingSettings
from services.cli.__main__ import maillage
from services.directory.settings import Settings as DirectorySettings
from services.kiosk.settings import Settings as KioskSettings

ROOT = Path(__file__).parents[2]
PAGES = [
    page
    for page in sorted(ROOT.rglob("*.md"))
    if not {".venv", "node_modules", "var"} & set(page.relative_to(ROOT).parts)
]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_tells_every_command_and_no_other() -> None:
    told = set(re.findall(r"`maillage ([a-z-]+)", README)) | set(re.findall(r"`([a-z-]+)`", README))
    assert set(maillage.commands) <= told
    typed = set(re.findall(r"maillage ([a-z]+) --", README))
    assert typed <= set(maillage.commands)


@pytest.mark.parametrize("name", sorted(maillage.commands))
def test_every_option_of_a_readme_command_exists(name: str) -> None:
    command = maillage.commands[name]
    known = {option for parameter in command.params for option in parameter.opts}
    for line in re.findall(rf"^    \.venv/bin/maillage {name} (.*)$", README, re.MULTILINE):
        assert set(re.findall(r"--[a-z-]+", line)) <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("settings", [BookingSettings, DirectorySettings, KioskSettings])
def test_every_setting_is_told(settings: type) -> None:
    told = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    for field in dataclasses.fields(settings):
        assert f"`{field.name.upper()}`" in told, field.name


def test_every_command_says_what_it_does() -> None:
    for name, command in maillage.commands.items():
        assert command.get_short_help_str(), name
