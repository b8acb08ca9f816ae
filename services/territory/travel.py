"""How long it takes to get there: a documented model behind an interface a routing server can fill.

The model: distance as the crow flies, made longer by the detours of the terrain, driven at a speed that
rises with the length of the journey; then what the person can do: drive, or walk and wait for a bus, or be
driven in an adapted vehicle. For one terrain it never shrinks when the distance grows, and going costs
what coming back does. docs/adr/0005-positions-and-travel.md says what was weighed.
"""

from dataclasses import dataclass, field
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Literal, Protocol

from services.territory.communes import Commune
from services.territory.position import EARTH_RADIUS_KM, Position
from services.territory.roads import FERRIES, network_of
from services.territory.terrain import ROADS, Roads, Terrain, terrain_of

Mobility = Literal["car", "no_car", "step_free"]

URBAN_POPULATION = 50_000
# (km by road where the stretch ends, km/h on it): the first and last kilometres are slow, the rest is faster.
RURAL_SPEEDS = ((2.0, 35.0), (15.0, 60.0), (40.0, 70.0), (float("inf"), 85.0))
URBAN_SPEEDS = ((5.0, 22.0), (15.0, 40.0), (40.0, 65.0), (float("inf"), 80.0))
PARKING_MINUTES = 2.0

WALKING_KMH = 4.5
LONGEST_WALK_KM = 2.5
# Public transport: wait and walk to the stop, then so many times the drive. In the country it is a minibus
# on demand, booked ahead, that picks others up on its way.
URBAN_TRANSPORT = (12.0, 1.7)
RURAL_TRANSPORT = (45.0, 1.5)
# Adapted vehicle: getting in and out with a wheelchair, and a gentler drive.
STEP_FREE_TRANSPORT = (10.0, 1.1)

# The root mean square of an error whose ninth decile is 1 (two independent normal coordinates).
_RMS_OF_ACCURACY = 0.66
# People and places of one commune: about 1 km apart (half of the communes are under 11 km²), and never
# farther than 3 km on the word of an estimated position.
_WITHIN_COMMUNE_KM = 1.0
_FARTHEST_WITHIN_KM = 3.0
_DIAMETER_KM = 2 * EARTH_RADIUS_KM


@dataclass(frozen=True, slots=True)
class Spot:
    """One end of a journey, with all the model needs precomputed; made by `spot`, kept with a candidate."""

    commune: str
    position: Position | None
    accuracy_m: int
    network: str
    terrain: Terrain
    urban: bool
    lat: float = field(repr=False)
    lon: float = field(repr=False)
    cos_lat: float = field(repr=False)
    blur_km2: float = field(repr=False)


def spot(commune: Commune, position: Position | None = None) -> Spot:
    """A known position in a commune or, without one, wherever the commune is thought to be."""
    where = position or commune.position
    accuracy_m = 0 if position else commune.position_accuracy_m
    lat, lon = (radians(where.lat), radians(where.lon)) if where else (0.0, 0.0)
    return Spot(
        commune=commune.code,
        position=where,
        accuracy_m=accuracy_m,
        network=network_of(commune.code),
        terrain=terrain_of(commune.department),
        urban=commune.population >= URBAN_POPULATION,
        lat=lat,
        lon=lon,
        cos_lat=cos(lat),
        blur_km2=(_RMS_OF_ACCURACY * accuracy_m / 1000) ** 2,
    )


class FromHere(Protocol):
    """Travel times from one origin, for many destinations."""

    def minutes(self, destination: Spot, mobility: Mobility) -> int | None:
        """Whole minutes, at least 1; None where no road or boat goes or a position is not known."""
        ...


class TravelTimes(Protocol):
    """What routing asks; filled by `ModelledTravel` here, by a Valhalla or OSRM server elsewhere."""

    def minutes(self, origin: Spot, destination: Spot, mobility: Mobility) -> int | None:
        """Whole minutes, at least 1; None where no road or boat goes or a position is not known."""
        ...

    def prepared(self, origin: Spot) -> FromHere:
        """The same answers, faster, when one origin is asked about many destinations."""
        ...


@dataclass(frozen=True, slots=True)
class _Drive:
    """Minutes behind the wheel as a broken line: (end in km as the crow flies, minutes per km, minutes at
    km 0 if the stretch went on backwards).
    """

    stretches: tuple[tuple[float, float, float], ...]
    detour: float

    def minutes(self, km: float) -> float:
        for end, per_km, offset in self.stretches:
            if km <= end:
                return offset + per_km * km
        raise AssertionError(f"no stretch reaches {km} km")  # the last one ends at infinity


def _drive(roads: Roads, speeds: tuple[tuple[float, float], ...]) -> _Drive:
    stretches = []
    start, driven = 0.0, 0.0
    for road_end, kmh in speeds:
        end = road_end / roads.detour
        per_km = 60 * roads.detour / (kmh * roads.pace)
        stretches.append((end, per_km, driven - per_km * start))
        driven += per_km * (end - start)
        start = end
    return _Drive(tuple(stretches), roads.detour)


class ModelledTravel:
    """The documented model: no network, no state, the same answer for ever."""

    __slots__ = ("_drives",)

    def __init__(self) -> None:
        self._drives = {
            (terrain, urban): _drive(ROADS[terrain], URBAN_SPEEDS if urban else RURAL_SPEEDS)
            for terrain in Terrain
            for urban in (False, True)
        }

    def minutes(self, origin: Spot, destination: Spot, mobility: Mobility) -> int | None:
        """See `TravelTimes`."""
        return self.prepared(origin).minutes(destination, mobility)

    def prepared(self, origin: Spot) -> "ModelledFromHere":
        """See `TravelTimes`."""
        return ModelledFromHere(origin, self._drives)


class ModelledFromHere:
    """The model with its origin fixed; about 1 µs per destination."""

    __slots__ = ("_drives", "_origin")

    def __init__(self, origin: Spot, drives: dict[tuple[Terrain, bool], _Drive]) -> None:
        self._origin = origin
        self._drives = drives

    def minutes(self, destination: Spot, mobility: Mobility) -> int | None:
        """See `TravelTimes`."""
        origin = self._origin
        crossing = 0.0
        if origin.network != destination.network:
            ferry = FERRIES.get(frozenset({origin.network, destination.network}))
            if ferry is None:
                return None
            crossing = ferry
        km = _expected_km(origin, destination)
        if km is None:
            return None
        urban = origin.urban or destination.urban
        terrain = max(origin.terrain, destination.terrain)
        drive = self._drives[terrain, urban]
        minutes = drive.minutes(km)
        if mobility == "car":
            minutes += PARKING_MINUTES
        elif mobility == "step_free":
            boarding, times = STEP_FREE_TRANSPORT
            minutes = boarding + times * minutes
        else:
            wait, times = URBAN_TRANSPORT if urban else RURAL_TRANSPORT
            minutes = wait + times * minutes
            walk_km = km * drive.detour
            if walk_km <= LONGEST_WALK_KM:
                minutes = min(minutes, 60 * walk_km / WALKING_KMH)
        return max(1, ceil(crossing + minutes))


def _expected_km(a: Spot, b: Spot) -> float | None:
    """The distance to count with: the one between the positions, made longer by what is not known of them.
    None when a position is missing and the communes differ.
    """
    same_commune = a.commune == b.commune
    if a.position is None or b.position is None:
        return _WITHIN_COMMUNE_KM if same_commune else None
    half_lat = sin((b.lat - a.lat) / 2)
    half_lon = sin((b.lon - a.lon) / 2)
    h = half_lat * half_lat + a.cos_lat * b.cos_lat * half_lon * half_lon
    km = _DIAMETER_KM * asin(min(1.0, sqrt(h)))
    blur_km2 = a.blur_km2 + b.blur_km2
    if same_commune and blur_km2:
        if max(a.accuracy_m, b.accuracy_m) > 1000 * _FARTHEST_WITHIN_KM:
            km = min(km, _FARTHEST_WITHIN_KM)
        blur_km2 = _WITHIN_COMMUNE_KM**2
    return sqrt(km * km + blur_km2)
