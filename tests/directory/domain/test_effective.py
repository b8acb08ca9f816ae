"""What was declared, overlaid by what was last heard."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from services.directory.domain.effective import (
    departments_served,
    effective_equipment,
    open_at,
    speciality_of,
    step_free,
    usable_equipment,
)
from services.directory.domain.entries import EntryKind
from services.directory.domain.equipment import (
    Connection,
    Equipment,
    EquipmentKind,
    EquipmentState,
    LiveState,
)
from tests.directory.samples import NOW, an_entry

OTOSCOPE, STETHOSCOPE, SCALE = EquipmentKind.OTOSCOPE, EquipmentKind.STETHOSCOPE, EquipmentKind.SCALE


def heard(*equipment: Equipment, connection: Connection = Connection.CONNECTED) -> LiveState:
    return LiveState(connection, NOW, equipment)


def test_a_declaration_is_trusted_until_something_is_heard() -> None:
    assert usable_equipment(an_entry()) == {OTOSCOPE, STETHOSCOPE}


def test_a_broken_or_degraded_instrument_is_not_usable() -> None:
    for state in (EquipmentState.BROKEN, EquipmentState.DEGRADED):
        assert usable_equipment(replace(an_entry(), live_state=heard(Equipment(OTOSCOPE, state)))) == {
            STETHOSCOPE
        }


def test_a_report_keeps_the_calibration_it_does_not_know_and_adds_what_nobody_declared() -> None:
    reported = (Equipment(OTOSCOPE, EquipmentState.WORKING, NOW), Equipment(SCALE, EquipmentState.WORKING))
    equipment = effective_equipment(replace(an_entry(), live_state=heard(*reported)))
    assert [item.kind for item in equipment] == [OTOSCOPE, SCALE, STETHOSCOPE]
    assert equipment[0] == Equipment(OTOSCOPE, EquipmentState.WORKING, NOW, date(2026, 3, 1))


def test_nothing_is_usable_in_a_silent_cabin() -> None:
    silent = replace(an_entry(), live_state=heard(connection=Connection.SILENT))
    assert usable_equipment(silent) == frozenset()


def test_open_is_hours_validity_and_existence() -> None:
    entry = an_entry()
    assert open_at(entry, "48", NOW)
    assert not open_at(entry, "48", NOW + timedelta(hours=3))  # 13:00, lunch
    assert not open_at(entry, "48", datetime(2026, 12, 25, 10, tzinfo=UTC))
    assert not open_at(replace(entry, retired=True), "48", NOW)
    assert not open_at(replace(entry, valid_from=date(2026, 11, 21)), "48", NOW)
    assert not open_at(replace(entry, valid_until=date(2026, 11, 19)), "48", NOW)


def test_validity_follows_the_calendar_of_the_place() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # already the 20th in Paris
    entry = replace(an_entry(), valid_from=date(2026, 11, 20))
    always = replace(entry.hours, weekly=replace(entry.hours.weekly, days=(((0, 1440),),) * 7))
    assert open_at(replace(entry, hours=always), "48", late)
    assert not open_at(replace(entry, hours=always, time_zone="America/Cayenne"), "973", late)


def test_what_searches_ask() -> None:
    assert speciality_of(an_entry(EntryKind.NURSE)) == "SI01"
    assert speciality_of(an_entry()) == ""
    assert step_free(an_entry())
    assert not step_free(an_entry(EntryKind.DIGITAL_HELP_PLACE))
    assert departments_served(an_entry(EntryKind.HOME_SUPPORT_PLATFORM)) == ("48",)
    assert departments_served(an_entry()) == ()
