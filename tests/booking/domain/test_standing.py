"""An option that no longer stands is refused with its cause."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.booking.domain.modes import Mode
from services.booking.domain.resources import Cabin, Part
from services.booking.domain.standing import fault, zone_of
from services.hours.weekly import OpeningHours, WeeklyHours
from tests.booking.world import CATALOGUE, MORNING, NETWORK, SIGNER, WORKING, option, resource

SOON = MORNING + timedelta(hours=2)
EAR = CATALOGUE.needs["ear-pain"]
HERE = {each.id: each for each in NETWORK}
SHUT = OpeningHours(WeeklyHours(((),) * 7), holidays_open=True)


def ticket(start=SOON, *ids, **said):
    return SIGNER.open(option(start, *ids, **said))


def with_cabin(**changed):
    return {**HERE, "cabin-1": replace(HERE["cabin-1"], **changed)}


def test_it_stands():
    assert fault(ticket(), HERE, EAR, MORNING) == ""


@pytest.mark.parametrize(
    ("resources", "cause"),
    [
        ({}, "RESOURCE_UNKNOWN"),
        ({**HERE, "cabin-1": resource("cabin-1", Part.NURSE)}, "RESOURCE_UNKNOWN"),
        (with_cabin(bookable_via="phone"), "NOT_BOOKABLE"),
        (with_cabin(valid_from=date(2027, 3, 4)), "NOT_VALID_YET"),
        (with_cabin(valid_until=date(2027, 3, 2)), "NO_LONGER_VALID"),
        (with_cabin(hours=SHUT), "CLOSED"),
        (with_cabin(detail=Cabin(working=WORKING, silent=True)), "CABIN_SILENT"),
        (with_cabin(detail=Cabin(working=WORKING - {"otoscope"})), "EQUIPMENT_BROKEN"),
        (with_cabin(detail=Cabin(working=WORKING, approval_valid_until=date(2027, 3, 2))), "NO_LONGER_VALID"),
        ({**HERE, "doctor-1": replace(HERE["doctor-1"], hours=SHUT)}, "CLOSED"),
    ],
)
def test_what_changed_since_it_was_answered(resources, cause):
    assert fault(ticket(), resources, EAR, MORNING) == cause


def test_time_has_bounds():
    assert fault(ticket(MORNING), HERE, EAR, MORNING) == "IN_THE_PAST"
    assert fault(ticket(MORNING + timedelta(days=28)), HERE, EAR, MORNING) == ""
    assert fault(ticket(MORNING + timedelta(days=28, minutes=5)), HERE, EAR, MORNING) == "BEYOND_HORIZON"


def test_a_nurse_cannot_have_left_in_the_past():
    visit = ticket(SOON, "nurse-1", mode=Mode.HOME_VISIT)
    (claim,) = visit.claims
    leaves = SOON - timedelta(minutes=40)
    visit = replace(visit, claims=(replace(claim, first_grain=claim.first_grain - 8),))
    assert fault(visit, HERE, EAR, leaves) == ""
    assert fault(visit, HERE, EAR, leaves + timedelta(minutes=4, seconds=59)) == ""
    assert fault(visit, HERE, EAR, leaves + timedelta(minutes=5)) == "IN_THE_PAST"


def test_a_withdrawn_need_is_not_booked():
    assert fault(ticket(need_id="gone"), HERE, None, MORNING) == "NEED_WITHDRAWN"


def test_another_instrument_that_is_broken_does_not_matter():
    resources = with_cabin(
        detail=Cabin(working=WORKING - {"blood_pressure"}, broken=frozenset({"blood_pressure"}))
    )
    assert fault(ticket(), resources, EAR, MORNING) == ""


def test_both_nights_of_the_clock_change():
    # Open from 01:00 to 04:00 on the wall. In spring 02:00-03:00 does not exist, in autumn it comes twice.
    night = OpeningHours(WeeklyHours((((60, 240),),) * 7), holidays_open=True)
    nights = {each.id: replace(each, hours=night) for each in NETWORK}
    for start, stands in [
        (datetime(2027, 3, 28, 0, 50, tzinfo=UTC), True),  # 01:50 to 03:05 on the wall: 15 minutes
        (datetime(2027, 3, 28, 1, 50, tzinfo=UTC), False),  # 03:50 to 04:05: closed at 04:00
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), True),  # the first 02:30
        (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), True),  # the second 02:30
        (datetime(2027, 10, 30, 22, 50, tzinfo=UTC), False),  # 00:50: before it opens
    ]:
        now = start - timedelta(hours=3)
        assert (fault(ticket(start), nights, EAR, now) == "") is stands, start


def test_the_zone_is_the_places_or_the_patients():
    far = {**HERE, "cabin-1": replace(HERE["cabin-1"], zone="Indian/Reunion")}
    assert zone_of(ticket(), far) == "Indian/Reunion"
    assert zone_of(ticket(SOON, "nurse-1", mode=Mode.HOME_VISIT), far) == "Europe/Paris"
