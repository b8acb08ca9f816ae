"""Instruments of a cabin, as the cabin speaks of them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class InstrumentKind(StrEnum):
    """Instruments that the contract knows."""

    ECG_12_LEAD = "ecg_12_lead"
    BLOOD_PRESSURE = "blood_pressure"
    OTOSCOPE = "otoscope"
    STETHOSCOPE = "stethoscope"
    OXIMETER = "oximeter"
    THERMOMETER = "thermometer"
    SCALE = "scale"
    AUDIOMETER = "audiometer"
    DERMATOSCOPE = "dermatoscope"
    GLUCOMETER = "glucometer"
    CAMERA = "camera"


class InstrumentState(StrEnum):
    """What an instrument can do. `declared`: the cabin has it and cannot test it."""

    WORKING = "working"
    DEGRADED = "degraded"
    BROKEN = "broken"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument. `last_self_test_at` is aware UTC."""

    kind: InstrumentKind
    state: InstrumentState
    last_self_test_at: datetime | None = None
    calibrated_on: date | None = None
