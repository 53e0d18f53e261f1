"""How boundaries are packed in the shipped data: whole numbers, each point as a step from the one before.

A ring becomes one flat list `[x0, y0, dx1, dy1, dx2, dy2, …]` in units of 1/100,000 of a degree (about
one metre), longitude first as in GeoJSON. Steps are short numbers, so the text compresses well; the point
that closes a ring is left out, since it repeats the first.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

UNITS_PER_DEGREE = 100_000

Position = Sequence[float]
Ring = Sequence[Position] | npt.NDArray[np.float64]
MultiPolygon = Sequence[Sequence[Ring]]
"""GeoJSON's `coordinates` of a MultiPolygon: polygons of rings, the outer ring first, then its holes."""

PackedRing = list[int]
PackedMultiPolygon = list[list[PackedRing]]


def pack(multipolygon: MultiPolygon) -> PackedMultiPolygon:
    """Closed GeoJSON rings in degrees to packed rings; positions are rounded to the unit."""
    return [[pack_ring(ring) for ring in polygon] for polygon in multipolygon]


def unpack(packed: PackedMultiPolygon) -> list[list[list[list[float]]]]:
    """Packed rings to closed GeoJSON rings in degrees, at most five decimals each."""
    return [[unpack_ring(ring) for ring in polygon] for polygon in packed]


def pack_ring(ring: Ring) -> PackedRing:
    """One closed ring to steps. Raises ValueError if its last position is not its first."""
    points = [tuple(round(degrees * UNITS_PER_DEGREE) for degrees in position) for position in ring]
    if len(points) < 2 or points[0] != points[-1]:
        raise ValueError("a ring must end where it began")
    steps = [points[0]] + [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(points)]
    return [number for step in steps[:-1] for number in step]


def unpack_ring(steps: PackedRing) -> list[list[float]]:
    """Steps to one closed ring. Raises ValueError if the numbers do not come in pairs."""
    if not steps or len(steps) % 2:
        raise ValueError("a packed ring needs pairs of numbers")
    xs, ys = accumulate(steps[0::2]), accumulate(steps[1::2])
    points = [[x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE] for x, y in zip(xs, ys, strict=True)]
    return [*points, points[0].copy()]
