"""Keys and what they seal."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.platform.keys import SealBrokenError, load, load_or_make, make_keys
from services.platform.refusals import Unavailable

SEALER = make_keys().sealer


@given(st.text(max_size=200), st.text(max_size=20))
def test_what_is_sealed_opens_at_its_own_place_only(text: str, row: str) -> None:
    sealed = SEALER.seal("patient", "name", row, text)
    assert SEALER.open("patient", "name", row, sealed) == text
    with pytest.raises(SealBrokenError):
        SEALER.open("patient", "name", row + "x", sealed)
    with pytest.raises(SealBrokenError):
        SEALER.open("patient", "phone", row, sealed)


@given(st.text(max_size=100))
def test_nothing_else_opens(garbage: str) -> None:
    with pytest.raises(SealBrokenError):
        SEALER.open("patient", "name", "1", garbage)


def test_a_flipped_character_is_found() -> None:
    sealed = SEALER.seal("patient", "name", "1", "Jeanne")
    for position in range(3, len(sealed)):
        other = "A" if sealed[position] != "A" else "B"
        with pytest.raises(SealBrokenError):
            SEALER.open("patient", "name", "1", sealed[:position] + other + sealed[position + 1 :])


def test_the_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "keys.json"
    assert load_or_make(path) == load_or_make(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(set(json.loads(path.read_text()).values())) == 5
    assert [each.name for each in path.parent.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"token": "00"}', '{"token": 3}'])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(Unavailable, match="KEYS_UNREADABLE"):
        load(path)


def test_secrets_stay_out_of_reprs() -> None:
    keys = make_keys()
    assert keys.secrets["field"].hex() not in repr(keys)
    assert repr(keys.secrets["field"])[2:-1] not in repr(keys.sealer)
