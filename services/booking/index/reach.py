"""How soon anybody could be there: a bound under every travel time from one origin, by distance.

The search walks outward and stops when nothing farther can be better. That is exact only if the bound is
never above a real travel time. It is the model itself on the easiest road there could be from this origin.
"""

from math import cos, degrees, radians

from services.territory.position import EARTH_RADIUS_KM, Position
from services.territory.terrain import Terrain
from services.territory.travel import FromHere, Mobility, ModelledTravel, Spot

_STEP_KM = 2
_MOST_STEPS = 500  # 1,000 km: farther is as far
_OTHER_SOURCE_PACE = 0.5  # a routing server may know faster roads than the model, not twice as fast


class Reach:
    """Least minutes from one origin, in steps of 2 km; never shrinks with distance."""

    __slots__ = ("_from_here", "_mobility", "_origin", "_pace", "_steps")

    def __init__(self, origin: Spot, mobility: Mobility, *, modelled: bool) -> None:
        self._from_here: FromHere = ModelledTravel().prepared(origin)
        self._origin = origin
        self._mobility = mobility
        self._pace = 1.0 if modelled else _OTHER_SOURCE_PACE
        self._steps: list[float] = []

    def least_minutes(self, km: float) -> float:
        """No place in another commune at `km` (great circle) or farther is reached in fewer minutes."""
        step = min(int(km // _STEP_KM), _MOST_STEPS)
        while len(self._steps) <= step:
            self._steps.append(self._probe(len(self._steps) * _STEP_KM))
        return self._steps[step]

    def _probe(self, km: float) -> float:
        where = self._origin.position
        if where is None or km == 0:
            return 0.0
        away = degrees(km / EARTH_RADIUS_KM)
        probe = Position(where.lat - away if where.lat > 0 else where.lat + away, where.lon)
        # Country roads are faster, towns have more buses: the better of the two is the bound.
        minutes = min(
            self._from_here.minutes(self._easiest(probe, urban=urban), self._mobility) or 0
            for urban in (False, True)
        )
        # One minute less: the model rounds up, and the probe's distance is only as good as its sines.
        return max(0.0, self._pace * (minutes - 1))

    def _easiest(self, probe: Position, *, urban: bool) -> Spot:
        return Spot(
            commune="",
            position=probe,
            accuracy_m=0,
            network=self._origin.network,
            terrain=Terrain.FLAT,
            urban=urban,
            lat=radians(probe.lat),
            lon=radians(probe.lon),
            cos_lat=cos(radians(probe.lat)),
            blur_km2=0.0,
        )
