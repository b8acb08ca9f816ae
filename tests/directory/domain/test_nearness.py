"""Rings of cells miss nothing that is nearer than their bound."""

from hypothesis import given
from hypothesis import strategies as st

from services.directory.domain.nearness import cell_of, rings
from services.territory.position import Position, distance_km

NEARBY = st.floats(-4, 4, allow_nan=False)


def positions() -> st.SearchStrategy[Position]:
    return st.builds(Position, st.floats(-67, 67), st.floats(-180, 180))


@given(positions(), st.lists(st.tuples(NEARBY, NEARBY), max_size=30), st.floats(0.1, 500))
def test_all_that_is_nearer_than_the_bound_lies_in_the_rings(
    centre: Position, offsets: list[tuple[float, float]], radius_km: float
) -> None:
    around = [
        Position(max(-90.0, min(90.0, centre.lat + north)), (centre.lon + east + 180) % 360 - 180)
        for north, east in offsets
    ]
    walked: set[int] = set()
    for ring in rings(centre, radius_km):
        assert not walked & set(ring.cells)
        walked |= set(ring.cells)
        for position in around:
            if distance_km(centre, position) < ring.bound_km:
                assert cell_of(position) in walked
    for position in around:
        if distance_km(centre, position) < radius_km:
            assert cell_of(position) in walked


def test_a_search_at_the_pole_ends() -> None:
    assert sum(1 for _ in rings(Position(90, 0), 500)) <= 61
