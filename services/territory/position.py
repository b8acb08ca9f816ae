"""A point on the Earth, and how far two of them are from each other."""

from dataclasses import dataclass
from math import asin, cos, isfinite, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius of the IUGG


@dataclass(frozen=True, slots=True)
class Position:
    """WGS 84 degrees: lat in [-90, 90], lon in [-180, 180]. ValueError for anything else, NaN included."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        # One chained comparison refuses NaN and infinities too, so that 35,000 of these load fast.
        if not (-90.0 <= self.lat <= 90.0 and -180.0 <= self.lon <= 180.0):
            what = "out of range" if isfinite(self.lat) and isfinite(self.lon) else "not finite"
            raise ValueError(f"position {what}: lat {self.lat}, lon {self.lon}")


def distance_km(a: Position, b: Position) -> float:
    """Great-circle distance in kilometres (haversine, good from metres to antipodes)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half_lat = sin((lat_b - lat_a) / 2)
    half_lon = sin(radians(b.lon - a.lon) / 2)
    h = half_lat * half_lat + cos(lat_a) * cos(lat_b) * half_lon * half_lon
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))
