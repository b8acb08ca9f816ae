"""The IANA time zone of a commune. Source: zone.tab of the tz database, checked with tzdata 2026.6."""

from services.territory.communes import commune_code

_METROPOLITAN = "Europe/Paris"

_BY_DEPARTMENT = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
    "989": "Etc/GMT+8",  # Clipperton: nobody lives there, and the tz database has no name for it
}

# Communes whose clocks are not those of the rest of their territory.
_BY_COMMUNE = {
    "98414": "Antarctica/DumontDUrville",
    "98415": "Indian/Mayotte",
    "98719": "Pacific/Gambier",
    **dict.fromkeys(("98718", "98723", "98731", "98746", "98756", "98757"), "Pacific/Marquesas"),
}


def zone_of_department(department: str) -> str:
    """`Europe/Paris` for metropolitan France, the zone of the capital for an overseas territory."""
    return _BY_DEPARTMENT.get(department, _METROPOLITAN)


def zone_of_commune(code: str) -> str:
    """The zone of a commune by its INSEE code; arrondissement codes are welcome."""
    code = commune_code(code)
    overseas = code[:3] if code.startswith(("97", "98")) else ""
    return _BY_COMMUNE.get(code) or zone_of_department(overseas)
