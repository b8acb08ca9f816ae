"""What a patient needs, where, and under which circumstances. Nothing here says who the patient is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Mobility(StrEnum):
    """How the patient gets about; the travel model has a speed for each."""

    CAR = "car"
    NO_CAR = "no_car"
    STEP_FREE = "step_free"


class AgeBand(StrEnum):
    """Age, as coarse as the rules allow."""

    UNKNOWN = ""
    UNDER_3_MONTHS = "under_3_months"
    UNDER_6 = "under_6"
    FROM_6_TO_15 = "6_to_15"
    FROM_16_TO_64 = "16_to_64"
    FROM_65_TO_79 = "65_to_79"
    FROM_80 = "80_plus"


@dataclass(frozen=True, slots=True)
class Situation:
    """A need and its circumstances. `at` is the place in words; `earliest` is aware UTC."""

    need_id: str
    at: str
    earliest: datetime
    mobility: Mobility = Mobility.CAR
    age_band: AgeBand = AgeBand.UNKNOWN
    treating_doctor_rpps: str = ""
    languages: tuple[str, ...] = ()
    home_video_possible: bool = False
    helper_wanted: bool = False
    long_sick_note: bool = False
    in_person_wish: bool = False
    existing_programme: str = ""
    red_flags: tuple[str, ...] = ()
