"""What an entry can do now: what was declared, overlaid by what was last heard of it."""

from datetime import date, datetime

from services.directory.domain.details import AccessPoint, Nurse, Practitioner
from services.directory.domain.entries import Entry
from services.directory.domain.equipment import USABLE, Connection, Equipment, EquipmentKind
from services.hours.openings import is_open
from services.hours.zones import zone_info


def effective_equipment(entry: Entry) -> tuple[Equipment, ...]:
    """Declared instruments with the state last reported, and reported ones that nobody declared.

    A report says nothing of a calibration it does not know: the declared date stands then.
    """
    declared = entry.detail.equipment if isinstance(entry.detail, AccessPoint | Nurse) else ()
    reported = {item.kind: item for item in entry.live_state.equipment}
    both = [_overlaid(item, reported.pop(item.kind, None)) for item in declared]
    return tuple(sorted([*both, *reported.values()], key=lambda item: item.kind.value))


def _overlaid(declared: Equipment, reported: Equipment | None) -> Equipment:
    if reported is None:
        return declared
    return Equipment(
        declared.kind,
        reported.state,
        reported.last_self_test_at or declared.last_self_test_at,
        reported.calibrated_on or declared.calibrated_on,
    )


def usable_equipment(entry: Entry) -> frozenset[EquipmentKind]:
    """What a patient can be examined with; nothing in a cabin that has fallen silent."""
    if entry.live_state.connection is Connection.SILENT:
        return frozenset()
    return frozenset(item.kind for item in effective_equipment(entry) if item.state in USABLE)


def offered_on(entry: Entry, day: date) -> bool:
    """Whether it exists on that local day: not retired, and within its validity."""
    return (
        not entry.retired
        and (entry.valid_from is None or entry.valid_from <= day)
        and (entry.valid_until is None or day <= entry.valid_until)
    )


def offered_at(entry: Entry, at: datetime) -> bool:
    """Whether it exists at that instant, on the calendar of its own place."""
    return offered_on(entry, at.astimezone(zone_info(entry.time_zone)).date())


def open_at(entry: Entry, department: str, at: datetime) -> bool:
    """Whether it is offered and open at that aware instant; the department decides of public holidays."""
    return offered_at(entry, at) and is_open(entry.hours, entry.time_zone, department, at)


def speciality_of(entry: Entry) -> str:
    """The TRE_R38 code of a practitioner or a nurse, "" for every other kind."""
    return entry.detail.speciality_code if isinstance(entry.detail, Practitioner | Nurse) else ""


def step_free(entry: Entry) -> bool:
    """Whether it is said to be reached without a step; nobody having said so counts as no."""
    if isinstance(entry.detail, AccessPoint):
        return entry.detail.criteria.step_free
    return isinstance(entry.detail, Practitioner) and entry.detail.step_free


def departments_served(entry: Entry) -> tuple[str, ...]:
    """Departments that an entry without a place serves; empty means everywhere."""
    return getattr(entry.detail, "departments", ())
