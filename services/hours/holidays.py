"""French public holidays by department, from the `holidays` package (MIT), which cites the laws.

The package's own subdivision codes are not department codes: Alsace is "6AE", the overseas collectivities
are letters, and an unlisted code such as "GES" is accepted and silently means mainland France. So every
department that differs from the mainland is named here, and everything else is mainland.

Two things the law leaves to local use are taken as closed, as the package does: Good Friday in every commune
of Alsace-Moselle (legal only where there is a Protestant church), and the customary days of the Antilles and
Polynesia (Good Friday, Mi-Carême, 21 July). A place that works on those days says so with an exception.
"""

from datetime import date
from functools import lru_cache

_SUBDIVISION_OF_DEPARTMENT = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


@lru_cache(maxsize=512)
def _holidays_of_subdivision(subdivision: str | None, year: int) -> frozenset[date]:
    # Imported on first use: the package loads every country of the world, about 0.13 s.
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("FR", subdiv=subdivision, years=year))


def public_holidays(department: str, year: int) -> frozenset[date]:
    """The public holidays of a department ("01".."95", "2A", "2B", "971".."988") in a calendar year."""
    return _holidays_of_subdivision(_SUBDIVISION_OF_DEPARTMENT.get(department), year)


def is_public_holiday(department: str, day: date) -> bool:
    return day in public_holidays(department, day.year)
