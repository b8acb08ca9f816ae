"""Hypothesis strategies and a few plain plans for the tests of hours."""

from datetime import date

from hypothesis import strategies as st

from services.hours.weekly import DayException, OpeningHours, WeeklyHours, united

_minutes = st.one_of(st.integers(0, 1440), st.sampled_from([0, 60, 90, 115, 120, 150, 165, 180, 185, 1440]))
_day = st.lists(
    st.tuples(_minutes, _minutes).filter(lambda r: r[0] != r[1]).map(lambda r: (min(r), max(r))), max_size=3
).map(united)
weeks = st.tuples(*[_day] * 7).map(WeeklyHours)
_change_days = st.sampled_from([date(2027, 3, 14), date(2027, 3, 28), date(2027, 10, 31), date(2027, 11, 7)])
exceptions = st.lists(
    st.builds(lambda day, ranges: DayException(day, day, ranges), _change_days, _day), max_size=2
)
plans = st.builds(OpeningHours, weeks, exceptions.map(tuple), st.booleans())

ROUND_THE_CLOCK = OpeningHours(WeeklyHours((((0, 1440),),) * 7), holidays_open=True)
OFFICE = OpeningHours(WeeklyHours((*[((540, 720), (840, 1050))] * 5, ((540, 720),), ())))
SMALL_HOURS = OpeningHours(WeeklyHours((((0, 95), (115, 185), (1320, 1440)),) * 7), holidays_open=True)
