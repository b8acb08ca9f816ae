"""Where invented things stand: spread so that nobody is far, then more where more people live."""

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from math import cos, radians
from random import Random

from services.territory.communes import Commune
from services.territory.position import Position, distance_km

_KM_PER_DEGREE = 111.2
# Things stand in the built-up part of a commune: within 300 m in a village, up to 3.5 km in a large city.
_VILLAGE_RADIUS_KM = 0.3
_CITY_RADIUS_KM = 3.5


def inhabited(communes: Iterable[Commune]) -> list[Commune]:
    """The communes where somebody lives, by ascending code: the same list whatever the order given."""
    return sorted((commune for commune in communes if commune.population > 0), key=lambda each: each.code)


def spread(communes: Iterable[Commune], km: float) -> list[Commune]:
    """The first communes, in the order given, that keep `km` between them: no other is farther than that
    from one of them. Communes without a position are left out.
    """
    cell = km / _KM_PER_DEGREE
    kept: dict[tuple[int, int], list[Position]] = {}
    chosen: list[Commune] = []
    for commune in communes:
        here = commune.position
        if here is None:
            continue
        row = int(here.lat // cell)
        # A degree of longitude shrinks towards the poles: look across enough columns of cells.
        reach = int(1 / max(cos(radians(here.lat)), 0.1)) + 1
        column = int(here.lon // cell)
        if any(
            distance_km(here, there) < km
            for near_row in range(row - 1, row + 2)
            for near_column in range(column - reach, column + reach + 1)
            for there in kept.get((near_row, near_column), ())
        ):
            continue
        kept.setdefault((row, column), []).append(here)
        chosen.append(commune)
    return chosen


def drawn(
    communes: Sequence[Commune], count: int, weight: Callable[[Commune], float], chance: Random
) -> list[Commune]:
    """`count` communes, each as often as its weight says; one may come several times."""
    if count <= 0 or not communes:
        return []
    sums = list(accumulate(weight(commune) for commune in communes))
    return [communes[min(bisect(sums, chance.random() * sums[-1]), len(sums) - 1)] for _ in range(count)]


def somewhere_in(commune: Commune, chance: Random) -> Position | None:
    """A point among the houses of the commune, 10 m exact; None where the commune has no position."""
    if commune.position is None:
        return None
    radius = min(_CITY_RADIUS_KM, _VILLAGE_RADIUS_KM + (commune.population / 100_000) ** 0.5 * 2)
    north, east = chance.uniform(-radius, radius), chance.uniform(-radius, radius)
    lat = commune.position.lat + north / _KM_PER_DEGREE
    lon = commune.position.lon + east / (_KM_PER_DEGREE * max(cos(radians(lat)), 0.1))
    return Position(round(lat, 4), round(lon, 4))
