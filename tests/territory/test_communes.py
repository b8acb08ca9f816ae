import pytest

from services.territory.communes import commune_code
from services.territory.position import Position


@pytest.mark.parametrize(
    ("code", "city"),
    [
        ("75101", "75056"), ("75120", "75056"), ("69381", "69123"), ("69389", "69123"),
        ("13201", "13055"), ("13216", "13055"),
        ("75121", "75121"), ("69380", "69380"), ("13217", "13217"), ("13200", "13200"), ("48095", "48095"),
        ("751", "751"), ("7511", "7511"), ("751012", "751012"), ("2A004", "2A004"), ("", ""),
    ],
)  # fmt: skip
def test_only_municipal_arrondissements_become_their_city(code, city):
    assert commune_code(code) == city


def test_another_source_of_position_changes_nothing_else(by_code):
    mende = by_code["48095"]
    moved = mende.with_position(Position(44.5, 3.5), "geo_api", 100)
    assert (moved.position, moved.position_source, moved.position_accuracy_m) == (
        Position(44.5, 3.5),
        "geo_api",
        100,
    )
    assert (moved.code, moved.name, moved.postal_codes) == (mende.code, mende.name, mende.postal_codes)
