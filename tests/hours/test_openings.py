from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.hours.openings import (
    LookAheadError,
    NaiveInstantError,
    day_ranges,
    is_open,
    next_opening,
    open_intervals,
)
from services.hours.weekly import DayException, OpeningHours, WeeklyHours
from tests.hours.brute_force import CHANGE_WEEKS, ZONES, shows_open
from tests.hours.plans import OFFICE, ROUND_THE_CLOCK, plans

PARIS = ZoneInfo("Europe/Paris")
EVERY_DAY = (((120, 180),),) * 7


def paris(*when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=PARIS, fold=fold)


def only(ranges, day: date) -> OpeningHours:
    return OpeningHours(WeeklyHours(((),) * 7), (DayException(day, day, ranges),))


def lengths(hours: OpeningHours, first: datetime, days: int = 1) -> list[timedelta]:
    return [end - start for start, end in open_intervals(hours, "Europe/Paris", "48", first, days)]


def test_the_missing_hour_vanishes():
    assert lengths(only(((125, 175),), date(2027, 3, 28)), paris(2027, 3, 28)) == []


def test_a_range_across_the_missing_hour_is_an_hour_shorter():
    assert lengths(only(((60, 240),), date(2027, 3, 28)), paris(2027, 3, 28)) == [timedelta(hours=2)]


def test_a_range_that_starts_in_the_missing_hour_keeps_what_exists():
    ((start, end),) = open_intervals(
        only(((150, 240),), date(2027, 3, 28)), "Europe/Paris", "48", paris(2027, 3, 28), 1
    )
    assert (start, end) == (paris(2027, 3, 28, 3), paris(2027, 3, 28, 4))


def test_a_range_across_the_doubled_hour_lasts_its_real_length():
    assert lengths(only(((60, 240),), date(2027, 10, 31)), paris(2027, 10, 31)) == [timedelta(hours=4)]


def test_a_range_within_the_doubled_hour_is_shown_twice():
    hours = only(((135, 165),), date(2027, 10, 31))
    assert lengths(hours, paris(2027, 10, 31)) == [timedelta(minutes=30)] * 2
    assert is_open(hours, "Europe/Paris", "48", paris(2027, 10, 31, 2, 20, fold=0))
    assert is_open(hours, "Europe/Paris", "48", paris(2027, 10, 31, 2, 20, fold=1))


def test_round_the_clock_is_one_interval_through_both_changes():
    for first in CHANGE_WEEKS:
        intervals = open_intervals(ROUND_THE_CLOCK, "Europe/Paris", "48", first, 28)
        assert intervals == ((first, first + timedelta(days=28)),)


def test_an_exception_wins_over_the_week_and_over_a_holiday():
    christmas = date(2026, 12, 25)
    assert day_ranges(OFFICE, "48", christmas) == ()
    on_duty = OpeningHours(OFFICE.weekly, (DayException(christmas, christmas, ((540, 720),)),))
    assert day_ranges(on_duty, "48", christmas) == ((540, 720),)
    away = OpeningHours(ROUND_THE_CLOCK.weekly, (DayException(christmas, christmas),), holidays_open=True)
    assert day_ranges(away, "48", christmas) == ()


def test_the_exception_listed_last_wins():
    summer = DayException(date(2027, 7, 1), date(2027, 8, 31), ((540, 720),))
    leave = DayException(date(2027, 8, 2), date(2027, 8, 8))
    hours = OpeningHours(OFFICE.weekly, (summer, leave))
    assert day_ranges(hours, "48", date(2027, 8, 1)) == ((540, 720),)
    assert day_ranges(hours, "48", date(2027, 8, 2)) == ()
    assert day_ranges(hours, "48", date(2027, 8, 9)) == ((540, 720),)


def test_the_holiday_is_the_one_of_the_department_on_its_own_day():
    reunion_day = datetime(2027, 12, 20, 6, tzinfo=UTC)  # a Monday, 10:00 there
    hours = OFFICE
    assert not is_open(hours, "Indian/Reunion", "974", reunion_day)
    assert is_open(hours, "Europe/Paris", "48", reunion_day + timedelta(hours=3))


def test_next_opening_is_now_while_open_and_else_the_next_range():
    during = paris(2027, 5, 10, 10, 7)
    assert next_opening(OFFICE, "Europe/Paris", "48", during) == during
    assert next_opening(OFFICE, "Europe/Paris", "48", paris(2027, 5, 10, 12)) == paris(2027, 5, 10, 14)
    assert next_opening(OFFICE, "Europe/Paris", "48", paris(2027, 5, 15, 12)) == paris(2027, 5, 18, 9)


def test_a_place_that_never_opens_has_no_next_opening():
    assert (
        next_opening(OpeningHours(WeeklyHours(((),) * 7)), "Europe/Paris", "48", paris(2027, 5, 10)) is None
    )


def test_fractions_of_a_second_never_open_before_the_search():
    first = datetime(2027, 5, 10, 9, 0, 0, 500_000, tzinfo=UTC)
    ((start, _), *_) = open_intervals(ROUND_THE_CLOCK, "Europe/Paris", "48", first, 1)
    assert first <= start < first + timedelta(seconds=1)


def test_an_instant_needs_a_zone():
    for ask in (is_open, next_opening):
        with pytest.raises(NaiveInstantError):
            ask(OFFICE, "Europe/Paris", "48", datetime(2027, 5, 10))
    with pytest.raises(NaiveInstantError):
        open_intervals(OFFICE, "Europe/Paris", "48", datetime(2027, 5, 10), 1)


@pytest.mark.parametrize("days", [-1, 401, 10**12])
def test_nobody_looks_that_far(days):
    with pytest.raises(LookAheadError):
        open_intervals(OFFICE, "Europe/Paris", "48", CHANGE_WEEKS[0], days)


@settings(max_examples=25, deadline=None)
@given(plans, st.sampled_from(sorted(ZONES)), st.sampled_from(CHANGE_WEEKS))
def test_intervals_are_what_the_wall_shows(hours, zone, first):
    intervals = open_intervals(hours, zone, ZONES[zone], first, 7)
    assert all(start < end for start, end in intervals)
    assert all(intervals[i][1] < intervals[i + 1][0] for i in range(len(intervals) - 1))
    assert all(shows_open(hours, zone, ZONES[zone], start) for start, _ in intervals)
    for quarter in range(7 * 96):
        at = first + timedelta(minutes=15 * quarter)
        inside = any(start <= at < end for start, end in intervals)
        assert inside == shows_open(hours, zone, ZONES[zone], at) == is_open(hours, zone, ZONES[zone], at)
