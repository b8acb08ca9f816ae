from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.territory import roads, terrain
from services.territory.areas import DEPARTMENTS
from services.territory.communes import Commune
from services.territory.position import Position
from services.territory.roads import network_of
from services.territory.terrain import Terrain, terrain_of
from services.territory.travel import ModelledTravel, spot

TRAVEL = ModelledTravel()
MOBILITIES = ["car", "no_car", "step_free"]
mobilities = st.sampled_from(MOBILITIES)
departments = st.sampled_from(["28", "19", "48"])  # flat, hilly, mountain
populations = st.sampled_from([300, 200_000])


def commune(*, code="48095", department="48", population=12_000, lat=44.5, lon=3.5, accuracy_m=2_100):
    return Commune(
        code, code, department, "76", None, (), population, Position(lat, lon), "geonames", accuracy_m
    )


def north_of(lat, km):
    return Position(lat + km / 111.195, 3.5)


@given(departments, populations, mobilities, st.floats(0, 300), st.floats(0, 50))
def test_farther_never_takes_less(department, population, mobility, km, more):
    here = commune(department=department, population=population)
    there = replace(here, code="48001")
    origin = spot(here, here.position)
    near, far = (TRAVEL.minutes(origin, spot(there, north_of(44.5, k)), mobility) for k in (km, km + more))
    assert 1 <= near <= far


@given(st.tuples(departments, departments), populations, mobilities, st.floats(-2, 2), st.integers(0, 30_000))
def test_coming_back_takes_as_long(ends, population, mobility, lat, accuracy_m):
    a = spot(commune(department=ends[0], population=population))
    b = spot(commune(code="48001", department=ends[1], lat=44.5 + lat, accuracy_m=accuracy_m))
    assert TRAVEL.minutes(a, b, mobility) == TRAVEL.minutes(b, a, mobility)


@given(mobilities, st.floats(0, 100))
def test_mountains_take_longer_than_hills_and_hills_than_plains(mobility, km):
    flat, hilly, mountain = (
        TRAVEL.minutes(
            spot(commune(department=department), north_of(44.5, 0)),
            spot(commune(code="48001", department=department), north_of(44.5, km)),
            mobility,
        )
        for department in ("28", "19", "48")
    )
    assert flat <= hilly <= mountain


@given(mobilities, st.integers(0, 30_000), st.integers(0, 30_000))
def test_less_certain_positions_never_look_nearer(mobility, accuracy_m, more):
    origin = spot(commune())
    sure, unsure = (
        TRAVEL.minutes(origin, spot(commune(code="48001", lat=44.6, accuracy_m=a)), mobility)
        for a in (accuracy_m, accuracy_m + more)
    )
    assert sure <= unsure


@pytest.mark.parametrize("accuracy_m", [0, 2_100, 10_500, 60_000])
def test_inside_a_commune_the_journey_is_short_but_not_nothing(accuracy_m):
    here = commune(accuracy_m=accuracy_m)
    cabin = spot(here, north_of(44.5, 9 if accuracy_m > 3_000 else 0))
    assert 2 <= TRAVEL.minutes(spot(here), cabin, "car") <= 15


@pytest.mark.parametrize(
    ("a", "b", "car"),
    [
        ("48095", "48092", (25, 45)),  # Mende - Marvejols: half an hour by road
        ("2A004", "2B033", (120, 180)),  # Ajaccio - Bastia: two hours and a half
        ("33063", "33529", (50, 80)),  # Bordeaux - La Teste-de-Buch: an hour
        ("35238", "35051", (10, 25)),  # Rennes - Cesson-Sévigné
    ],
)
def test_known_journeys_are_of_the_right_order(by_code, a, b, car):
    shortest, longest = car
    assert shortest <= TRAVEL.minutes(spot(by_code[a]), spot(by_code[b]), "car") <= longest


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("2A004", "13055"),
        ("97411", "97302"),
        ("98735", "98729"),
        ("29155", "29019"),
        ("97353", "97302"),
        ("97502", "97501"),
    ],
)
@pytest.mark.parametrize("mobility", MOBILITIES)
def test_no_road_no_minutes(by_code, a, b, mobility):
    assert TRAVEL.minutes(spot(by_code[a]), spot(by_code[b]), mobility) is None


def test_the_barge_of_mayotte_is_a_road_that_waits(by_code):
    assert TRAVEL.minutes(spot(by_code["97611"]), spot(by_code["97608"]), "car") > 45


def test_without_a_position_only_the_own_commune_is_near(by_code):
    camopi = spot(by_code["97356"])
    assert camopi.position is None
    assert TRAVEL.minutes(camopi, camopi, "no_car") <= 20
    unplaced = replace(commune(code="48001"), position=None, position_accuracy_m=0)
    assert TRAVEL.minutes(spot(commune()), spot(unplaced), "car") is None


def test_without_a_car_one_walks_or_waits():
    origin = spot(commune(), north_of(44.5, 0))
    walk = TRAVEL.minutes(origin, spot(commune(code="48001"), north_of(44.5, 0.5)), "no_car")
    ride = TRAVEL.minutes(origin, spot(commune(code="48001"), north_of(44.5, 10)), "no_car")
    assert walk <= 15
    assert ride > 45


def test_tables_name_real_communes(by_code):
    assert {code for island in roads._APART for code in island} <= by_code.keys()
    assert DEPARTMENTS.keys() >= terrain._MOUNTAIN | terrain._HILLY
    assert not terrain._MOUNTAIN & terrain._HILLY
    assert network_of("56009") == network_of("56152") != network_of("56115") == "mainland"
    assert network_of("2A004") == network_of("2B033") == "corsica"
    assert network_of("75101") == "mainland"
    assert terrain_of("48") is Terrain.MOUNTAIN
    assert {network_of(code) for code in by_code} <= {
        *by_code,
        "mainland",
        "corsica",
        *(c.department for c in by_code.values()),
    }
