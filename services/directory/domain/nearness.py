"""Cells of a quarter of a degree, walked in rings, so that a database index can answer "what is near".

Everything within a bound lies in the rings already walked: what was read can be handed out in order before
the rest is looked at. Cells are numbered row by row from the south pole and the antimeridian.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, floor, radians, sin

from services.territory.position import EARTH_RADIUS_KM, Position

CELL_DEGREES = 0.25
CELLS_AROUND = 1440
MOST_RINGS = 60
_ROWS = 721  # the pole itself has a row


@dataclass(frozen=True, slots=True)
class Ring:
    """Cells that were not in an earlier ring; all that is nearer than `bound_km` lies in these or those."""

    cells: tuple[int, ...]
    bound_km: float


def cell_of(position: Position) -> int:
    """The number of the cell that holds the position."""
    row, column = _row_and_column(position)
    return row * CELLS_AROUND + column


def _row_and_column(position: Position) -> tuple[int, int]:
    row = floor((position.lat + 90) / CELL_DEGREES)
    return row, floor((position.lon + 180) / CELL_DEGREES) % CELLS_AROUND


def rings(centre: Position, radius_km: float) -> Iterator[Ring]:
    """Rings from the centre's cell outward until their bound reaches the radius.

    Right for 500 km up to the latitudes of Terre Adélie; nearer a pole, meridians meet and it stops short
    at fifteen degrees rather than walk around the Earth.
    """
    row, column = _row_and_column(centre)
    shrink = cos(radians(centre.lat))
    for steps in range(MOST_RINGS + 1):
        angle = radians(steps * CELL_DEGREES)
        bound = EARTH_RADIUS_KM * min(angle, asin(sin(angle) * shrink))
        yield Ring(tuple(_around(row, column, steps)), bound)
        if bound >= radius_km:
            return


def _around(row: int, column: int, steps: int) -> Iterator[int]:
    """The cells exactly `steps` rows or columns away; rows end at the poles, columns wrap around."""
    if steps == 0:
        yield row * CELLS_AROUND + column
        return
    for across in range(-steps, steps + 1):
        its_column = (column + across) % CELLS_AROUND
        for its_row in (row - steps, row + steps):
            if 0 <= its_row < _ROWS:
                yield its_row * CELLS_AROUND + its_column
    for up in range(1 - steps, steps):
        if 0 <= row + up < _ROWS:
            yield (row + up) * CELLS_AROUND + (column - steps) % CELLS_AROUND
            yield (row + up) * CELLS_AROUND + (column + steps) % CELLS_AROUND
