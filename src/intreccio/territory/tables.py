"""Checks tables that people bring, row by row, before anything is written. Plain Python.

A row is a mapping from column to text, as `csv.DictReader` gives it. Rows are numbered as a spreadsheet
shows them: the header is row 1.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from intreccio.territory.rules import OWN_ZONINGS, ZoningKind, slugged

Row = Mapping[str, str | None]

ZONING_COLUMNS = ("zoning", "zone_code", "zone_name", "istat_code")
LAYER_COLUMNS = ("istat_code", "year", "value")
YEARS = range(1861, 2101)


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, in words that say how to put it right."""

    row: int
    column: str
    problem: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.problem}"


class TableRefused(ValueError):
    """Nothing was imported; `faults` says why, cell by cell."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass
class ZoningTable:
    """One zoning of a table: names of its zones by code, zone codes of its areas by ISTAT code."""

    name: str
    kind: ZoningKind
    zones: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LayerCell:
    """One value of a layer."""

    istat_code: str
    year: int
    value: float


def read_zonings(rows: Iterable[Row], known: Collection[str]) -> dict[str, ZoningTable]:
    """Zonings by slug. `known` are the ISTAT codes they may speak of. Raises TableRefused.

    Columns are those of `ZONING_COLUMNS`; `kind` may be added (see `ZoningKind`; "other" if empty).
    """
    zonings: dict[str, ZoningTable] = {}
    faults: list[Fault] = []
    for number, row in _numbered(rows, ZONING_COLUMNS):
        found = list(_empty_cells(number, row, ZONING_COLUMNS)) or list(
            _zoning_faults(number, row, zonings, known)
        )
        faults += found
        if not found:
            _place(row, zonings)
    _refuse_if(faults)
    return zonings


def read_layer(rows: Iterable[Row], known: Collection[str]) -> list[LayerCell]:
    """Values of a layer, each area and year once. Raises TableRefused.

    Columns are those of `LAYER_COLUMNS`; numbers may have a decimal comma.
    """
    cells: dict[tuple[str, int], LayerCell] = {}
    faults: list[Fault] = []
    for number, row in _numbered(rows, LAYER_COLUMNS):
        found = list(_empty_cells(number, row, LAYER_COLUMNS)) or list(_layer_faults(number, row, known))
        if not found:
            cell = LayerCell(istat_code(row), int(cell_text(row, "year")), decimal(cell_text(row, "value")))
            if cells.setdefault((cell.istat_code, cell.year), cell) is not cell:
                found = [Fault(number, "istat_code", f"{cell.istat_code} has a value for {cell.year} above")]
        faults += found
    _refuse_if(faults)
    return list(cells.values())


def cell_text(row: Row, column: str) -> str:
    return (row.get(column) or "").strip()


def istat_code(row: Row) -> str:
    """The code with the zeros in front that spreadsheets take away."""
    return cell_text(row, "istat_code").zfill(6)


def decimal(text: str) -> float:
    """A finite number, with a point or a comma. Raises ValueError."""
    number = float(text.replace(",", "."))
    if number - number != 0:
        raise ValueError(f"{text} is not a finite number")
    return number


def _refuse_if(faults: list[Fault]) -> None:
    if faults:
        raise TableRefused(faults)


def _numbered(rows: Iterable[Row], columns: Collection[str]) -> Iterator[tuple[int, Row]]:
    """Rows with their number. Raises TableRefused if the table is empty or lacks a column."""
    remaining = iter(rows)
    first = next(remaining, None)
    if first is None:
        raise TableRefused([Fault(1, ", ".join(columns), "the table has no rows under its header")])
    _refuse_if([Fault(1, column, "this column is missing") for column in columns if column not in first])
    yield from enumerate(chain([first], remaining), start=2)


def _empty_cells(number: int, row: Row, columns: Collection[str]) -> Iterator[Fault]:
    return (Fault(number, column, "is empty") for column in columns if not cell_text(row, column))


def _zoning_faults(
    number: int, row: Row, zonings: Mapping[str, ZoningTable], known: Collection[str]
) -> Iterator[Fault]:
    name, code, zone_name = (cell_text(row, column) for column in ZONING_COLUMNS[:3])
    kind = cell_text(row, "kind") or ZoningKind.OTHER
    allowed = [kind for kind in ZoningKind if kind not in OWN_ZONINGS]
    if slugged(name) in OWN_ZONINGS or not slugged(name):
        yield Fault(number, "zoning", f"{name!r} cannot be the name of a zoning of your own")
    if kind not in allowed:
        yield Fault(number, "kind", f"{kind!r} is not one of {', '.join(allowed)}")
    if istat_code(row) not in known:
        yield Fault(number, "istat_code", f"{istat_code(row)} is no municipality of this territory")
    before = zonings.get(slugged(name))
    if before is None:
        return
    if kind != before.kind:
        yield Fault(number, "kind", f"{name} is {before.kind} above, {kind} here")
    if before.zones.get(code, zone_name) != zone_name:
        yield Fault(number, "zone_name", f"zone {code} is called {before.zones[code]} above")
    if istat_code(row) in before.members:
        zone = before.members[istat_code(row)]
        yield Fault(number, "istat_code", f"{istat_code(row)} is in zone {zone} of {name} already")


def _place(row: Row, zonings: dict[str, ZoningTable]) -> None:
    name, code, zone_name = (cell_text(row, column) for column in ZONING_COLUMNS[:3])
    kind = ZoningKind(cell_text(row, "kind") or ZoningKind.OTHER)
    zoning = zonings.setdefault(slugged(name), ZoningTable(name, kind))
    zoning.zones[code] = zone_name
    zoning.members[istat_code(row)] = code


def _layer_faults(number: int, row: Row, known: Collection[str]) -> Iterator[Fault]:
    if istat_code(row) not in known:
        yield Fault(number, "istat_code", f"{istat_code(row)} is no area of this installation")
    year = cell_text(row, "year")
    if not (year.isdecimal() and int(year) in YEARS):
        yield Fault(number, "year", f"{year!r} is not a year")
    try:
        decimal(cell_text(row, "value"))
    except ValueError:
        yield Fault(number, "value", f"{cell_text(row, 'value')!r} is not a number")
