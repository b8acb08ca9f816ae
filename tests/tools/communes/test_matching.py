"""Homonyms are told apart by neighbours, sizes and departments; what stays doubtful stays unmatched."""

from services.territory.position import Position
from tools.communes.estimating import WIDER_WEIGHT, estimate
from tools.communes.matching import GeoPlace, Sought, match


def sought(code, name, postal, population=1000, *, seat=()):
    return Sought(code, (name, *seat), "76", "lozere", population, (("postal", postal), ("department", "48")))


def place(name, lat, lon, population=1000, *, department=""):
    return GeoPlace(name, frozenset({name}), Position(lat, lon), "76", department, population)


NEIGHBOURS = [sought(f"4800{n}", f"village {n}", "48000") for n in range(1, 5)]
NEIGHBOUR_PLACES = [place(f"village {n}", 44.5 + n / 100, 3.5) for n in range(1, 5)]


def test_the_homonym_beside_the_neighbours_wins():
    near, far = place("saint martin", 44.52, 3.52), place("saint martin", 43.0, 1.0)
    found = match([*NEIGHBOURS, sought("48050", "saint martin", "48000")], [far, near, *NEIGHBOUR_PLACES])
    assert found["48050"] is near


def test_a_single_name_far_from_its_neighbours_is_refused():
    far = place("saint martin", 43.0, 1.0)
    assert "48050" not in match(
        [*NEIGHBOURS, sought("48050", "saint martin", "48000")], [far, *NEIGHBOUR_PLACES]
    )


def test_a_place_known_to_be_in_another_department_is_refused():
    other = place("saint martin", 44.52, 3.52, department="gard")
    assert "48050" not in match(
        [*NEIGHBOURS, sought("48050", "saint martin", "48000")], [other, *NEIGHBOUR_PLACES]
    )


def test_a_place_serves_one_commune():
    twins = [sought("48050", "saint martin", "48000"), sought("48051", "saint martin", "48000")]
    found = match([*NEIGHBOURS, *twins], [place("saint martin", 44.52, 3.52), *NEIGHBOUR_PLACES])
    assert len(found.keys() & {"48050", "48051"}) == 1


def test_the_beginning_of_a_name_is_enough_for_a_near_place_of_the_same_size():
    merged = sought("48050", "evry courcouronnes", "48000", 60_000)
    town, hamlet = place("evry", 44.52, 3.52, 50_000), place("evry", 44.52, 3.52, 500)
    assert match([*NEIGHBOURS, merged], [town, *NEIGHBOUR_PLACES])["48050"] is town
    assert "48050" not in match([*NEIGHBOURS, merged], [hamlet, *NEIGHBOUR_PLACES])


def test_a_merged_commune_is_where_its_chief_town_is():
    merged = sought("48050", "gorges", "48000", 5_000, seat=("enimie",))
    found = match([*NEIGHBOURS, merged], [place("enimie", 44.52, 3.52, 500), *NEIGHBOUR_PLACES])
    assert found["48050"].name == "enimie"


def test_an_estimate_is_the_mean_of_the_nearest_neighbourhood_pulled_by_the_wider():
    groups = {
        "a": [("postal", "48000"), ("epci", "1")],
        "b": [("postal", "48999"), ("epci", "1")],
        "x": [("postal", "48000"), ("epci", "1")],
    }
    found = estimate(groups, {"a": Position(44, 3), "b": Position(45, 3)})
    assert set(found) == {"x"}
    assert found["x"].source == "postal_code_neighbours"
    assert found["x"].position.lat == (44 + WIDER_WEIGHT * 44.5) / (1 + WIDER_WEIGHT)


def test_a_commune_without_a_placed_neighbour_has_no_estimate():
    assert estimate({"x": [("postal", "97000"), ("department", "973")]}, {}) == {}
