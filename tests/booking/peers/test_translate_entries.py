from datetime import UTC, date, datetime

import pytest
from maillage.api.directory.v1 import details_pb2, entry_pb2, equipment_pb2, hours_pb2, live_state_pb2

from services.booking.domain.resources import Cabin, HelpPlace, Nurse, Part, Platform, Practitioner, Programme
from services.booking.peers.translate_entries import resource_from
from services.hours.weekly import DayException, OpeningHours, WeeklyHours
from services.territory.position import Position

TODAY = date(2026, 11, 20)


def instrument(name: str, state: str) -> equipment_pb2.Equipment:
    return equipment_pb2.Equipment(
        kind=equipment_pb2.EquipmentKind.Value(f"EQUIPMENT_KIND_{name}"),
        state=equipment_pb2.EquipmentState.Value(f"EQUIPMENT_STATE_{state}"),
    )


def test_a_cabin_with_all_it_has() -> None:
    entry = entry_pb2.Entry(
        id="a",
        name="Pharmacie",
        address="1 rue Haute",
        commune_code="13203",  # an arrondissement: the city is meant
        time_zone="Europe/Paris",
        bookable_via=entry_pb2.BOOKABLE_VIA_PHONE,
        booking_contact="04 00 00 00 01",
        phone="04 00 00 00 02",
        languages=["fr", "ar"],
        valid_from="2026-01-01",
        demo=True,
        hours=hours_pb2.OpeningHours(
            week=[
                hours_pb2.WeekdayHours(
                    weekday=1, ranges=[hours_pb2.TimeRange(start_minute=540, end_minute=720)]
                )
            ],
            exceptions=[hours_pb2.HoursException(first_day="2026-12-24", last_day="2026-12-26")],
            open_on_public_holidays=True,
        ),
        access_point=details_pb2.AccessPoint(
            site_type=details_pb2.SITE_TYPE_PHARMACY,
            assistance=details_pb2.ASSISTANCE_ON_SITE,
            assistant="pharmacist",
            criteria=details_pb2.SiteCriteria(step_free=True),
            approval=details_pb2.Approval(valid_until="2027-01-31"),
            equipment=[
                instrument("OTOSCOPE", "DECLARED"),
                instrument("SCALE", "UNSPECIFIED"),
                instrument("CAMERA", "WORKING"),
                instrument("OXIMETER", "BROKEN"),
            ],
        ),
        live_state=live_state_pb2.LiveState(
            connection=live_state_pb2.CONNECTION_STATE_CONNECTED,
            bandwidth_kbps=4000,
            equipment=[instrument("CAMERA", "DEGRADED"), instrument("OXIMETER", "WORKING")],
        ),
    )
    entry.position.lat, entry.position.lon = 43.3, 5.4
    entry.last_confirmed_at.FromDatetime(datetime(2026, 11, 19, tzinfo=UTC))
    resource = resource_from(entry, TODAY)
    assert resource is not None
    assert resource.detail == Cabin(
        "pharmacy",
        frozenset({"otoscope", "scale", "oximeter"}),
        frozenset({"camera"}),
        assistance="on_site",
        assistant="pharmacist",
        step_free=True,
        bandwidth_kbps=4000,
        approval_valid_until=date(2027, 1, 31),
    )
    assert (resource.part, resource.commune_code, resource.department) == (Part.CABIN, "13055", "13")
    assert (resource.bookable_via, resource.phone, resource.demo) == ("phone", "04 00 00 00 01", True)
    assert (resource.position, resource.languages) == (Position(43.3, 5.4), ("fr", "ar"))
    assert resource.hours == OpeningHours(
        WeeklyHours((((540, 720),), (), (), (), (), (), ())),
        (DayException(date(2026, 12, 24), date(2026, 12, 26)),),
        holidays_open=True,
    )


def detail_of(**detail: object) -> object:
    resource = resource_from(
        entry_pb2.Entry(id="a", commune_code="97411", time_zone="Indian/Reunion", **detail), TODAY
    )
    assert resource is not None
    assert resource.department == "974"
    return resource.detail


def test_people() -> None:
    modalities = [details_pb2.MODALITY_AMB, details_pb2.MODALITY_VR]
    doctor = details_pb2.Practitioner(
        rpps="1", profession_code="10", speciality_code="SM54", modalities=modalities
    )
    assert detail_of(practitioner=doctor) == Practitioner("SM54", "1", frozenset({"AMB", "VR"}), False)
    midwife = details_pb2.Practitioner(profession_code="50", accepts_new_patients=True)
    assert detail_of(practitioner=midwife) == Practitioner("G15-50")
    nurse = details_pb2.Nurse(
        rpps="2",
        speciality_code="SI01",
        structure_kind="msp",
        entrusting_doctor_rpps="1",
        direct_access=details_pb2.DirectAccess(valid_from="2025-04-25", valid_until="2027-01-01"),
        zone=details_pb2.InterventionZone(commune_codes=["97411"], max_minutes=30),
        equipment=[instrument("OTOSCOPE", "DECLARED"), instrument("SCALE", "BROKEN")],
    )
    assert detail_of(nurse=nurse) == Nurse(
        "SI01",
        "2",
        "msp",
        "1",
        date(2025, 4, 25),
        date(2027, 1, 1),
        frozenset({"97411"}),
        30,
        frozenset({"otoscope"}),
    )
    assert detail_of(nurse=details_pb2.Nurse(speciality_code="SI02")).direct_access_from is None


def test_programmes_platforms_and_places_that_help() -> None:
    programme = details_pb2.TelemonitoringProgramme(
        pathology="diabetes", weekly_call=True, departments=["974"]
    )
    assert detail_of(telemonitoring_programme=programme) == Programme(
        "diabetes", False, True, frozenset({"974"})
    )
    platform = details_pb2.HomeSupportPlatform(departments=["974"])
    assert detail_of(home_support_platform=platform) == Platform(frozenset({"974"}))
    assert detail_of(digital_help_place=details_pb2.DigitalHelpPlace(france_services=True)) == HelpPlace(True)


@pytest.mark.parametrize(
    "entry",
    [
        entry_pb2.Entry(retired=True, access_point=details_pb2.AccessPoint()),
        entry_pb2.Entry(valid_until="2026-11-19", access_point=details_pb2.AccessPoint()),
        entry_pb2.Entry(emergency_number=details_pb2.EmergencyNumber(number="15")),
        entry_pb2.Entry(remote_intervention_centre=details_pb2.RemoteInterventionCentre()),
        entry_pb2.Entry(),
    ],
)
def test_what_nobody_books_is_left_out(entry: entry_pb2.Entry) -> None:
    assert resource_from(entry, TODAY) is None


def test_the_last_day_still_counts() -> None:
    entry = entry_pb2.Entry(
        valid_until="2026-11-20", access_point=details_pb2.AccessPoint(), commune_code="48030"
    )
    assert resource_from(entry, TODAY) is not None
