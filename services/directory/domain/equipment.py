"""Instruments, and what they can do right now."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

MOST_KBPS = 10_000_000


class EquipmentKind(StrEnum):
    """Instruments that routing knows."""

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


class EquipmentState(StrEnum):
    """What an instrument can do. A degraded one is treated as broken; a declared one is trusted."""

    WORKING = "working"
    DEGRADED = "degraded"
    BROKEN = "broken"
    DECLARED = "declared"


USABLE = frozenset({EquipmentState.WORKING, EquipmentState.DECLARED})


@dataclass(frozen=True, slots=True)
class Equipment:
    """One instrument. `last_self_test_at` is aware UTC."""

    kind: EquipmentKind
    state: EquipmentState = EquipmentState.DECLARED
    last_self_test_at: datetime | None = None
    calibrated_on: date | None = None


class Connection(StrEnum):
    """Whether a cabin can be reached. One that never reported is unknown: its declaration stands."""

    UNKNOWN = ""
    CONNECTED = "connected"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class LiveState:
    """The last report of a cabin, as the gateway passed it on."""

    connection: Connection = Connection.UNKNOWN
    last_seen_at: datetime | None = None
    equipment: tuple[Equipment, ...] = ()
    bandwidth_kbps: int = 0

    def same_for_routing(self, other: "LiveState") -> bool:
        """True when nothing differs that would change an answer: a fresher date alone does not."""
        return (
            self.connection == other.connection
            and {item.kind: item.state in USABLE for item in self.equipment}
            == {item.kind: item.state in USABLE for item in other.equipment}
            and (self.bandwidth_kbps == 0) == (other.bandwidth_kbps == 0)
        )
