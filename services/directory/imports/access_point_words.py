"""The words of the access-point template, and the cells that hold more than one thing."""

from datetime import date

from services.directory.domain.equipment import Equipment, EquipmentKind
from services.directory.imports import fields
from services.directory.imports.choices import Choices
from services.directory.imports.reading import RowFaultError
from services.directory.imports.tabular import Columns, Row, Table
from services.hours.parse import parse_day
from services.hours.weekly import DayException, OpeningHours, Ranges, WeeklyHours

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_HOURS_HELP = "Écrivez par exemple « 9h-12h / 14h-19h », ou « fermé »."

COLUMNS: Columns = {
    "id": ("identifiant",),
    "name": ("nom",),
    "site_type": ("type de site",),
    "commune": ("code insee",),
    "address": ("adresse",),
    "lat": ("latitude",),
    "lon": ("longitude",),
    "finess": ("finess",),
    "siret": ("siret",),
    "phone": ("telephone",),
    "operator": ("operateur",),
    "approval_number": ("agrement numero",),
    "approval_until": ("agrement fin",),
    "assistance": ("aide",),
    "assistant": ("aidant",),
    "closed_room": ("salle fermee",),
    "sound_proof": ("insonorisee",),
    "waiting_area": ("attente separee",),
    "step_free": ("plain pied",),
    "languages": ("langues",),
    "equipment": ("instruments",),
    "bandwidth": ("debit kbps",),
    "bookable_via": ("reservation",),
    "booking_contact": ("contact reservation",),
    **{day: (day,) for day in DAYS},
    "open_on_holidays": ("ouvert jours feries",),
    "exceptions": ("exceptions",),
    "valid_from": ("valide du",),
    "valid_until": ("valide au",),
    "note": ("remarque",),
}

SITE_TYPES = Choices(
    {
        "pharmacie": "pharmacy",
        "mairie": "town_hall",
        "gare": "station",
        "bureau de poste": "post_office",
        "poste": "post_office",
        "france services": "france_services",
        "salle communale": "village_hall",
        "salle des fêtes": "village_hall",
        "centre de santé": "health_centre",
        "maison de santé": "msp",
        "msp": "msp",
        "ehpad": "ehpad",
        "entreprise": "company",
    }
)
ASSISTANCES = Choices({"obligatoire": "required", "sur place": "on_site", "aucune": "none"})
ASSISTANTS = Choices(
    {
        "pharmacien": "pharmacist",
        "pharmacienne": "pharmacist",
        "infirmier": "nurse",
        "infirmière": "nurse",
        "agent": "agent",
        "agente": "agent",
    }
)
BOOKABLE = Choices(
    {
        "ici": "here",
        "lien": "external_link",
        "téléphone": "phone",
        "sans rendez-vous": "walk_in",
        "aucune": "nothing",
    }
)
INSTRUMENTS = Choices(
    {
        "ecg": EquipmentKind.ECG_12_LEAD,
        "tensiomètre": EquipmentKind.BLOOD_PRESSURE,
        "otoscope": EquipmentKind.OTOSCOPE,
        "stéthoscope": EquipmentKind.STETHOSCOPE,
        "oxymètre": EquipmentKind.OXIMETER,
        "thermomètre": EquipmentKind.THERMOMETER,
        "balance": EquipmentKind.SCALE,
        "audiomètre": EquipmentKind.AUDIOMETER,
        "dermatoscope": EquipmentKind.DERMATOSCOPE,
        "glucomètre": EquipmentKind.GLUCOMETER,
        "caméra": EquipmentKind.CAMERA,
    }
)
# Fields of an entry, as refusals name them, to our columns.
COLUMN_OF_FIELD = {
    "name": "name",
    "address": "address",
    "commune_code": "commune",
    "position": "lat",
    "hours": "exceptions",
    "booking_contact": "booking_contact",
    "phone": "phone",
    "languages": "languages",
    "valid_from": "valid_from",
    "valid_until": "valid_until",
    "operator_note": "note",
    "provenance.source_id": "id",
    "access_point.finess": "finess",
    "access_point.siret": "siret",
    "access_point.operator": "operator",
    "access_point.approval.number": "approval_number",
    "access_point.approval.valid_until": "approval_until",
    "access_point.equipment": "equipment",
    "access_point.declared_bandwidth_kbps": "bandwidth",
}


def week(table: Table, row: Row) -> WeeklyHours:
    """The seven days; hours that are not wholly clear leave the row out, for patients would stand outside."""
    return WeeklyHours.with_nights([_ranges(row[day], table.heading(day)) for day in DAYS])


def exceptions(table: Table, row: Row) -> tuple[DayException, ...]:
    """`2026-12-24..2027-01-02 fermé | 2026-12-31 9h-12h`: days that differ from the week."""
    column = table.heading("exceptions")
    found: list[DayException] = []
    for item in fields.text(table, row, "exceptions", 2000).split("|"):
        period, _, cell = item.strip().partition(" ")
        if not period:
            continue
        first, _, last = period.partition("..")
        try:
            first_day, last_day = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            raise RowFaultError(
                column,
                "DATE_INVALID",
                "Écrivez par exemple « 2026-12-24..2027-01-02 fermé | 2026-12-31 9h-12h ».",
            ) from None
        if last_day < first_day:
            raise RowFaultError(column, "DATES_REVERSED", "La fin vient avant le début ; corrigez-la.")
        if not cell.strip():
            raise RowFaultError(column, "HOURS_IMPOSSIBLE", f"Dites les heures de {period}. {_HOURS_HELP}")
        ranges = _ranges(cell, column)
        if any(start > end for start, end in ranges):
            raise RowFaultError(
                column, "HOURS_IMPOSSIBLE", f"Une exception s'arrête à minuit (24h). {_HOURS_HELP}"
            )
        found.append(DayException(first_day, last_day, ranges))
    return tuple(found)


def equipment(table: Table, row: Row) -> tuple[Equipment, ...]:
    """`otoscope | ecg:2026-03-01`: instruments, each with its last calibration where known."""
    column = table.heading("equipment")
    found: dict[EquipmentKind, Equipment] = {}
    for item in fields.several(table, row, "equipment"):
        word, _, calibrated = (part.strip() for part in item.partition(":"))
        kind = INSTRUMENTS.code(word)
        if kind is None:
            raise RowFaultError(column, "CHOICE_UNKNOWN", INSTRUMENTS.hint)
        try:
            day = date.fromisoformat(calibrated) if calibrated else None
        except ValueError:
            raise RowFaultError(
                column, "DATE_INVALID", "Écrivez l'étalonnage ainsi : « otoscope:2026-03-01 »."
            ) from None
        found.setdefault(kind, Equipment(kind, calibrated_on=day))
    return tuple(found.values())


def _ranges(cell: str, column: str) -> Ranges:
    parsed = parse_day(cell)
    if parsed.fault:
        raise RowFaultError(column, "HOURS_IMPOSSIBLE", f"Horaires : {parsed.fault}. {_HOURS_HELP}")
    try:
        OpeningHours(WeeklyHours.with_nights([parsed.ranges, *((),) * 6]))
    except ValueError:
        raise RowFaultError(
            column, "HOURS_IMPOSSIBLE", f"Ces horaires se contredisent. {_HOURS_HELP}"
        ) from None
    return parsed.ranges
