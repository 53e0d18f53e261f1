"""Plain facts of places: their kinds, age bands, names as people type them, and what lies inside what."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from intreccio.analysis.folding import folded as folded
from intreccio.territory.codec import MultiPolygon, Ring


class AreaKind(StrEnum):
    MUNICIPALITY = "municipality"
    SECTION = "section"
    """A part of a municipality: a census section, a quarter."""


class Sex(StrEnum):
    """As the population register counts."""

    FEMALE = "F"
    MALE = "M"


class ZoningKind(StrEnum):
    """Why municipalities are grouped. These groupings do not nest."""

    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    REGION = "region"
    AMBITO = "ambito"
    DISTRETTO = "distretto"
    HEALTH_AUTHORITY = "health-authority"
    INNER_AREA = "inner-area"
    OTHER = "other"


OWN_ZONINGS = (ZoningKind.MUNICIPALITY, ZoningKind.PROVINCE, ZoningKind.REGION)
"""The zonings every territory has by itself, since the codes of its municipalities say them."""

AGE_BAND_STARTS = tuple(range(0, 101, 5))
"""First ages of the bands 0-4, 5-9, … 95-99, 100 and over."""


def age_band_label(start: int) -> str:
    """`"65-69"`, or `"100+"` for the last band."""
    return f"{start}+" if start == AGE_BAND_STARTS[-1] else f"{start}-{start + 4}"


class Extent(NamedTuple):
    """The smallest upright rectangle around a place, in degrees."""

    west: float
    south: float
    east: float
    north: float


def extent(boundary: MultiPolygon) -> Extent:
    """The extent of a boundary. Raises ValueError if it has no ring."""
    outer = np.concatenate([np.asarray(polygon[0], dtype=float) for polygon in boundary])
    west, south = outer.min(axis=0)
    east, north = outer.max(axis=0)
    return Extent(float(west), float(south), float(east), float(north))


def contains(boundary: MultiPolygon, lat: float, lon: float) -> bool:
    """Whether a point lies inside a boundary (degrees, WGS84); holes are outside.

    By the even-odd rule: a ray from the point eastwards crosses the rings an odd number of times. Of two
    neighbours that share a border exactly, a point on that border lies in one and only one: each edge is
    looked at from its southern end, so both do the same arithmetic, and counts its southern end only.
    """
    rings = (ring for polygon in boundary for ring in polygon)
    return sum(_crossings(ring, lat, lon) for ring in rings) % 2 == 1


def _crossings(ring: Ring, lat: float, lon: float) -> int:
    (south_x, south_y), (north_x, north_y) = _edges_across(ring, lat)
    to_the_east = (north_x - south_x) * (lat - south_y) > (lon - south_x) * (north_y - south_y)
    return int(np.count_nonzero(to_the_east))


def _edges_across(ring: Ring, lat: float) -> tuple[np.ndarray, np.ndarray]:
    """Southern and northern ends (2 × n each) of the edges that a parallel crosses."""
    points = np.asarray(ring, dtype=float)
    start, end = points[:-1], points[1:]
    northward = (start[:, 1] <= end[:, 1])[:, np.newaxis]
    south_end, north_end = np.where(northward, start, end), np.where(northward, end, start)
    spans = (south_end[:, 1] <= lat) & (lat < north_end[:, 1])
    return south_end[spans].T, north_end[spans].T


def point_inside(boundary: MultiPolygon) -> tuple[float, float]:
    """Latitude and longitude of a point inside: the middle of the widest stretch of its middle parallel.

    Raises ValueError if the boundary has no area there.
    """
    south, north = extent(boundary)[1::2]
    lat = (south + north) / 2
    crossings = sorted(lon for polygon in boundary for ring in polygon for lon in _crossed_at(ring, lat))
    stretches = list(zip(crossings[0::2], crossings[1::2], strict=True))
    west, east = max(stretches, key=lambda stretch: stretch[1] - stretch[0], default=(0.0, 0.0))
    if not west < east:
        raise ValueError("the boundary has no inside")
    return lat, (west + east) / 2


def _crossed_at(ring: Ring, lat: float) -> list[float]:
    (south_x, south_y), (north_x, north_y) = _edges_across(ring, lat)
    longitudes: list[float] = (south_x + (north_x - south_x) * (lat - south_y) / (north_y - south_y)).tolist()
    return longitudes


def official_name(name: str, other_name: str) -> str:
    """The name in every official language of the place. `"Bolzano/Bozen"`."""
    return f"{name}/{other_name}" if other_name else name


SEARCH_MARK = "|"
"""Stands before and after each name in a search text, so that a beginning and a whole name can be told."""


def search_text(names: Sequence[str]) -> str:
    """All names of a place in one text to search in. `["Bolzano", "Bozen"]` → `"|bolzano|bozen|"`."""
    distinct = dict.fromkeys(name for name in map(folded, names) if name)
    return SEARCH_MARK + "".join(name + SEARCH_MARK for name in distinct)


def slugged(text: str) -> str:
    """A name for addresses and commands. `"Ambito dell'Alta Valle"` → `"ambito-dell-alta-valle"`."""
    return folded(text).replace(" ", "-")
