from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.hours import grains
from services.hours.openings import NaiveInstantError, open_intervals
from services.hours.weekly import DayException, OpeningHours, WeeklyHours
from tests.hours.brute_force import CHANGE_WEEKS, ZONES, grain_is_open, shows_open
from tests.hours.plans import OFFICE, ROUND_THE_CLOCK, SMALL_HOURS, plans

WEEK = 7 * grains.GRAINS_PER_DAY
bit_sets = st.sets(st.integers(0, 60))


def bits_of(offsets) -> int:
    return sum(1 << offset for offset in offsets)


@pytest.mark.parametrize("zone", sorted(ZONES))
def test_every_quarter_hour_of_the_change_weeks_in_every_french_zone(zone):
    department = ZONES[zone]
    for first in CHANGE_WEEKS:
        base = grains.grain_of(first)
        maps = {hours: grains.bitmap(hours, zone, department, base, WEEK) for hours in (OFFICE, SMALL_HOURS)}
        assert grains.bitmap(ROUND_THE_CLOCK, zone, department, base, WEEK) == (1 << WEEK) - 1
        for quarter in range(7 * 96):
            at = first + timedelta(minutes=15 * quarter)
            for hours, bits in maps.items():
                assert bits >> quarter * 3 & 1 == shows_open(hours, zone, department, at), (hours, at)


@settings(max_examples=10, deadline=None)
@given(
    plans,
    st.sampled_from(sorted(ZONES)),
    st.sampled_from(CHANGE_WEEKS),
    st.integers(-300, 300),
    st.integers(0, WEEK),
)
def test_a_grain_is_open_when_all_its_minutes_are(hours, zone, first, shift, count):
    base = grains.grain_of(first) + shift
    bits = grains.bitmap(hours, zone, ZONES[zone], base, count)
    assert bits.bit_length() <= count
    start = first + timedelta(minutes=5 * shift)
    for offset in range(0, count, 7):
        at = start + timedelta(minutes=5 * offset)
        assert bits >> offset & 1 == grain_is_open(hours, zone, ZONES[zone], at)


@settings(max_examples=20, deadline=None)
@given(plans, st.sampled_from(sorted(ZONES)), st.sampled_from(CHANGE_WEEKS))
def test_bitmap_and_intervals_tell_one_story(hours, zone, first):
    base = grains.grain_of(first)
    bits = grains.bitmap(hours, zone, ZONES[zone], base, WEEK)
    expected = 0
    for start, end in open_intervals(hours, zone, ZONES[zone], first, 7):
        low = -(-int(start.timestamp()) // 300) - base
        high = int(end.timestamp()) // 300 - base
        if low < high:
            expected |= grains.span_bits(low, high - low)
    assert bits == expected


def test_an_autumn_day_has_25_hours_of_grains_and_a_spring_day_23():
    for day, expected in [(date(2027, 10, 31), 300), (date(2027, 3, 28), 276), (date(2027, 6, 13), 288)]:
        hours = OpeningHours(WeeklyHours(((),) * 7), (DayException(day, day, ((0, 1440),)),))
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Europe/Paris"))
        bits = grains.bitmap(hours, "Europe/Paris", "48", grains.grain_of(midnight) - 100, 600)
        assert bits == grains.span_bits(100, expected)


def test_a_grain_counts_only_when_whole():
    hours = OpeningHours(WeeklyHours((((542, 724), (800, 804)),) * 7), holidays_open=True)
    base = grains.grain_of(datetime(2027, 6, 14, tzinfo=UTC))
    bits = grains.bitmap(hours, "Africa/Abidjan", "48", base, 288)
    assert grains.ranges(bits) == ((545 // 5, 720 // 5),)


def test_an_empty_window_is_empty_and_a_negative_one_refused():
    assert grains.bitmap(ROUND_THE_CLOCK, "Europe/Paris", "48", 6_000_000, 0) == 0
    with pytest.raises(ValueError):
        grains.bitmap(ROUND_THE_CLOCK, "Europe/Paris", "48", 6_000_000, -1)


def test_the_grain_of_an_instant():
    assert grains.grain_of(datetime(1970, 1, 1, 0, 9, 59, tzinfo=UTC)) == 1
    with pytest.raises(NaiveInstantError):
        grains.grain_of(datetime(2027, 1, 1))


@given(bit_sets, st.integers(1, 20))
def test_runs_start_where_every_bit_follows(offsets, length):
    found = grains.runs(bits_of(offsets), length)
    assert found == bits_of(i for i in offsets if all(i + j in offsets for j in range(length)))


def test_a_run_has_at_least_one_grain():
    with pytest.raises(ValueError):
        grains.runs(1, 0)


@given(bit_sets, st.integers(0, 70))
def test_the_first_set_bit(offsets, start):
    assert grains.first_set(bits_of(offsets), start) == min((i for i in offsets if i >= start), default=None)


@given(bit_sets, st.integers(0, 50), st.integers(1, 12))
def test_claim_takes_all_or_nothing(offsets, start, length):
    wanted = set(range(start, start + length))
    claimed = grains.claim(bits_of(offsets), start, length)
    assert claimed == (bits_of(offsets - wanted) if wanted <= offsets else None)
    assert grains.clear(bits_of(offsets), start, length) == bits_of(offsets - wanted)


@given(bit_sets, st.integers(0, 1000))
def test_ranges_are_the_maximal_runs(offsets, base):
    found = grains.ranges(bits_of(offsets), base)
    assert {i for start, end in found for i in range(start, end)} == {base + i for i in offsets}
    assert all(found[i][1] < found[i + 1][0] for i in range(len(found) - 1))


def test_a_negative_bitmap_would_never_end():
    with pytest.raises(ValueError):
        grains.ranges(-1)
