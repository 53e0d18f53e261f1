"""The map as grids, each four times finer than the last, so that *near* is a list of cells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, cos, floor, hypot, radians
from operator import attrgetter
from typing import NamedTuple

from intreccio.catalogue.search.codes import cell_code

# Cells to a degree. The finest is about 2.8 km by 2 km in Italy; none of the numbers passes 2**27.
_GRIDS = (40.0, 10.0, 2.5, 0.625)
_KM_A_DEGREE = 111.2
# A circle is covered at the finest level at which it spans no more than so many cells from the middle:
# the index reads one list for each cell.
_REACH = 4


@dataclass(frozen=True, slots=True)
class Circle:
    """All cells with services that touch a circle, at one level."""

    radius_km: float
    cells: tuple[int, ...]


class _Cell(NamedTuple):
    """A cell seen from a point: how far its middle is, and its nearest corner or side."""

    code: int
    middle_km: float
    nearest_km: float


def cells_of(latitude: float, longitude: float) -> Iterator[int]:
    """The cell of every level that holds a point."""
    for level, grid in enumerate(_GRIDS):
        row, column = floor((latitude + 90) * grid), floor((longitude + 180) * grid)
        yield cell_code(level, row * _columns(grid) + column)


def circle_holding(latitude: float, longitude: float, services: float, held: Mapping[int, int]) -> Circle | None:
    """The smallest circle around a point that should hold so many services; None where it would be vast.

    `held` says how many services each cell holds.
    """
    for level in range(len(_GRIDS)):
        reach_km = _reach_km(level, latitude)
        cells = sorted(_around(latitude, longitude, level, reach_km, held), key=attrgetter("middle_km"))
        counted = 0
        for cell in cells:
            counted += held[cell.code]
            if cell.middle_km > reach_km:
                break
            if counted >= services:
                return _circle(max(cell.middle_km, reach_km / 8), cells)
    return None


def circle_of(latitude: float, longitude: float, radius_km: float, held: Mapping[int, int]) -> Circle | None:
    """The circle with that radius; None where it is vast."""
    for level in range(len(_GRIDS)):
        if radius_km <= _reach_km(level, latitude):
            return _circle(radius_km, _around(latitude, longitude, level, radius_km, held))
    return None


def _circle(radius_km: float, around: Iterable[_Cell]) -> Circle:
    return Circle(radius_km, tuple(cell.code for cell in around if cell.nearest_km <= radius_km))


def _reach_km(level: int, latitude: float) -> float:
    """The largest circle covered at a level: cells are narrower than high away from the equator."""
    return _REACH * _KM_A_DEGREE / _GRIDS[level] * max(0.2, cos(radians(latitude)))


def _around(
    latitude: float, longitude: float, level: int, radius_km: float, held: Mapping[int, int]
) -> Iterator[_Cell]:
    """The cells with services in the square around a circle.

    Distances are as on a flat map and a little too short, so that no cell of the circle is missed.
    """
    grid = _GRIDS[level]
    columns = _columns(grid)
    height_km = _KM_A_DEGREE / grid
    poleward = min(89.0, abs(latitude) + radius_km / _KM_A_DEGREE)
    width_km = height_km * cos(radians(poleward))
    row, column = (latitude + 90) * grid, (longitude + 180) * grid
    rows, sides = ceil(radius_km / height_km), min(ceil(radius_km / width_km), columns // 2)
    for y in range(floor(row) - rows, floor(row) + rows + 1):
        for x in range(floor(column) - sides, floor(column) + sides + 1):
            code = cell_code(level, y * columns + x % columns)
            if code in held:
                up, right = _gap(row, y) * height_km, _gap(column, x) * width_km
                yield _Cell(
                    code, hypot((y + 0.5 - row) * height_km, (x + 0.5 - column) * width_km), hypot(up, right)
                )


def _gap(position: float, cell: int) -> float:
    """How far a position is from the nearest edge of a cell on one axis; 0 within it."""
    return max(cell - position, position - cell - 1, 0.0)


def _columns(grid: float) -> int:
    return int(360 * grid)
