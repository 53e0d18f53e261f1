"""A table, whatever file it comes in: named columns, then numbered lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from intreccio.kernel.files.kinds import Kind, kind_of
from intreccio.kernel.imports.csv_tables import RawRow, read_csv
from intreccio.kernel.imports.plain_text import without_guard
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.xlsx_tables import read_xlsx, sheet_names
from intreccio.kernel.text import Translated

HEAD = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Line:
    """One line under the header, as wide as the header. `number` is its line (or row) in the file.

    `surplus` counts filled cells beyond the last column: a sign of a delimiter inside a text.
    """

    number: int
    cells: tuple[str, ...]
    surplus: int = 0


@dataclass(frozen=True)
class Table:
    """Names of the columns, all different, and the lines, which can be read once."""

    columns: tuple[str, ...]
    lines: Iterator[Line]


def open_table(file: BinaryIO, *, sheet: str | None = None, forgiving: bool = False) -> Table:
    """The table in a CSV or XLSX file (seekable). Raises `TableRefused`, also while its lines are read.

    `forgiving` is of use to CSV only: see `read_csv`.
    """
    rows = _rows(file, sheet, forgiving)
    filled = (row for row in rows if any(cell.strip() for cell in row.cells))
    header = next(filled, None)
    if header is None:
        raise _empty()
    columns = _columns(header)
    return Table(columns, (_line(row, len(columns)) for row in filled))


def sheets(file: BinaryIO) -> list[str]:
    """Names of a workbook's sheets; none where the file is no workbook. Raises `TableRefused`."""
    file.seek(0)
    return sheet_names(file) if kind_of(file.read(HEAD)) in (Kind.XLSX, Kind.ZIP) else []


def _rows(file: BinaryIO, sheet: str | None, forgiving: bool) -> Iterator[RawRow]:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise _empty()
    kind = kind_of(head)
    if kind in (Kind.XLSX, Kind.ZIP):
        return read_xlsx(file, sheet)
    if kind is Kind.TEXT or (kind is None and not head.startswith(_OLD_OFFICE) and _nearly_text(head)):
        return read_csv(file, forgiving=forgiving)
    raise TableRefused(
        Translated(
            it="non è una tabella: servono CSV o XLSX (non il vecchio XLS, né un file con password).",
            en="this is no table: CSV or XLSX is needed (not the old XLS, nor a file with a password).",
        )
    )


def _nearly_text(head: bytes) -> bool:
    """Text but for a stray control character, which reading will name."""
    return sum(byte < 9 or 13 < byte < 32 for byte in head) <= max(1, len(head) // 50)


def _columns(header: RawRow) -> tuple[str, ...]:
    cells = [" ".join(cell.split()) for cell in header.cells]
    while not cells[-1]:
        cells.pop()
    _refuse_data_as_header(cells, header.number)
    seen: Counter[str] = Counter()
    return tuple(_distinct(cell or f"column {place}", seen) for place, cell in enumerate(cells, 1))


def _distinct(name: str, seen: Counter[str]) -> str:
    seen[name] += 1
    return name if seen[name] == 1 else _distinct(f"{name} ({seen[name]})", seen)


def _refuse_data_as_header(cells: Sequence[str], line: int) -> None:
    filled = [cell for cell in cells if cell]
    numbers = [cell for cell in filled if not any(character.isalpha() for character in cell)]
    long = next((cell for cell in numbers if sum(map(str.isdigit, cell)) >= 6), None)
    if long or 2 * len(numbers) >= len(filled):
        raise TableRefused(
            Translated(
                it=f"la prima riga deve dare il nome alle colonne, ma contiene «{long or numbers[0]}».",
                en=f"the first line must name the columns, but it holds “{long or numbers[0]}”.",
            ),
            line=line,
        )


def _line(row: RawRow, width: int) -> Line:
    cells = tuple(without_guard(cell.strip()) for cell in row.cells[:width])
    surplus = sum(1 for cell in row.cells[width:] if cell.strip())
    return Line(row.number, cells + ("",) * (width - len(cells)), surplus)


def _empty() -> TableRefused:
    return TableRefused(Translated(it="il file è vuoto.", en="the file is empty."))
