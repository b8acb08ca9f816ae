import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.territory.names import folded
from services.territory.wording import code_and_rest, coordinates, departments_of_code, name_hints


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("44.5,3.5", (44.5, 3.5)), (" 44.5 ; 3.5 ", (44.5, 3.5)), ("44,5;3,5", (44.5, 3.5)),
        ("-21,+55", (-21, 55)),
        ("44.5 3.5", None), ("44.5", None), ("48000", None), ("44.5,3.5,1", None), ("٤٤,٣", None),
    ],
)  # fmt: skip
def test_coordinates(text, read):
    assert coordinates(text) == read


@pytest.mark.parametrize(
    ("key", "read"),
    [
        ("48000", ("48000", "")), ("48 000", ("48000", "")), ("2a004", ("2A004", "")),
        ("48000 mende", ("48000", "mende")), ("mende 48005 cedex 2", ("48005", "mende")),
        ("mende", None), ("4800", None), ("480001", None),
    ],
)  # fmt: skip
def test_codes(key, read):
    assert code_and_rest(key) == read


@pytest.mark.parametrize(
    ("text", "name", "departments"),
    [
        ("Mende (48)", "mende", {"48"}), ("Mende 48", "mende", {"48"}), ("Mende, Lozère", "mende", {"48"}),
        ("Saint-Denis, La Réunion", "saint denis", {"974"}), ("saint denis reunion", "saint denis", {"974"}),
        ("Bourg-en-Bresse 1", "bourg en bresse", {"01"}), ("Ajaccio 2a", "ajaccio", {"2A"}),
        ("Ajaccio (Corse)", "ajaccio", {"2A", "2B"}),
    ],
)  # fmt: skip
def test_departments_beside_a_name(text, name, departments):
    hints = {hint.name: hint.departments for hint in name_hints(text, folded(text))}
    assert hints[name] == departments


def test_a_code_begins_with_its_department():
    assert departments_of_code("48000") == {"48"}
    assert departments_of_code("97400") == {"974"}
    assert departments_of_code("20090") == {"2A", "2B"}


@given(st.text())
def test_the_whole_text_is_always_the_first_reading(text):
    assert not name_hints(text, folded(text))[0].departments
