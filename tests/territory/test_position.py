from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.territory.position import Position, distance_km

positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("lat", "lon"), [(90.001, 0), (-91, 0), (0, 180.5), (0, -181), (nan, 0), (0, nan), (inf, 0)]
)
def test_an_impossible_position_is_refused(lat, lon):
    with pytest.raises(ValueError, match="position"):
        Position(lat, lon)


def test_paris_to_marseille():
    assert distance_km(Position(48.8566, 2.3522), Position(43.2965, 5.3698)) == pytest.approx(660.5, abs=1)


def test_the_antimeridian_is_no_wall():
    assert distance_km(Position(-14, 179.9), Position(-14, -179.9)) == pytest.approx(21.6, abs=0.2)


@given(positions, positions)
def test_distance_is_symmetric_and_bounded(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert 0 <= distance_km(a, b) <= 20_016
    assert distance_km(a, a) == 0
