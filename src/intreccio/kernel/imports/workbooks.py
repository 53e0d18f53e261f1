"""Workbooks of any kind: their sheets, and the one that holds the data."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO, Protocol
from zipfile import ZipFile

from intreccio.kernel.imports.ods_tables import OdsWorkbook
from intreccio.kernel.imports.plain_text import refuse_control_characters
from intreccio.kernel.imports.raw_rows import RawRow
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.sheets import Sheet
from intreccio.kernel.imports.xlsx_tables import XlsxWorkbook
from intreccio.kernel.imports.xml_streams import refuse_bomb
from intreccio.kernel.text import Translated

SAMPLE = 60
"""Rows by which a sheet is judged."""

ENOUGH = 0.3
"""The first visible sheet is taken if it holds so much of what the fullest one holds."""


class Workbook(Protocol):
    """An open workbook."""

    @property
    def sheets(self) -> Sequence[Sheet]:
        """Its sheets, in order."""

    def rows(self, sheet: str) -> Iterator[RawRow]:
        """Rows of a sheet, empty ones left out."""


def read_sheet(file: BinaryIO, sheet: str) -> Iterator[RawRow]:
    """Rows of the sheet of this name. Raises `TableRefused`."""
    with _opened(file) as book:
        for row in book.rows(sheet):
            for cell in row.cells:
                if not cell.isprintable():
                    refuse_control_characters(cell, line=row.number)
            yield row


def sheet_names(file: BinaryIO) -> list[str]:
    """Names of the workbook's sheets, in its order. Raises `TableRefused`."""
    with _opened(file) as book:
        return [sheet.name for sheet in book.sheets]


def chosen_sheet(file: BinaryIO, wanted: str | None) -> str:
    """The sheet called `wanted`, or the one that looks most like data. Raises `TableRefused`."""
    with _opened(file) as book:
        names = [sheet.name for sheet in book.sheets]
        if wanted is None and len(names) == 1:
            return names[0]
        if wanted is None and names:
            return _fullest(book)
    if wanted is None or wanted not in names:
        raise TableRefused(
            Translated(
                it=f"non c'è un foglio {wanted or ''}; ci sono: {', '.join(names) or 'nessuno'}.",
                en=f"there is no sheet {wanted or ''}; there are: {', '.join(names) or 'none'}.",
            )
        )
    return wanted


def _fullest(book: Workbook) -> str:
    """The first visible sheet, unless another holds far more: first pages often only explain."""
    visible = [sheet.name for sheet in book.sheets if not sheet.hidden]
    names = visible or [sheet.name for sheet in book.sheets]
    filled = {name: _filled(book, name) for name in names}
    return next(name for name in names if filled[name] >= ENOUGH * max(filled.values()))


def _filled(book: Workbook, sheet: str) -> int:
    """Filled cells of the first rows that hold more than one, but for the first of them: those under a header."""
    counts = (sum(map(bool, row.cells)) for row in islice(book.rows(sheet), SAMPLE))
    return sum(list(filter(lambda count: count > 1, counts))[1:])


@contextmanager
def _opened(file: BinaryIO) -> Iterator[Workbook]:
    """A damaged workbook fails with whatever its damage leads to."""
    try:
        with ZipFile(file) as archive:
            refuse_bomb(archive)
            yield OdsWorkbook(archive) if "content.xml" in archive.NameToInfo else XlsxWorkbook(archive)
    except (TableRefused, MemoryError):
        raise
    except Exception as problem:
        raise TableRefused(
            Translated(
                it="il file non è una cartella di lavoro XLSX o ODS leggibile, oppure è solo una metà: "
                "scaricalo di nuovo, o aprilo e salvalo di nuovo.",
                en="the file is not a readable XLSX or ODS workbook, or only half of one: "
                "fetch it again, or open it and save it again.",
            )
        ) from problem
