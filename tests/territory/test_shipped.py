"""The shipped file, alone and against the official centroids where those are at hand."""

import csv
import gzip
from pathlib import Path
from statistics import median

import pytest

from services.territory.areas import DEPARTMENTS, REGIONS
from services.territory.position import Position, distance_km

CENTROIDS = Path(__file__).parents[2] / ".." / "shared" / "data" / "communes.csv.gz"

ACCURACIES_M = {
    "geonames": {2_100, 5_000},
    "postal_code_neighbours": {10_500},
    "epci_neighbours": {27_000},
    "arrondissement_neighbours": {60_000},
    "": {0},
}


def test_all_current_communes_are_there_in_order(shipped):
    codes = [commune.code for commune in shipped.communes]
    assert len(codes) == 34_969
    assert codes == sorted(set(codes))
    assert sum(commune.population for commune in shipped.communes) > 66_000_000


def test_every_department_region_and_epci_has_a_name(shipped):
    assert {commune.department for commune in shipped.communes} == set(DEPARTMENTS)
    assert {commune.region for commune in shipped.communes} == set(REGIONS)
    assert {commune.epci for commune in shipped.communes} - {None} == set(shipped.epci_names)


def test_each_position_says_where_it_comes_from(shipped):
    for commune in shipped.communes:
        assert commune.position_accuracy_m in ACCURACIES_M[commune.position_source], commune
        assert (commune.position is None) == (commune.position_source == ""), commune


def test_most_people_live_in_a_commune_that_geonames_places(shipped):
    placed = [commune for commune in shipped.communes if commune.position_source == "geonames"]
    assert len(placed) > 14_600
    assert sum(c.population for c in placed) > 0.9 * sum(c.population for c in shipped.communes)
    assert sum(commune.position is None for commune in shipped.communes) < 40


@pytest.fixture(scope="module")
def errors_km(shipped) -> dict[str, list[tuple[float, int]]]:
    """(distance to the IGN centroid in km, announced accuracy in m) by source, in ascending order."""
    if not CENTROIDS.exists():
        pytest.skip("the IGN centroids (../shared/data/communes.csv.gz) are not here")
    with gzip.open(CENTROIDS, "rt", encoding="utf-8", newline="") as lines:
        centroids = {
            row["code_insee"]: Position(float(row["lat"]), float(row["lon"]))
            for row in csv.DictReader(lines)
            if row["lat"]
        }
    errors: dict[str, list[tuple[float, int]]] = {}
    for commune in shipped.communes:
        if commune.position and commune.code in centroids:
            km = distance_km(commune.position, centroids[commune.code])
            errors.setdefault(commune.position_source, []).append((km, commune.position_accuracy_m))
    return {source: sorted(found) for source, found in errors.items()}


def test_matched_positions_are_right(errors_km):
    matched = [km for km, _ in errors_km["geonames"]]
    assert median(matched) < 1.2
    assert matched[int(0.95 * len(matched))] < 4


def test_estimated_positions_are_near(errors_km):
    estimated = sorted(km for source in errors_km if source != "geonames" for km, _ in errors_km[source])
    assert median(estimated) < 8
    assert estimated[int(0.95 * len(estimated))] < 16


@pytest.mark.parametrize("source", ["geonames", "postal_code_neighbours", "epci_neighbours"])
def test_the_accuracy_holds_nine_times_in_ten(errors_km, source):
    held = [1000 * km <= accuracy_m for km, accuracy_m in errors_km[source]]
    assert 0.88 < sum(held) / len(held) < 0.95
