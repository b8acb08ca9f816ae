"""What each kind of entry has of its own. Codes are those of the contract and of the French terminologies."""

from dataclasses import dataclass, field
from datetime import date

from services.directory.domain.equipment import Equipment


@dataclass(frozen=True, slots=True)
class SiteCriteria:
    """What the room fulfils (HAS opinion of 6 March 2024; pharmacists' convention of 9 March 2022)."""

    closed_room: bool = False
    sound_proof: bool = False
    waiting_area: bool = False
    step_free: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """A teleconsultation company's approval (CSP L.4081-1 and following); valid two years."""

    number: str
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class AccessPoint:
    """A cabin and its site."""

    site_type: str = ""  # pharmacy, town_hall, station, post_office, france_services, village_hall, ...
    finess: str = ""
    siret: str = ""
    assistance: str = ""  # required | on_site | none | "" unknown
    assistant: str = ""  # pharmacist | nurse | agent
    criteria: SiteCriteria = field(default_factory=SiteCriteria)
    operator: str = ""
    approval: Approval | None = None
    equipment: tuple[Equipment, ...] = ()
    declared_bandwidth_kbps: int = 0  # measured at the site by the operator; 0 unknown


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A practitioner."""

    rpps: str
    profession_code: str  # TRE_G15
    speciality_code: str = ""  # TRE_R38
    modalities: tuple[str, ...] = ()  # AMB, HH, VR
    sector: str = ""
    accepts_new_patients: bool = True
    step_free: bool = False


@dataclass(frozen=True, slots=True)
class DirectAccess:
    """An IPA's right to see patients without a doctor's orientation, as a dated rule."""

    rule: str
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class InterventionZone:
    """Where a nurse goes: listed communes, or minutes around the base."""

    commune_codes: tuple[str, ...] = ()
    max_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Nurse:
    """An advanced-practice nurse (IPA)."""

    rpps: str
    speciality_code: str  # SI01 to SI05
    structure_kind: str = ""  # es, esms, msp, cds, esp, cpts, liberal
    structure_name: str = ""
    entrusting_doctor_rpps: str = ""
    direct_access: DirectAccess | None = None
    zone: InterventionZone = field(default_factory=InterventionZone)
    equipment: tuple[Equipment, ...] = ()


@dataclass(frozen=True, slots=True)
class TelemonitoringProgramme:
    """A programme on the LATM list."""

    pathology: str
    latm_line: str = ""
    operator: str = ""
    prescription_required: bool = True
    weekly_call: bool = False
    six_monthly_check_up: bool = False
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoteInterventionCentre:
    """A hospital that operates from afar; reached by referral only."""

    finess: str = ""
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeSupportPlatform:
    """A platform that helps people stay at home."""

    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigitalHelpPlace:
    """A place that helps with screens, forms and rights. `doubtful_fields` were not understood."""

    france_services: bool = False
    doubtful_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """A number to call."""

    number: str
    label_fr: str
    label_en: str
    channels: tuple[str, ...] = ("voice",)
    departments: tuple[str, ...] = ()


Detail = (
    AccessPoint
    | Practitioner
    | Nurse
    | TelemonitoringProgramme
    | RemoteInterventionCentre
    | HomeSupportPlatform
    | DigitalHelpPlace
    | EmergencyNumber
)
