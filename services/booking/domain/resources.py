"""What an option can take: the booking service's own view of directory entries."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.hours.weekly import OpeningHours
from services.territory.position import Position


class Part(StrEnum):
    """The part a resource plays in an option."""

    CABIN = "cabin"
    PRACTITIONER = "practitioner"
    NURSE = "nurse"
    PROGRAMME = "programme"
    PLATFORM = "platform"
    HELP_PLACE = "help_place"


@dataclass(frozen=True, slots=True)
class Cabin:
    """A cabin. `working` holds instruments that work or were declared and never contradicted."""

    site_type: str = ""
    working: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    assistance: str = ""  # required | on_site | none | "" unknown
    assistant: str = ""
    step_free: bool = False
    silent: bool = False
    bandwidth_kbps: int = 0
    approval_valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A practitioner. `competence` is a TRE_R38 code, or `G15-50` for a profession without speciality."""

    competence: str
    rpps: str = ""
    modalities: frozenset[str] = frozenset()  # AMB, HH, VR
    accepts_new_patients: bool = True
    step_free: bool = False
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Nurse:
    """An advanced-practice nurse. The zone is a list of communes, or minutes around the base."""

    competence: str  # SI01 to SI05
    rpps: str = ""
    structure_kind: str = ""
    entrusting_doctor_rpps: str = ""
    direct_access_from: date | None = None
    direct_access_until: date | None = None
    zone_communes: frozenset[str] = frozenset()
    zone_minutes: int = 0
    equipment: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Programme:
    """A telemonitoring programme; what is booked is the call that enrols. No department means everywhere."""

    pathology: str
    prescription_required: bool = True
    weekly_call: bool = False
    departments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Platform:
    """A home-support platform; what is booked is a call."""

    departments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HelpPlace:
    """A place that helps with screens, forms and rights."""

    france_services: bool = False


Detail = Cabin | Practitioner | Nurse | Programme | Platform | HelpPlace


@dataclass(frozen=True, slots=True)
class Resource:
    """One thing that can be taken, in time: it is in one place and does one thing at once."""

    id: str  # the directory entry's id
    part: Part
    name: str
    commune_code: str
    department: str
    zone: str  # IANA
    hours: OpeningHours
    detail: Detail
    position: Position | None = None
    address: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ("fr",)
    bookable_via: str = "here"  # here | external_link | phone | walk_in | nothing | "" unknown
    valid_from: date | None = None
    valid_until: date | None = None
    last_confirmed_at: datetime | None = None
    demo: bool = False
