"""What a patient is proposed, and the answer as a whole."""

from dataclasses import dataclass
from datetime import datetime

from services.booking.domain.modes import Mode
from services.booking.domain.resources import Part
from services.territory.position import Position


@dataclass(frozen=True, slots=True)
class Claim:
    """Grains of one resource, first included and last excluded. A grain is unix seconds // 300."""

    resource_id: str
    first_grain: int
    end_grain: int

    def grains(self) -> range:
        return range(self.first_grain, self.end_grain)


@dataclass(frozen=True, slots=True)
class TakenResource:
    """A resource as an option names it."""

    id: str
    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Option:
    """One way of being cared for, at one time. `claims` include buffers and a nurse's way there and back."""

    id: str
    mode: Mode
    need_id: str
    commune_code: str  # where the patient is
    start: datetime  # aware UTC
    zone: str
    duration_minutes: int
    travel_minutes: int
    wait_minutes: int
    resources: tuple[TakenResource, ...]
    claims: tuple[Claim, ...]
    why: str
    why_en: str
    distance_km: float = 0.0
    place_name: str = ""
    address: str = ""
    position: Position | None = None
    speciality: str = ""
    equipment: tuple[str, ...] = ()
    assistance: str = ""
    step_free: bool = False
    treating_doctor: bool = False
    cost: str = ""
    last_confirmed_at: datetime | None = None
    demo: bool = False

    @property
    def time_to_care_minutes(self) -> int:
        """Travel and wait together; a minute on the road weighs on top of the wait (docs/adr/0008)."""
        return self.travel_minutes + self.wait_minutes


@dataclass(frozen=True, slots=True)
class MissingMode:
    """A mode that the need allows and that is not proposed."""

    mode: Mode
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """Whom to call instead of booking."""

    number: str
    sentence: str
    sentence_en: str
    red_flag_id: str


@dataclass(frozen=True, slots=True)
class AccessToDoctors:
    """How the patient's place stands with doctors, and on what that verdict rests."""

    verdict: str  # under_dense | dense | unknown
    basis: str  # zoning | apl | estimated | ""
    sentence: str
    apl: float | None = None
    zoning: str = ""
    doctors_per_100k: float | None = None
    mean_per_100k: float | None = None


@dataclass(frozen=True, slots=True)
class Fallback:
    """What remains when nothing fits within the horizon."""

    stand_by: bool
    phone: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Options, or an emergency, or places to choose from, or a fallback: never a dead end."""

    options: tuple[Option, ...] = ()
    missing: tuple[MissingMode, ...] = ()
    emergency: Emergency | None = None
    access: AccessToDoctors | None = None
    fallback: Fallback | None = None
    place_choices: tuple[tuple[str, str], ...] = ()  # (commune code, label)
    place_label: str = ""
    decision_id: str = ""
    index_version: str = ""
    rules_version: str = ""
    earliest: datetime | None = None  # the instant from which waits are counted
    notice: str = ""  # one more thing to know, mostly nothing
