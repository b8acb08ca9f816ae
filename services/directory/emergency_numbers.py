"""The numbers to call, from the data file that ships with the product: real ones, never demo."""

import tomllib
from importlib.resources import files
from typing import Any

from services.directory.domain.details import EmergencyNumber
from services.directory.domain.entries import BookableVia, Entry, EntryKind, Provenance
from services.hours.weekly import OpeningHours, WeeklyHours
from services.territory.zones import zone_of_commune

SOURCE = "emergency-numbers"
_ALWAYS = OpeningHours(WeeklyHours((((0, 1440),),) * 7), holidays_open=True)
# Public holidays cannot be told from weekdays here: on them the line is shown from 20:00 only.
_OUT_OF_HOURS = OpeningHours(
    WeeklyHours((*[((1200, 1440),)] * 5, ((720, 1440),), ((0, 1440),))), holidays_open=True
)
_HOURS = {
    "24/7": _ALWAYS,
    "evenings after 20:00, Saturdays from 12:00, Sundays and public holidays": _OUT_OF_HOURS,
}


def emergency_numbers() -> tuple[Entry, ...]:
    """An entry for each number, without id (`check_entry` gives it); the file is read anew."""
    raw = (files("services.directory") / "data" / "emergency_numbers.toml").read_text(encoding="utf-8")
    content = tomllib.loads(raw)
    return tuple(_entry(row, content["version"]) for row in content["numbers"])


def _entry(row: dict[str, Any], version: str) -> Entry:
    seat = row.get("seat", "")
    return Entry(
        kind=EntryKind.EMERGENCY_NUMBER,
        name=row["label_fr"],
        commune_code=seat,
        time_zone=zone_of_commune(seat),
        hours=_HOURS[row["hours"]],
        bookable_via=BookableVia.NOTHING,
        languages=("fr",),
        provenance=Provenance(SOURCE, row["id"], version),
        detail=EmergencyNumber(
            number=row["number"],
            label_fr=row["label_fr"],
            label_en=row["label_en"],
            channels=tuple(row["channels"]),
            departments=tuple(row["departments"]),
        ),
        operator_note=f"{row['source']}{'' if row['verified'] else ' (à vérifier avant usage)'}",
    )
