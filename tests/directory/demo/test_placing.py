"""Spread things leave nobody far, drawn ones follow their weight."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.directory.demo.placing import drawn, inhabited, somewhere_in, spread
from services.territory.communes import Commune
from services.territory.position import Position, distance_km

POSITIONS = st.one_of(
    st.builds(Position, st.floats(42, 51), st.floats(-4, 8)),
    st.builds(Position, st.floats(-22, 6), st.floats(-61, 56)),
)


def commune(number: int, position: Position | None, population: int = 100) -> Commune:
    return Commune(f"{number:05d}", "X", "48", "76", None, ("48000",), population, position, "geonames", 2100)


@given(st.lists(POSITIONS, max_size=25), st.floats(5, 400))
def test_spread_is_apart_and_leaves_nobody_out(positions: list[Position], km: float) -> None:
    communes = [commune(number, position) for number, position in enumerate(positions)]
    chosen = spread(communes, km)
    assert all(distance_km(a.position, b.position) >= km for a in chosen for b in chosen if a.code < b.code)
    assert all(any(distance_km(a.position, b.position) < km or a is b for b in chosen) for a in communes)


def test_drawing_follows_weights_and_needs_somebody() -> None:
    communes = [commune(1, None, 0), commune(2, None, 1), commune(3, None, 9)]
    found = [each.code for each in drawn(communes, 1000, lambda each: each.population, Random(1))]
    assert found.count("00001") == 0
    assert 850 < found.count("00003") < 950
    assert drawn([], 3, lambda _: 1.0, Random(1)) == []
    assert inhabited(communes) == communes[1:]


@given(POSITIONS, st.integers(1, 2_000_000), st.integers())
def test_things_stand_within_their_commune(position: Position, population: int, seed: int) -> None:
    found = somewhere_in(commune(1, position, population), Random(seed))
    assert distance_km(found, position) < 5.1
    assert somewhere_in(commune(1, None), Random(seed)) is None
