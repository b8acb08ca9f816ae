"""Official positions of communes: the geo API's JSON, La Poste's postal-code CSV, or a plain CSV.

Only positions are taken: names, postal codes and populations stay those of the shipped file. A commune
whose row has no position keeps the one it has.
"""

from collections.abc import Callable, Iterator

from services.directory.domain.commune_facts import CommuneFacts
from services.directory.imports import fields
from services.directory.imports.geo_api import Item, item_position, items
from services.directory.imports.reading import Communes, Reading, RowFaultError, RowNotes
from services.directory.imports.row_by_row import AnyRow, row_by_row
from services.directory.imports.tabular import Columns, Row, Table, read_table
from services.platform.refusals import Invalid
from services.territory.communes import Commune, commune_code
from services.territory.position import Position, distance_km

# geo.api.gouv.fr computes `centre` from the current outline; La Poste and most open files carry centroids of
# simplified outlines. Both are centroids: the town hall may be farther.
_ACCURACY_M = {"geo_api": 500, "la_poste": 1000, "operator_file": 1000}
# The worst shipped estimate is 81 km off; farther than this the columns were swapped, or it is another place.
_FARTHEST_KM = 250.0
# La Poste repeats a commune for each of its postal codes and hamlets, at the same point to the last digits.
_SAME_POINT_KM = 0.1

_COLUMNS: Columns = {
    "code": (
        "code commune insee",
        "code insee",
        "code insee commune",
        "insee com",
        "codgeo",
        "insee",
        "code",
    ),
    "lat": ("lat", "latitude", "latitude centre", "latitude mairie"),
    "lon": ("lon", "lng", "long", "longitude", "longitude centre", "longitude mairie"),
    "point": ("geopoint", "coordonnees gps", "coordonnees geographiques", "geo point 2d", "centroid"),
}


def read_communes(text: str, communes: Communes) -> tuple[int, Iterator[Reading[CommuneFacts]]]:
    """How many rows the file has, and what becomes of each. Raises the refusals of a file as a whole."""
    if text.lstrip()[:1] in {"[", "{"}:
        found = items(text)
        return len(found), row_by_row(found, _once_apart(lambda item: _of_item(item, communes)))
    table = read_table(text, _COLUMNS, ("code",))
    if "point" not in table.headings and not {"lat", "lon"} <= table.headings.keys():
        raise Invalid(
            "HEADER_MISSING",
            "Il manque dans l'en-tête : lat et lon, ou coordonnees_gps. Choisissez un fichier qui porte les "
            "positions des communes.",
            columns="lat, lon",
        )
    return len(table.rows), row_by_row(table.rows, _once_apart(lambda row: _of_row(row, table, communes)))


def _once_apart(
    fact_of: Callable[[AnyRow], CommuneFacts],
) -> Callable[[AnyRow, RowNotes], tuple[CommuneFacts]]:
    """Takes a commune as often as the file repeats it at the same point, and no second point."""
    taken: dict[str, tuple[int, CommuneFacts]] = {}

    def take(row: AnyRow, _: RowNotes) -> tuple[CommuneFacts]:
        fact = fact_of(row)
        line, first = taken.setdefault(fact.commune_code, (row.line, fact))
        if _apart_km(first, fact) > _SAME_POINT_KM:
            raise RowFaultError(
                "",
                "ID_DOUBLED",
                f"La commune {fact.commune_code} est déjà à la ligne {line}, ailleurs ; gardez une position.",
            )
        return (first,)

    return take


def _of_item(item: Item, communes: Communes) -> CommuneFacts:
    return _fact(_commune(item.code, "code", communes), item_position(item), "geo_api", "centre")


def _of_row(row: Row, table: Table, communes: Communes) -> CommuneFacts:
    commune = _commune(row["code"], table.heading("code"), communes)
    if "point" not in table.headings:
        return _fact(commune, fields.position(table, row), "operator_file", table.heading("lat"))
    lat, _, lon = row["point"].strip().replace("/", ",").partition(",")
    halves = Row(row.line, {"lat": lat, "lon": lon})
    column = table.heading("point")
    try:
        position = fields.position(table, halves)
    except RowFaultError as fault:
        raise RowFaultError(column, fault.reason, fault.sentence) from None
    return _fact(commune, position, "la_poste", column)


def _commune(code: str, column: str, communes: Communes) -> Commune:
    commune = communes.named(code, column)
    if commune_code(code.strip()) != code.strip():
        raise RowFaultError(
            column,
            "COMMUNE_IS_ARRONDISSEMENT",
            "Cette ligne décrit un arrondissement ; la position de la ville entière est gardée ; il n'y a "
            "rien à faire.",
        )
    return commune


def _fact(commune: Commune, position: Position | None, source: str, column: str) -> CommuneFacts:
    if position is None:
        raise RowFaultError(
            column, "POSITION_MISSING", "Cette ligne n'a pas de position ; la commune garde la sienne."
        )
    if commune.position is not None and distance_km(position, commune.position) > _FARTHEST_KM:
        raise RowFaultError(
            column,
            "POSITION_FAR",
            f"Cette position est à plus de {_FARTHEST_KM:.0f} km de la commune ; vérifiez que la latitude et "
            "la longitude ne sont pas échangées.",
        )
    return CommuneFacts(commune.code, position, source, _ACCURACY_M[source])


def _apart_km(first: CommuneFacts, second: CommuneFacts) -> float:
    if first.position is None or second.position is None:
        return 0.0
    return distance_km(first.position, second.position)
