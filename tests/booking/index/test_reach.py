from math import cos, pi

from hypothesis import given
from hypothesis import strategies as st

from services.booking.index.reach import Reach
from services.territory.communes import Commune
from services.territory.position import Position, distance_km
from services.territory.travel import ModelledTravel, spot

TRAVEL = ModelledTravel()


def somewhere(code: str, department: str, population: int, position: Position, accuracy_m: int) -> Commune:
    return Commune(code, code, department, "76", None, (), population, position, "test", accuracy_m)


@given(
    st.sampled_from(("car", "no_car", "step_free")),
    st.sampled_from(("48", "75", "23")),
    st.sampled_from(("48", "75", "23")),
    st.sampled_from((100, 80_000)),
    st.sampled_from((100, 80_000)),
    st.sampled_from((0, 900, 9_000)),
    st.floats(0, 250),
    st.floats(0, 2 * pi),
)
def test_nobody_farther_arrives_sooner_than_the_bound(  # noqa: PLR0917
    mobility: str,
    from_dep: str,
    to_dep: str,
    people: int,
    theirs: int,
    accuracy: int,
    km: float,
    angle: float,
) -> None:
    start = Position(45.0, 3.0)
    there = Position(45.0 + km / 111.2 * cos(angle), 3.0 + km / 78.6 * cos(angle - pi / 2))
    origin = spot(somewhere("48001", from_dep, people, start, accuracy))
    goal = spot(somewhere("23001", to_dep, theirs, there, accuracy))
    reach = Reach(origin, mobility, modelled=True)
    minutes = TRAVEL.minutes(origin, goal, mobility)
    assert minutes is not None
    assert reach.least_minutes(distance_km(start, there)) <= minutes
    assert reach.least_minutes(km) <= reach.least_minutes(km + 5)


def test_another_source_of_times_may_be_twice_as_fast() -> None:
    origin = spot(somewhere("48001", "48", 300, Position(45.0, 3.0), 0))
    modelled = Reach(origin, "car", modelled=True).least_minutes(40)
    assert Reach(origin, "car", modelled=False).least_minutes(40) == modelled / 2


def test_the_other_side_of_the_earth_is_far_enough() -> None:
    origin = spot(somewhere("48001", "48", 300, Position(-89.0, 3.0), 0))
    assert Reach(origin, "car", modelled=True).least_minutes(15_000) > 120
