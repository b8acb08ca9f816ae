from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.hours.weekly import (
    DayException,
    ImpossiblePeriodError,
    ImpossibleRangeError,
    NotAWeekError,
    OpeningHours,
    OverlappingRangesError,
    WeeklyHours,
    united,
)

CLOSED = ((),) * 6


def monday(*ranges: tuple[int, int]) -> WeeklyHours:
    return WeeklyHours((ranges, *CLOSED))


def test_touching_ranges_are_one():
    assert monday((540, 720), (720, 1020)).days[0] == ((540, 1020),)


def test_order_carries_no_meaning():
    assert monday((840, 1020), (540, 720)) == monday((540, 720), (840, 1020))


@pytest.mark.parametrize("bad", [(540, 540), (720, 540), (-5, 60), (1380, 1441)])
def test_an_impossible_range_is_refused(bad):
    with pytest.raises(ImpossibleRangeError):
        monday(bad)


def test_contradicting_ranges_are_refused():
    with pytest.raises(OverlappingRangesError):
        monday((540, 720), (700, 800))


@pytest.mark.parametrize("count", [0, 6, 8])
def test_a_week_has_seven_days(count):
    with pytest.raises(NotAWeekError):
        WeeklyHours(((),) * count)


def test_a_night_is_split_at_midnight():
    week = WeeklyHours.with_nights([[(1320, 360)], *[[]] * 6])
    assert week.days[:2] == (((1320, 1440),), ((0, 360),))


def test_sunday_night_ends_on_monday():
    week = WeeklyHours.with_nights([[(600, 720)], *[[]] * 5, [(1200, 120)]])
    assert week.days[0] == ((0, 120), (600, 720))
    assert week.days[6] == ((1200, 1440),)


def test_a_night_that_ends_at_midnight_leaves_the_next_day_alone():
    week = WeeklyHours.with_nights([[(1200, 0)], *[[]] * 6])
    assert week.days[:2] == (((1200, 1440),), ())


def test_a_night_joins_a_morning_it_meets():
    week = WeeklyHours.with_nights([[(1200, 480)], [(420, 720)], *[[]] * 5])
    assert week.days[1] == ((0, 720),)


def test_seven_nights_in_a_row_lose_nothing():
    week = WeeklyHours.with_nights([[(1080, 480)]] * 7)
    assert week.days == (((0, 480), (1080, 1440)),) * 7


def test_an_exception_ends_no_sooner_than_it_starts():
    with pytest.raises(ImpossiblePeriodError):
        DayException(date(2027, 8, 2), date(2027, 8, 1))


def test_an_exception_checks_its_ranges():
    with pytest.raises(ImpossibleRangeError):
        DayException(date(2027, 8, 1), date(2027, 8, 1), ((1320, 360),))


def test_equal_plans_share_one_key():
    plans = [OpeningHours(monday((840, 1020), (540, 720))), OpeningHours(monday((540, 720), (840, 1020)))]
    assert len(set(plans)) == 1


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)).map(lambda r: (r[0], r[0] + r[1]))))
def test_united_covers_the_same_minutes_with_ranges_apart(ranges):
    merged = united(ranges)
    assert {m for s, e in merged for m in range(s, e)} == {m for s, e in ranges for m in range(s, e)}
    assert all(merged[i][1] < merged[i + 1][0] for i in range(len(merged) - 1))
