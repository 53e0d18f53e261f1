"""Rows as a file holds them, before anybody knows which one is the header."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from intreccio.kernel.text import Translated


class Remark(NamedTuple):
    """Something to say about one cell: `place` is its column, from 0."""

    place: int
    message: Translated


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as read. `number` is its line or row in the file, from 1; `cells` end with the last filled one.

    `merged` tells, by the column where it begins, the last column of a cell that spans several. `cut` is true of
    a last row in the middle of which the file ends.
    """

    number: int
    cells: Sequence[str]
    remarks: tuple[Remark, ...] = ()
    merged: Mapping[int, int] = field(default_factory=dict)
    hidden: bool = False
    cut: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether no cell says anything."""
        return not any(map(str.strip, self.cells))


MOST_HANGING = 300
"""Columns in which cells are merged downwards at once: each costs time in every row."""


@dataclass(slots=True)
class _Hanging:
    last_row: int
    first_row: int
    value: str


class Spans:
    """Merged cells of a sheet: what stands in the first row of one holds for the rows below it."""

    def __init__(self) -> None:
        self._hanging: dict[int, _Hanging] = {}

    def hang(self, row: int, place: int, last_row: int, value: str) -> None:
        """Have the value at `place` of `row` hold down to `last_row`."""
        if value and len(self._hanging) < MOST_HANGING:
            self._hanging[place] = _Hanging(last_row, row, value)

    def fill(self, row: int, cells: list[str]) -> tuple[Remark, ...]:
        """Put into the row's empty cells what hangs above them; a row with nothing of its own stays empty."""
        if not self._hanging:
            return ()
        self._hanging = {place: found for place, found in self._hanging.items() if found.last_row >= row}
        if not any(cells):
            return ()
        remarks = []
        for place, found in self._hanging.items():
            if found.first_row < row and not _cell(cells, place):
                _put(cells, place, found.value)
                remarks.append(Remark(place, _repeated(found)))
        return tuple(remarks)


def _cell(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _put(cells: list[str], place: int, value: str) -> None:
    cells.extend([""] * (place + 1 - len(cells)))
    cells[place] = value


def _repeated(found: _Hanging) -> Translated:
    return Translated(
        it=f"la cella è unita con quella della riga {found.first_row}: vale anche qui.",
        en=f"the cell is merged with that of row {found.first_row}: its value holds here too.",
    )
