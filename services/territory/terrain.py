"""How hilly a department is, and what that does to a journey by road.

The classes were drawn by hand in November 2026, department by department, along the massifs of the
mountain law (law 85-30 of 9 January 1985): mostly in a massif is mountain, partly or rolling is hilly.
Detours and speeds are assumptions of the same date, above the circuity of 1.2 found in towns (Newell 1980,
O'Sullivan 1996, quoted in the wikibook Transportation Geography and Network Science) and under the legal
speeds. None of it is calibrated on French journeys: plug in a routing server (`TravelTimes`) for that.
"""

from dataclasses import dataclass
from enum import IntEnum


class Terrain(IntEnum):
    """From the easiest to the hardest: a journey is as hard as the harder of its two ends."""

    FLAT = 0
    HILLY = 1
    MOUNTAIN = 2


@dataclass(frozen=True, slots=True)
class Roads:
    """`detour`: kilometres by road per kilometre as the crow flies. `pace`: what remains of the speed."""

    detour: float
    pace: float


ROADS: dict[Terrain, Roads] = {
    Terrain.FLAT: Roads(detour=1.25, pace=1.0),
    Terrain.HILLY: Roads(detour=1.35, pace=0.9),
    Terrain.MOUNTAIN: Roads(detour=1.5, pace=0.8),
}

_MOUNTAIN = frozenset(
    {"04", "05", "06", "07", "09", "15", "2A", "2B", "38", "43", "48", "63", "65", "66", "73", "74", "974"}
)
_HILLY = frozenset(
    {
        "01", "03", "11", "12", "19", "21", "23", "25", "26", "30", "31", "34", "39", "42", "46", "58", "64",
        "68", "69", "70", "71", "81", "83", "84", "87", "88", "90",
        "971", "972", "973", "975", "976", "977", "978", "986", "987", "988",
    }
)  # fmt: skip


def terrain_of(department: str) -> Terrain:
    """The class of a department, FLAT for one the tables do not name."""
    if department in _MOUNTAIN:
        return Terrain.MOUNTAIN
    return Terrain.HILLY if department in _HILLY else Terrain.FLAT
