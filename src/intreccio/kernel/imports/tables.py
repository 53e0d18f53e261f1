"""A table, whatever file it comes in: named columns, then numbered lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from intreccio.kernel.files.kinds import Kind, kind_of
from intreccio.kernel.imports.bodies import Line, lines_of
from intreccio.kernel.imports.csv_tables import read_csv
from intreccio.kernel.imports.headers import HEAD, find_header
from intreccio.kernel.imports.other_formats import refuse_other_formats
from intreccio.kernel.imports.raw_rows import RawRow
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.workbooks import chosen_sheet, read_sheet, sheet_names
from intreccio.kernel.text import Translated

FIRST_BYTES = 4096


@dataclass(frozen=True)
class Table:
    """Names of the columns, all different, and the lines, which can be read once.

    `sheet` is the one that is read, of a workbook; `notes` say what was decided to find the table.
    """

    columns: tuple[str, ...]
    lines: Iterator[Line]
    sheet: str = ""
    notes: tuple[Translated, ...] = ()


def open_table(file: BinaryIO, *, sheet: str | None = None, forgiving: bool = False) -> Table:
    """The table in a CSV, XLSX or ODS file (seekable). Raises `TableRefused`, also while its lines are read.

    Without `sheet`, of a workbook the sheet that looks most like data is read. `forgiving` is of use to CSV only:
    see `read_csv`.
    """
    if not _is_workbook(file):
        return _table(read_csv(file, forgiving=forgiving))
    chosen = chosen_sheet(file, sheet)
    notes = () if sheet else _other_than_first(file, chosen)
    return _table(read_sheet(file, chosen), chosen, notes)


def sheets(file: BinaryIO) -> list[str]:
    """Names of a workbook's sheets; none where the file is no workbook. Raises `TableRefused`."""
    return sheet_names(file) if _is_workbook(file) else []


def _is_workbook(file: BinaryIO) -> bool:
    """Whether the file is a workbook, not text. Raises `TableRefused` where it is neither."""
    file.seek(0)
    head = file.read(FIRST_BYTES)
    file.seek(0)
    if not head:
        raise _empty()
    kind = kind_of(head)
    refuse_other_formats(head, kind)
    return kind in (Kind.XLSX, Kind.ZIP)


def _table(rows: Iterator[RawRow], sheet: str = "", notes: tuple[Translated, ...] = ()) -> Table:
    filled = (row for row in rows if not row.is_blank)
    head = list(islice(filled, HEAD))
    if not head:
        raise _empty()
    header = find_header(head)
    below = chain(head[header.height :], filled)
    return Table(header.columns, lines_of(below, header.columns), sheet, (*notes, *header.notes))


def _other_than_first(file: BinaryIO, chosen: str) -> tuple[Translated, ...]:
    names = sheet_names(file)
    if chosen == names[0]:
        return ()
    others = ", ".join(name for name in names if name != chosen)
    return (
        Translated(
            it=f"È stato letto il foglio «{chosen}», il più ricco di dati; ci sono anche: {others}.",
            en=f"The sheet “{chosen}” was read, which holds most data; there are also: {others}.",
        ),
    )


def _empty() -> TableRefused:
    return TableRefused(Translated(it="il file è vuoto.", en="the file is empty."))


__all__ = ["Line", "Table", "open_table", "sheets"]
