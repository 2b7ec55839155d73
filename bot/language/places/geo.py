"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 12742.0
"""Mean diameter."""


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the kilometres as the crow flies between two points (latitude, longitude in degrees).

    The haversine formula; at most about half a percent off in Vietnam.
    """
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half = (
        sin((lat_b - lat_a) / 2) ** 2
        + cos(lat_a) * cos(lat_b) * sin(radians(b[1] - a[1]) / 2) ** 2
    )
    return EARTH_KM * asin(sqrt(min(1.0, half)))
