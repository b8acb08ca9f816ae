"""The communes that ship with the product. tools/communes/README.md says how the file is made."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.territory.areas import DEPARTMENTS
from services.territory.communes import Commune
from services.territory.position import Position

_FILE = Path(__file__).parent / "data" / "communes.json.gz"


@dataclass(frozen=True, slots=True)
class Shipped:
    """All current communes by ascending code, and the name of each EPCI by its SIREN."""

    communes: tuple[Commune, ...]
    epci_names: Mapping[str, str]


def load_shipped() -> Shipped:
    """Read the whole file anew (about 0.15 s): wiring calls this once and hands the result around."""
    content: dict[str, Any] = json.loads(gzip.decompress(_FILE.read_bytes()))
    columns = content["communes"]
    regions = {department.code: department.region for department in DEPARTMENTS.values()}
    communes = tuple(
        Commune(
            code,
            name,
            department,
            regions[department],
            epci or None,
            tuple(postal_codes.split()),
            population,
            None if lat is None else Position(lat, lon),
            source,
            accuracy_m,
        )
        for code, name, department, epci, postal_codes, population, lat, lon, source, accuracy_m in zip(
            columns["code"],
            columns["name"],
            columns["department"],
            columns["epci"],
            columns["postal_codes"],
            columns["population"],
            columns["lat"],
            columns["lon"],
            columns["position_source"],
            columns["position_accuracy_m"],
            strict=True,
        )
    )
    return Shipped(communes, content["epci"])


def load_communes() -> tuple[Commune, ...]:
    """Only the communes of `load_shipped`."""
    return load_shipped().communes
