"""A few real communes to import files against."""

from services.directory.imports.reading import Communes
from services.territory.communes import Commune
from services.territory.gazetteer import Gazetteer
from services.territory.position import Position


def commune(code: str, name: str, lat: float | None, lon: float | None, postal: str) -> Commune:
    position = None if lat is None or lon is None else Position(lat, lon)
    department = code[:3] if code.startswith("97") else code[:2]
    return Commune(code, name, department, "76", None, (postal,), 500, position, "geonames", 2100)


ALL = (
    commune("01001", "L'Abergement-Clémenciat", 46.1536, 4.9258, "01400"),
    commune("48030", "Brenoux", 44.472, 3.548, "48000"),
    commune("48095", "Mende", 44.5216, 3.4998, "48000"),
    commune("75056", "Paris", 48.8534, 2.3488, "75001"),
    commune("97311", "Saint-Laurent-du-Maroni", 5.4976, -54.0325, "97320"),
    commune("97356", "Camopi", None, None, "97330"),
)
COMMUNES = Communes(ALL, Gazetteer(ALL))
