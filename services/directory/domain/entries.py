"""An entry: one option of care, whatever its kind, with where it comes from and how fresh it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.directory.domain.details import (
    AccessPoint,
    Detail,
    DigitalHelpPlace,
    EmergencyNumber,
    HomeSupportPlatform,
    Nurse,
    Practitioner,
    RemoteInterventionCentre,
    TelemonitoringProgramme,
)
from services.directory.domain.equipment import LiveState
from services.hours.weekly import OpeningHours
from services.territory.position import Position


class EntryKind(StrEnum):
    """What kind of option an entry is."""

    ACCESS_POINT = "access_point"
    PRACTITIONER = "practitioner"
    NURSE = "nurse"
    TELEMONITORING_PROGRAMME = "telemonitoring_programme"
    REMOTE_INTERVENTION_CENTRE = "remote_intervention_centre"
    HOME_SUPPORT_PLATFORM = "home_support_platform"
    DIGITAL_HELP_PLACE = "digital_help_place"
    EMERGENCY_NUMBER = "emergency_number"


DETAIL_OF: dict[EntryKind, type[Detail]] = {
    EntryKind.ACCESS_POINT: AccessPoint,
    EntryKind.PRACTITIONER: Practitioner,
    EntryKind.NURSE: Nurse,
    EntryKind.TELEMONITORING_PROGRAMME: TelemonitoringProgramme,
    EntryKind.REMOTE_INTERVENTION_CENTRE: RemoteInterventionCentre,
    EntryKind.HOME_SUPPORT_PLATFORM: HomeSupportPlatform,
    EntryKind.DIGITAL_HELP_PLACE: DigitalHelpPlace,
    EntryKind.EMERGENCY_NUMBER: EmergencyNumber,
}


class BookableVia(StrEnum):
    """How an appointment is made: tells "full", "closed", "not connected" and "unknown" apart."""

    UNKNOWN = ""
    HERE = "here"
    EXTERNAL_LINK = "external_link"
    PHONE = "phone"
    WALK_IN = "walk_in"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the data comes from; `source_id` is unique within `source`."""

    source: str
    source_id: str
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An option of care. `id` and `version` are given by the directory (empty and 0 before that)."""

    kind: EntryKind
    name: str
    commune_code: str
    time_zone: str
    hours: OpeningHours
    provenance: Provenance
    detail: Detail
    id: str = ""
    address: str = ""
    position: Position | None = None
    bookable_via: BookableVia = BookableVia.UNKNOWN
    booking_contact: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    last_confirmed_at: datetime | None = None
    demo: bool = False
    retired: bool = False
    version: int = 0
    live_state: LiveState = field(default_factory=LiveState)
    operator_note: str = ""
