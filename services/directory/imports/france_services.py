"""France Services houses, as the Agence nationale de la cohésion des territoires publishes them.

A house whose hours or position are malformed is still a house: the row is kept, and the field is reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from services.directory.domain.details import DigitalHelpPlace
from services.directory.domain.entries import BookableVia, Entry, EntryKind, Provenance
from services.directory.imports import fields
from services.directory.imports.reading import Communes, Reading, RowFaultError, RowNotes, plausible
from services.directory.imports.row_by_row import Once, row_by_row
from services.directory.imports.tabular import Columns, Row, Table, read_table
from services.hours.parse import ParsedDay, parse_day
from services.hours.weekly import OpeningHours, WeeklyHours
from services.territory.communes import Commune
from services.territory.position import Position
from services.territory.zones import zone_of_commune

SOURCE = "france-services"
_DAYS = ("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi", "h_dimanche")
_MOVES = {"bus equivalent", "itinerante"}

_COLUMNS: Columns = {
    "id": ("id fs", "id"),
    "name": ("lib fs", "nom"),
    "address": ("adresse",),
    # The file keeps the codes of its year; the column added for the current geography wins where it is there.
    "commune": ("code insee 2025", "insee com", "code insee"),
    "postal_code": ("code postal",),
    "town": ("lib com", "commune"),
    "lat": ("latitude", "lat"),
    "lon": ("longitude", "lon"),
    "form": ("format fs",),
    **{day: (day.replace("_", " "),) for day in _DAYS},
}


@dataclass(frozen=True, slots=True)
class _File:
    table: Table
    communes: Communes
    edition: str
    once: Once = field(default_factory=Once)


def read_france_services(
    text: str, communes: Communes, file_name: str
) -> tuple[int, Iterator[Reading[Entry]]]:
    """How many rows the file has, and what becomes of each. Raises the refusals of a file as a whole."""
    table = read_table(text, _COLUMNS, ("id", "name", "commune", "h_lundi"))
    file = _File(table, communes, file_name)
    return len(table.rows), row_by_row(table.rows, lambda row, notes: (_entry(row, file, notes),))


def _entry(row: Row, file: _File, notes: RowNotes) -> Entry:
    table = file.table
    source_id = fields.text(table, row, "id", 60, needed=True)
    file.once.claim(source_id, row.line, table.heading("id"))
    commune = file.communes.named(row["commune"], table.heading("commune"))
    name = fields.text(table, row, "name", 200, needed=True)
    town = f"{fields.text(table, row, 'postal_code', 10)} {fields.text(table, row, 'town', 100)}".strip()
    street = fields.text(table, row, "address", 200)
    position = _position(row, file, commune, notes)
    hours = _hours(row, table, notes)
    form = fields.text(table, row, "form", 60)
    moves = form.lower().replace("_", " ").replace("é", "e") in _MOVES
    entry = Entry(
        kind=EntryKind.DIGITAL_HELP_PLACE,
        name=name,
        address=", ".join(part for part in (street, town) if part),
        commune_code=commune.code,
        position=position,
        time_zone=zone_of_commune(commune.code),
        hours=hours,
        bookable_via=BookableVia.WALK_IN,
        languages=("fr",),
        provenance=Provenance(SOURCE, source_id, file.edition),
        detail=DigitalHelpPlace(france_services=True, doubtful_fields=notes.columns()),
        operator_note="Lieu itinérant : la position est celle de son point d'attache." if moves else "",
    )
    return file.communes.checked(entry, {})


def _position(row: Row, file: _File, commune: Commune, notes: RowNotes) -> Position | None:
    """The house's own position; None, its commune's then, where the file has none that can be right."""
    column = file.table.heading("lat")
    try:
        position = fields.position(file.table, row)
    except RowFaultError as fault:
        notes.doubt(fault.field, fault.reason, f"{fault.sentence} Celle de la commune la remplace.")
        return None
    if position is None:
        notes.doubt(column, "POSITION_MISSING", "Pas de position ; celle de la commune la remplace.")
        return None
    if not plausible(position, commune):
        notes.doubt(
            column,
            "POSITION_FAR",
            "Cette position est loin de la commune indiquée ; celle de la commune la remplace. Vérifiez la "
            "position ou le code de la commune.",
        )
        return None
    return position


def _hours(row: Row, table: Table, notes: RowNotes) -> OpeningHours:
    days: list[ParsedDay] = []
    for column in _DAYS:
        parsed = parse_day(row[column])
        if parsed.fault:
            notes.doubt(
                table.heading(column),
                "HOURS_DOUBTFUL",
                f"Horaires mal écrits ({parsed.fault}) ; ce qui est clair est gardé. "
                "Écrivez par exemple « 09:00 - 12:00 / 14:00 - 17:00 ».",
            )
        days.append(parsed)
    return OpeningHours(WeeklyHours.with_nights([parsed.ranges for parsed in days]))
