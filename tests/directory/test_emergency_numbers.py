"""The numbers that are shown before anything else are complete and well formed."""

import re
import tomllib
from importlib.resources import files

FILE = files("services.directory") / "data" / "emergency_numbers.toml"
NUMBERS = {row["id"]: row for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["numbers"]}
KEYS = {
    "id",
    "number",
    "kind",
    "label_fr",
    "label_en",
    "for_fr",
    "for_en",
    "channels",
    "hours",
    "departments",
}


def test_every_number_is_there() -> None:
    assert {"15", "112", "114", "3114", "18", "17", "115", "119", "3919", "116117"} <= NUMBERS.keys()
    assert sum(row["kind"] == "poison" for row in NUMBERS.values()) >= 8


def test_each_row_is_whole_in_both_languages() -> None:
    for number_id, row in NUMBERS.items():
        assert KEYS | {"verified", "source"} <= row.keys(), number_id
        assert row["for_fr"] != row["for_en"], number_id
        assert set(row["channels"]) <= {"voice", "sms", "video", "chat"}, number_id
        digits = re.sub(r"\D", "", row["number"])
        assert len(digits) in {2, 3, 4, 6, 10}, number_id
        assert all(re.fullmatch(r"\d{2,3}|2[AB]", code) for code in row["departments"]), number_id


def test_those_who_cannot_speak_have_a_number_to_write_to() -> None:
    assert "sms" in NUMBERS["114"]["channels"]
    assert "voice" not in NUMBERS["114"]["channels"]
