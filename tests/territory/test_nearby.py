from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.territory.nearby import Nearby
from services.territory.position import Position, distance_km

anywhere = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))
in_france = st.builds(Position, st.floats(42, 51), st.floats(-5, 8))
in_a_village = st.builds(Position, st.floats(44.4, 44.6), st.floats(3.4, 3.6))
things = st.lists(st.one_of(anywhere, in_france, in_a_village), max_size=60)


@settings(deadline=None)
@given(things, st.one_of(anywhere, in_france, in_a_village))
def test_the_walk_is_brute_force_in_order(positions, origin):
    walked = list(Nearby(zip(positions, range(len(positions)), strict=True)).walk(origin))
    expected = sorted(distance_km(origin, position) for position in positions)
    assert [km for km, _ in walked] == pytest.approx(expected, abs=1e-6)
    assert sorted(thing for _, thing in walked) == list(range(len(positions)))
    for km, thing in walked:
        assert km == pytest.approx(distance_km(origin, positions[thing]), abs=1e-6)


@settings(deadline=None)
@given(things, in_france, st.floats(0, 900))
def test_a_limit_only_cuts_the_end(positions, origin, within_km):
    index = Nearby((position, position) for position in positions)
    assert list(index.walk(origin, within_km)) == [
        step for step in index.walk(origin) if step[0] <= within_km
    ]


def test_the_antimeridian_and_the_poles_are_no_walls():
    fiji, wallis = Position(-17, 179.99), Position(-17, -179.99)
    index = Nearby([(Position(-17, 170), "far"), (wallis, "wallis"), (Position(89.99, 0), "pole")])
    assert [thing for _, thing in index.walk(fiji)] == ["wallis", "far", "pole"]
    assert next(index.walk(Position(89.99, 180)))[1] == "pole"


def test_equal_distances_come_in_the_order_given():
    here = Position(44.5, 3.5)
    assert [thing for _, thing in Nearby([(here, "b"), (here, "a"), (here, "c")]).walk(here)] == [
        "b",
        "a",
        "c",
    ]


def test_the_first_ones_come_without_reading_the_rest(shipped):
    index = Nearby((c.position, c) for c in shipped.communes if c.position)
    assert len(index) > 34_900
    mende = next(c for c in shipped.communes if c.code == "48095")
    steps = list(islice(index.walk(mende.position), 50))
    assert steps[0] == (0, mende)
    assert [km for km, _ in steps] == sorted(km for km, _ in steps)
