"""Published zoning of doctors (regional agencies' orders under CSP L.1434-4), by commune."""

from collections.abc import Iterator

from services.directory.domain.commune_facts import CommuneFacts
from services.directory.imports import fields
from services.directory.imports.choices import Choices
from services.directory.imports.reading import Communes, Reading, RowNotes
from services.directory.imports.row_by_row import Once, row_by_row
from services.directory.imports.tabular import Columns, Row, read_table

_COLUMNS: Columns = {
    "commune": ("code commune insee", "code commune", "code insee", "codgeo", "depcom", "insee com"),
    "zoning": (
        "zonage",
        "zoning",
        "zone",
        "zonage medecins",
        "zonage mg",
        "type zone",
        "zone mg",
        "qualification",
    ),
}
# Zones de vigilance and hors vivier carry none of the national aids: for routing they are outside the zoning.
_ZONES = Choices(
    {
        "ZIP": "ZIP",
        "zone d'intervention prioritaire": "ZIP",
        "ZAC": "ZAC",
        "zone d'action complémentaire": "ZAC",
        "HZ": "HZ",
        "HV": "HZ",
        "ZV": "HZ",
        "hors zonage": "HZ",
        "hors zone": "HZ",
        "hors vivier": "HZ",
        "zone de vigilance": "HZ",
    }
)


def read_zoning(text: str, communes: Communes) -> tuple[int, Iterator[Reading[CommuneFacts]]]:
    """How many rows the file has, and what becomes of each. Raises the refusals of a file as a whole."""
    table = read_table(text, _COLUMNS, ("commune", "zoning"))
    once = Once()

    def take(row: Row, _: RowNotes) -> tuple[CommuneFacts]:
        code = communes.named(row["commune"], table.heading("commune")).code
        once.claim(code, row.line, table.heading("commune"))
        return (CommuneFacts(code, zoning=fields.choice(table, row, "zoning", _ZONES, needed=True)),)

    return len(table.rows), row_by_row(table.rows, take)
