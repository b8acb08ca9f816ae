"""What is near: things at positions, walked in increasing distance without looking at all of them.

A grid of cells in degrees. From the cell of the origin we read square rings outward; what the rings up to
k have not shown is farther than a bound that grows with k, so everything nearer can be handed out in order.
"""

from collections.abc import Iterable, Iterator
from math import asin, cos, floor, inf, radians, sin, sqrt
from typing import Generic, TypeVar

from services.territory.position import EARTH_RADIUS_KM, Position

T = TypeVar("T")

_CELL_DEGREES = 0.1
_CELL_RADIANS = radians(_CELL_DEGREES)
_CELLS_AROUND = round(360 / _CELL_DEGREES)
# Past 40 rings (440 km) nothing is near: reading all that is left at once is cheaper than empty cells.
_MOST_RINGS = 40
_DIAMETER_KM = 2 * EARTH_RADIUS_KM

# (latitude and longitude in radians, cosine of the latitude, rank in the order given, the thing itself)
_Entry = tuple[float, float, float, int, T]
_Cell = tuple[int, int]


class Nearby(Generic[T]):
    """An immutable index of (position, thing). About 2 µs per thing to build."""

    __slots__ = ("_cells", "_size")

    def __init__(self, things: Iterable[tuple[Position, T]]) -> None:
        self._cells: dict[_Cell, list[_Entry[T]]] = {}
        self._size = 0
        for rank, (position, thing) in enumerate(things):
            lat = radians(position.lat)
            entry = (lat, radians(position.lon), cos(lat), rank, thing)
            self._cells.setdefault(_cell(position), []).append(entry)
            self._size = rank + 1

    def __len__(self) -> int:
        return self._size

    def walk(self, origin: Position, within_km: float = inf) -> Iterator[tuple[float, T]]:
        """Every thing within that distance, with its great-circle distance in km, nearest first; equal
        distances come in the order the things were given. Lazy: stop when you have enough. Where nothing is
        near, a limit under 400 km spares measuring the rest of the world.
        """
        lat, lon = radians(origin.lat), radians(origin.lon)
        cos_lat = cos(lat)
        centre = _cell(origin)
        waiting: list[tuple[float, int, T]] = []
        seen = 0
        for ring in range(_MOST_RINGS + 1):
            if seen == self._size:
                break
            fresh: list[_Entry[T]] = []
            for cell in _ring(centre, ring):
                fresh += self._cells.get(cell, ())
            if fresh:
                seen += len(fresh)
                waiting += _measured(fresh, lat, lon, cos_lat)
                waiting.sort()  # ranks differ, so two things are never compared
            bound = _unseen_beyond_km(ring, cos_lat)
            ready = 0
            while ready < len(waiting) and waiting[ready][0] < bound:
                if waiting[ready][0] > within_km:
                    return
                yield waiting[ready][0], waiting[ready][2]
                ready += 1
            del waiting[:ready]
            if bound > within_km:
                return
        if seen < self._size:
            rest = [
                entry for cell, entries in self._cells.items() if _outside(cell, centre) for entry in entries
            ]
            waiting += _measured(rest, lat, lon, cos_lat)
            waiting.sort()
        for km, _, thing in waiting:
            if km > within_km:
                return
            yield km, thing


def _cell(position: Position) -> _Cell:
    return floor(position.lat / _CELL_DEGREES), floor(position.lon / _CELL_DEGREES) % _CELLS_AROUND


def _ring(centre: _Cell, ring: int) -> Iterator[_Cell]:
    """The cells exactly `ring` steps from the centre; longitudes wrap around the antimeridian."""
    row, column = centre
    if ring == 0:
        yield centre
        return
    for step in range(-ring, ring + 1):
        across = (column + step) % _CELLS_AROUND
        yield row - ring, across
        yield row + ring, across
    left, right = (column - ring) % _CELLS_AROUND, (column + ring) % _CELLS_AROUND
    for step in range(1 - ring, ring):
        yield row + step, left
        yield row + step, right


def _outside(cell: _Cell, centre: _Cell) -> bool:
    across = abs(cell[1] - centre[1])
    return abs(cell[0] - centre[0]) > _MOST_RINGS or min(across, _CELLS_AROUND - across) > _MOST_RINGS


def _unseen_beyond_km(ring: int, cos_lat: float) -> float:
    """No thing outside the rings 0..ring is nearer than this: it is that many cells away in latitude, or
    behind a meridian that many cells away, whose nearest point is asin(sin(angle) * cos(latitude)) off.
    """
    angle = ring * _CELL_RADIANS
    # A micrometre less, for positions that rounding puts on the wrong side of a cell's edge.
    return EARTH_RADIUS_KM * min(angle, asin(sin(angle) * cos_lat)) - 1e-9


def _measured(
    entries: Iterable[_Entry[T]], lat: float, lon: float, cos_lat: float
) -> list[tuple[float, int, T]]:
    # The haversine of position.distance_km, written out: a call per thing would cost as much again.
    return [
        (
            _DIAMETER_KM
            * asin(
                min(
                    1.0,
                    sqrt(sin((its_lat - lat) / 2) ** 2 + cos_lat * its_cos * sin((its_lon - lon) / 2) ** 2),
                )
            ),
            rank,
            thing,
        )
        for its_lat, its_lon, its_cos, rank, thing in entries
    ]
