"""The map as four grids, each four times finer than the last, so that *near* is a list of cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import cos, floor, isinf, radians

from intreccio.catalogue.search.codes import cell_code

# Cells to a degree. The finest is about 2.8 km by 2 km in Italy; none of the numbers passes 2**27.
_GRIDS = (40.0, 10.0, 2.5, 0.625)
_KM_A_DEGREE = 111.2
_HALF_WORLD_KM = 20_100.0
_WIDEST_LIST = 60
_STEP = 1.3


@dataclass(frozen=True, slots=True)
class Circle:
    """All cells that touch a circle, at one level, and how many services they hold."""

    radius_km: float
    cells: tuple[int, ...]
    services: int


def cells_of(latitude: float, longitude: float) -> Iterator[int]:
    """The cell of every level that holds a point."""
    for level, grid in enumerate(_GRIDS):
        row, column = floor((latitude + 90) * grid), floor((longitude + 180) * grid)
        yield cell_code(level, row * _columns(grid) + column)


def circle_around(
    latitude: float, longitude: float, services: float, held: Mapping[int, int], farthest_km: float
) -> Circle:
    """The smallest circle whose cells hold so many services, or else the farthest that makes sense.

    `held` says how many services each cell holds; empty cells are left out.
    """
    radius = farthest_km if isinf(services) else 1.0
    while True:
        radius = min(radius, farthest_km, _HALF_WORLD_KM)
        cells = tuple(cell for cell in _touched(latitude, longitude, radius) if cell in held)
        inside = sum(held[cell] for cell in cells)
        if inside >= services or radius in (farthest_km, _HALF_WORLD_KM):
            return Circle(radius, cells, inside)
        radius *= _STEP


def _touched(latitude: float, longitude: float, radius_km: float) -> list[int]:
    for level, grid in enumerate(_GRIDS):
        side_km = _KM_A_DEGREE / grid
        if (2 * radius_km / side_km + 1) ** 2 / max(0.2, cos(radians(latitude))) <= _WIDEST_LIST:
            break
    height = radius_km / _KM_A_DEGREE
    narrowest = max(0.01, cos(radians(min(89.0, abs(latitude) + height))))
    width = min(180.0, height / narrowest)
    rows = range(floor((latitude - height + 90) * grid), floor((latitude + height + 90) * grid) + 1)
    columns = range(floor((longitude - width + 180) * grid), floor((longitude + width + 180) * grid) + 1)
    around = _columns(grid)
    return [cell_code(level, row * around + column % around) for row, column in product(rows, columns)]


def _columns(grid: float) -> int:
    return int(360 * grid)
