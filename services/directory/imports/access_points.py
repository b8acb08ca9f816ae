"""Operators' access points, from the template docs/guides/modele-points-d-acces.csv.

The operator can correct its own file, so a field that is wrong leaves its row out; only a position that
cannot be right is put aside, and the commune's taken instead. An approval that is over is kept, and reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from services.directory.domain.details import AccessPoint, Approval, SiteCriteria
from services.directory.domain.entries import BookableVia, Entry, EntryKind, Provenance
from services.directory.imports import fields
from services.directory.imports.access_point_words import (
    ASSISTANCES,
    ASSISTANTS,
    BOOKABLE,
    COLUMN_OF_FIELD,
    COLUMNS,
    DAYS,
    SITE_TYPES,
    equipment,
    exceptions,
    week,
)
from services.directory.imports.reading import Communes, Reading, RowFaultError, RowNotes, plausible
from services.directory.imports.row_by_row import Once, row_by_row
from services.directory.imports.tabular import Row, Table, read_table
from services.hours.weekly import OpeningHours
from services.territory.communes import Commune
from services.territory.position import Position
from services.territory.zones import zone_of_commune

SOURCE = "access-points"
_NEEDED = ("id", "name", "site_type", "commune", *DAYS[:5])


@dataclass(frozen=True, slots=True)
class _File:
    table: Table
    communes: Communes
    edition: str
    today: date
    once: Once = field(default_factory=Once)


def read_access_points(
    text: str, communes: Communes, file_name: str, today: date
) -> tuple[int, Iterator[Reading[Entry]]]:
    """How many rows the file has, and what becomes of each. Raises the refusals of a file as a whole."""
    table = read_table(text, COLUMNS, _NEEDED)
    file = _File(table, communes, file_name, today)
    return len(table.rows), row_by_row(table.rows, lambda row, notes: (_entry(row, file, notes),))


def _entry(row: Row, file: _File, notes: RowNotes) -> Entry:
    table = file.table
    source_id = fields.text(table, row, "id", 60, needed=True)
    file.once.claim(source_id, row.line, table.heading("id"))
    commune = file.communes.named(row["commune"], table.heading("commune"))
    entry = Entry(
        kind=EntryKind.ACCESS_POINT,
        name=row["name"],
        address=row["address"],
        commune_code=commune.code,
        position=_position(row, table, commune, notes),
        time_zone=zone_of_commune(commune.code),
        hours=OpeningHours(
            week(table, row), exceptions(table, row), fields.flag(table, row, "open_on_holidays")
        ),
        bookable_via=BookableVia(fields.choice(table, row, "bookable_via", BOOKABLE)),
        booking_contact=row["booking_contact"].strip(),
        phone=row["phone"].strip(),
        languages=fields.several(table, row, "languages") or ("fr",),
        valid_from=fields.day(table, row, "valid_from"),
        valid_until=fields.day(table, row, "valid_until"),
        provenance=Provenance(SOURCE, source_id, file.edition),
        detail=_detail(row, file, notes),
        operator_note=row["note"],
    )
    return file.communes.checked(
        entry, {name: table.heading(column) for name, column in COLUMN_OF_FIELD.items()}
    )


def _detail(row: Row, file: _File, notes: RowNotes) -> AccessPoint:
    table = file.table
    assistance = fields.choice(table, row, "assistance", ASSISTANCES)
    assistant = fields.choice(table, row, "assistant", ASSISTANTS)
    if assistance == "required" and not assistant:
        raise RowFaultError(
            table.heading("assistant"),
            "FIELD_MISSING",
            "L'aide est obligatoire ici : dites qui aide (pharmacien, infirmier ou agent).",
        )
    number = row["approval_number"].strip()
    until = fields.day(table, row, "approval_until")
    if until is not None and until < file.today:
        notes.doubt(
            table.heading("approval_until"),
            "APPROVAL_OVER",
            "Cet agrément est échu ; la date est gardée. Vérifiez-la, ou donnez l'agrément renouvelé.",
        )
    return AccessPoint(
        site_type=fields.choice(table, row, "site_type", SITE_TYPES, needed=True),
        finess=row["finess"].strip(),
        siret=row["siret"].strip(),
        assistance=assistance,
        assistant=assistant,
        criteria=SiteCriteria(
            closed_room=fields.flag(table, row, "closed_room"),
            sound_proof=fields.flag(table, row, "sound_proof"),
            waiting_area=fields.flag(table, row, "waiting_area"),
            step_free=fields.flag(table, row, "step_free"),
        ),
        operator=row["operator"],
        approval=Approval(number, until) if number or until else None,
        equipment=equipment(table, row),
        declared_bandwidth_kbps=fields.whole(table, row, "bandwidth", "kbit/s"),
    )


def _position(row: Row, table: Table, commune: Commune, notes: RowNotes) -> Position | None:
    position = fields.position(table, row)
    if position is None:
        return None
    if not plausible(position, commune):
        notes.doubt(
            table.heading("lat"),
            "POSITION_FAR",
            "Cette position est loin de la commune indiquée ; celle de la commune la remplace. Vérifiez la "
            "position ou le code de la commune.",
        )
        return None
    return position
