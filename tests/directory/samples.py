"""Entries to test with: whole, valid, and about nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.directory.domain.details import (
    AccessPoint,
    Approval,
    DigitalHelpPlace,
    DirectAccess,
    EmergencyNumber,
    HomeSupportPlatform,
    InterventionZone,
    Nurse,
    Practitioner,
    RemoteInterventionCentre,
    SiteCriteria,
    TelemonitoringProgramme,
)
from services.directory.domain.entries import BookableVia, Entry, EntryKind, Provenance
from services.directory.domain.equipment import Equipment, EquipmentKind, EquipmentState
from services.hours.weekly import DayException, OpeningHours, WeeklyHours
from services.platform.refusals import Refusal
from services.territory.position import Position
from tests.directory.imports.villages import COMMUNES

GAZETTEER = COMMUNES.gazetteer
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # a Friday, 10:00 in Paris
MENDE = Position(44.5216, 3.4998)
NEVER = OpeningHours(WeeklyHours(((),) * 7), holidays_open=True)
OFFICE = OpeningHours(
    WeeklyHours((((540, 720), (840, 1080)),) * 5 + ((), ())),
    (DayException(date(2026, 12, 24), date(2026, 12, 31)),),
    holidays_open=True,
)
INSTRUMENTS = (
    Equipment(EquipmentKind.OTOSCOPE, EquipmentState.DECLARED, None, date(2026, 3, 1)),
    Equipment(EquipmentKind.STETHOSCOPE, EquipmentState.WORKING, NOW),
)

DETAILS: dict[EntryKind, Any] = {
    EntryKind.ACCESS_POINT: AccessPoint(
        "pharmacy",
        "750000002",
        "73282932000074",
        "on_site",
        "pharmacist",
        SiteCriteria(True, True, False, True),
        "Cabines d'essai",
        Approval("ESSAI-1", date(2027, 6, 30)),
        INSTRUMENTS,
        20_000,
    ),
    EntryKind.PRACTITIONER: Practitioner("10000000017", "10", "SM54", ("AMB", "VR"), "1", True, True),
    EntryKind.NURSE: Nurse(
        "10000000017",
        "SI01",
        "msp",
        "Maison de santé d'essai",
        "10101234564",
        DirectAccess("CSP-L4301-2", date(2025, 1, 1)),
        InterventionZone(("48030", "48095"), 0),
        INSTRUMENTS,
    ),
    EntryKind.TELEMONITORING_PROGRAMME: TelemonitoringProgramme(
        "heart_failure", "LATM 1", "Essai", True, True, True, ("48",)
    ),
    EntryKind.REMOTE_INTERVENTION_CENTRE: RemoteInterventionCentre("750000002", ("thrombectomy",)),
    EntryKind.HOME_SUPPORT_PLATFORM: HomeSupportPlatform(("48",)),
    EntryKind.DIGITAL_HELP_PLACE: DigitalHelpPlace(True, ("h_lundi",)),
    EntryKind.EMERGENCY_NUMBER: EmergencyNumber("15", "SAMU", "Ambulance", ("sms", "voice"), ()),
}
NOWHERE = (EntryKind.EMERGENCY_NUMBER, EntryKind.TELEMONITORING_PROGRAMME)


def an_entry(kind: EntryKind = EntryKind.ACCESS_POINT, source_id: str = "1", **changes: Any) -> Entry:
    """A valid entry in Mende, or nowhere for the kinds that stand nowhere."""
    stands = kind not in NOWHERE
    entry = Entry(
        kind=kind,
        name=f"Fiche d'essai {source_id}",
        commune_code="48095" if stands else "",
        time_zone="Europe/Paris",
        hours=OFFICE,
        provenance=Provenance("essai", source_id, "1"),
        detail=DETAILS[kind],
        address="1 place de l'Essai",
        position=MENDE if stands else None,
        bookable_via=BookableVia.HERE,
        phone="04 00 00 00 00",
        languages=("en", "fr"),
        valid_from=date(2026, 1, 1),
        valid_until=date(2027, 1, 1),
        last_confirmed_at=datetime(2026, 11, 1, tzinfo=UTC),
        demo=True,
        operator_note="Rien à signaler",
    )
    return replace(entry, **changes)


def with_detail(entry: Entry, **changes: Any) -> Entry:
    """The same entry with other values in its detail."""
    return replace(entry, detail=replace(entry.detail, **changes))  # type: ignore[type-var]


def refusal_of(work: Any) -> Refusal:
    """The refusal that a call raises."""
    try:
        work()
    except Refusal as refusal:
        return refusal
    raise AssertionError("nothing was refused")
