"""When invented places and people are there, on the clock of their own place."""

from services.hours.weekly import OpeningHours, Ranges, WeeklyHours


def _minutes(text: str) -> int:
    hour, _, minute = text.partition("h")
    return int(hour) * 60 + int(minute or 0)


def _day(text: str) -> Ranges:
    """`9h-12h30 14h-19h`; empty is closed; `20h-7h` passes midnight."""
    return tuple(
        (_minutes(start), _minutes(end)) for start, _, end in (part.partition("-") for part in text.split())
    )


def _week(days: str, saturday: str = "", sunday: str = "", *, monday: str | None = None) -> WeeklyHours:
    return WeeklyHours.with_nights(
        [_day(days if monday is None else monday), *[_day(days)] * 4, _day(saturday), _day(sunday)]
    )


def _some(*weeks: WeeklyHours, holidays_open: bool = False) -> tuple[OpeningHours, ...]:
    return tuple(OpeningHours(week, holidays_open=holidays_open) for week in weeks)


OF_SITE: dict[str, tuple[OpeningHours, ...]] = {
    "pharmacy": _some(
        _week("9h-12h30 14h-19h", "9h-12h30"),
        _week("9h-12h15 14h-19h15", "9h-12h15 14h-18h"),
        _week("8h30-12h30 14h-19h30", "8h30-12h30"),
        _week("9h-12h 14h-19h", "9h-12h", monday="14h-19h"),
        _week("9h-12h30 14h-19h", "9h-12h30 14h-17h", monday=""),
        _week("8h30-19h30", "9h-19h"),
    ),
    "town_hall": _some(
        _week("9h-12h"),
        _week("9h-12h 14h-17h", monday=""),
        _week("8h30-12h 13h30-17h", "9h-12h"),
        WeeklyHours((_day("14h-18h"), (), _day("9h-12h"), (), _day("9h-12h 14h-18h"), (), ())),
    ),
    "station": _some(_week("6h-21h", "6h30-21h", "7h-21h"), _week("5h30-22h30", "6h-22h", "7h-22h"))
    + _some(_week("6h30-20h", "7h-20h", "8h-20h"), holidays_open=True),
    "post_office": _some(
        _week("9h-12h 14h-17h", "9h-12h"),
        _week("9h-12h 13h30-16h30", "9h-12h", monday=""),
        _week("8h30-18h", "8h30-12h30"),
    ),
    "france_services": _some(
        _week("9h-12h30 13h30-17h"),
        _week("8h45-12h 13h30-17h30", "9h-12h"),
        _week("9h-12h 14h-17h", monday="14h-17h"),
    ),
    "village_hall": _some(_week("8h-20h", "8h-20h", "9h-19h"), _week("7h-21h", "7h-21h", "7h-21h"))
    + _some(_week("8h-19h", "9h-18h", "9h-18h"), holidays_open=True),
    "health_centre": _some(
        _week("8h-19h", "9h-12h"), _week("8h30-12h30 13h30-18h30"), _week("8h-20h", "8h-18h")
    ),
}

OFFICE = _some(_week("9h-12h30 13h30-17h30"), _week("8h30-18h"), _week("8h-19h", "9h-12h"))

VISITS = _some(
    _week("8h30-12h30 13h30-17h30"),
    _week("8h-16h"),
    _week("7h30-13h 15h-18h30", "8h-12h"),
    _week("10h-18h", "9h-13h", monday=""),
)

PRACTICE = _some(
    _week("8h30-12h 14h-18h30"),
    _week("9h-12h30 14h-19h", "9h-12h"),
    _week("8h-12h 13h30-17h", monday="14h-19h"),
    WeeklyHours((_day("8h30-19h"), _day("8h30-19h"), (), _day("8h30-19h"), _day("8h30-13h"), (), ())),
)

REMOTE_DAYS = _some(
    _week("8h-12h 13h-17h"),
    _week("9h-13h 14h-18h"),
    _week("9h-12h 14h-17h", monday=""),
    WeeklyHours((_day("8h-18h"), (), _day("8h-18h"), (), _day("8h-18h"), (), ())),
)
REMOTE_EVENINGS = _some(_week("17h-22h"), _week("12h-20h", "9h-13h"), _week("18h-23h30", "14h-20h"))
REMOTE_WEEKENDS = _some(
    WeeklyHours(((), (), (), (), _day("14h-20h"), _day("8h-20h"), _day("8h-20h"))),
    WeeklyHours((_day("8h-12h"), (), (), (), (), _day("9h-19h"), _day("10h-18h"))),
    _week("8h-14h", "8h-14h", "8h-14h"),
    _week("14h-21h", "14h-21h", "14h-21h"),
    holidays_open=True,
)
REMOTE_NIGHTS = _some(
    _week("21h-7h", "21h-7h", "21h-7h"),
    _week("19h-3h", "19h-3h", "19h-3h"),
    _week("1h-9h", "1h-9h", "1h-9h"),
    holidays_open=True,
)

ALWAYS = OpeningHours(_week("0h-24h", "0h-24h", "0h-24h"), holidays_open=True)
