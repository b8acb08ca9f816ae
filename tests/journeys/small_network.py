"""Brenoux (48030) with a cabin, a nurse, a doctor at the practice and one on screen, always open."""

import uuid
from datetime import date

import grpc
from maillage.api.directory.v1 import entries_service_pb2 as messages
from maillage.api.directory.v1.entries_service_pb2_grpc import EntriesServiceStub

from services.directory.domain.details import AccessPoint, DirectAccess, InterventionZone, Nurse, Practitioner
from services.directory.domain.entries import BookableVia, Entry, EntryKind, Provenance
from services.directory.domain.equipment import Equipment, EquipmentKind, EquipmentState
from services.directory.rpc.translate import entry_message
from services.hours.weekly import OpeningHours, WeeklyHours
from services.platform.keys import Keys
from tests.journeys.wire import credential

ALWAYS = OpeningHours(WeeklyHours((((0, 1440),),) * 7), holidays_open=True)
INSTRUMENTS = tuple(
    Equipment(kind, EquipmentState.DECLARED) for kind in (EquipmentKind.OTOSCOPE, EquipmentKind.THERMOMETER)
)
DETAILS = {
    "cabin": AccessPoint("pharmacy", assistance="on_site", assistant="pharmacist", equipment=INSTRUMENTS),
    "screen": Practitioner("10000000017", "10", "SM54", ("VR",)),
    "practice": Practitioner("10000000017", "10", "SM54", ("AMB",)),
    "nurse": Nurse(
        "10000000017",
        "SI01",
        "msp",
        direct_access=DirectAccess("CSP-L4301-2", date(2025, 1, 1)),
        zone=InterventionZone(("48030", "48095")),
        equipment=INSTRUMENTS,
    ),
}
KINDS = {AccessPoint: EntryKind.ACCESS_POINT, Practitioner: EntryKind.PRACTITIONER, Nurse: EntryKind.NURSE}
PARTS = {"cabin": 1, "practitioner": 2, "nurse": 1}  # what booking makes of them


def small_network() -> dict[str, Entry]:
    """Valid at any date."""
    return {
        name: Entry(
            kind=KINDS[type(detail)],
            name=f"Fiche d'essai {name}",
            commune_code="48030",
            time_zone="Europe/Paris",
            hours=ALWAYS,
            provenance=Provenance("essai", name),
            detail=detail,
            bookable_via=BookableVia.HERE,
            languages=("fr",),
        )
        for name, detail in DETAILS.items()
    }


def register(address: str, keys: Keys) -> dict[str, str]:
    """Registers the small network, as an operator does; the ids that the directory gave, by name."""
    with grpc.insecure_channel(address) as channel:
        stub = EntriesServiceStub(channel)
        return {
            name: stub.RegisterEntry(
                messages.RegisterEntryRequest(
                    request_id=str(uuid.uuid4()), entry=entry_message(entry, with_note=True)
                ),
                metadata=credential(keys, "operator", "essai"),
                timeout=10,
            ).entry.id
            for name, entry in small_network().items()
        }
