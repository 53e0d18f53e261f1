"""Tables as CSV and as XLSX, a batch at a time."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from uuid import UUID

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from intreccio.interchange.hsds.reader import Reader
from intreccio.interchange.tables.table import Cells, Table
from intreccio.kernel.imports.plain_text import formula_safe

ENCODING = "utf-8-sig"
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
"""What a sheet of a workbook holds beside its header."""


class TooManyRows(ValueError):
    """More rows than a sheet holds."""


def csv_pieces(table: Table, batches: Iterable[list[UUID]], reader: Reader) -> Iterator[str]:
    """The table as CSV, a piece for its header and one for each batch. To be encoded as UTF-8."""
    yield "\ufeff" + _lines([[reader.text(column) for column in table.columns]])
    for ids in batches:
        yield _lines(table.rows(ids, reader))


def write_xlsx(table: Table, batches: Iterable[list[UUID]], reader: Reader, file: BinaryIO) -> int:
    """Write the table as a workbook with one sheet; how many rows. `TooManyRows`."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(reader.text(table.name))
    sheet.freeze_panes = "A2"
    sheet.append([reader.text(column) for column in table.columns])
    count = 0
    for ids in batches:
        for cells in table.rows(ids, reader):
            sheet.append([_text(sheet, cell) for cell in cells])
            count += 1
        if count > MOST_ROWS:
            raise TooManyRows(f"a sheet holds {MOST_ROWS:,} rows; write CSV instead")
    workbook.save(file)
    return count


def _lines(rows: Iterable[Cells]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows(map(formula_safe, cells) for cells in rows)
    return text.getvalue()


def _text(sheet: Any, text: str) -> Any:
    """A cell that is text whatever it looks like, also after somebody edits it."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
    cell.data_type = "s"
    cell.quotePrefix = formula_safe(text) != text
    return cell
