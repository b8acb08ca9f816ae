"""The slow, obvious answer: ask zoneinfo what the clock on the wall shows, minute by minute."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from services.hours.openings import day_ranges
from services.hours.weekly import OpeningHours

ZONES = {
    "Europe/Paris": "48",
    "America/Guadeloupe": "971",
    "America/Martinique": "972",
    "America/Cayenne": "973",
    "America/Miquelon": "975",
    "America/St_Barthelemy": "977",
    "America/Marigot": "978",
    "Indian/Reunion": "974",
    "Indian/Mayotte": "976",
    "Pacific/Noumea": "988",
    "Pacific/Tahiti": "987",
    "Pacific/Marquesas": "987",
    "Pacific/Gambier": "987",
    "Pacific/Wallis": "986",
}

# A week around each clock change of 2027: Saint-Pierre-et-Miquelon's (March, November), then Paris's.
CHANGE_WEEKS = [
    datetime(2027, 3, 11, tzinfo=UTC),
    datetime(2027, 11, 4, tzinfo=UTC),
    datetime(2027, 3, 25, tzinfo=UTC),
    datetime(2027, 10, 28, tzinfo=UTC),
]


def shows_open(hours: OpeningHours, zone: str, department: str, at: datetime) -> bool:
    wall = at.astimezone(ZoneInfo(zone))
    minute = wall.hour * 60 + wall.minute
    return any(start <= minute < end for start, end in day_ranges(hours, department, wall.date()))


def grain_is_open(hours: OpeningHours, zone: str, department: str, at: datetime) -> bool:
    return all(shows_open(hours, zone, department, at + timedelta(minutes=m)) for m in range(5))
