"""Reading a sheet of an XLSX workbook row by row, as text."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, BinaryIO
from zipfile import ZipFile

from openpyxl import load_workbook

from intreccio.kernel.imports.csv_tables import RawRow
from intreccio.kernel.imports.plain_text import refuse_control_characters
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.text import Translated

MOST_UNPACKED = 500_000_000
"""Bytes a workbook may have when unpacked: small files can hold immense ones."""


def read_xlsx(file: BinaryIO, sheet: str | None = None) -> Iterator[RawRow]:
    """Rows of the sheet called `sheet`, or of the first. Raises `TableRefused`."""
    with _refusing_unreadable():
        worksheet = _worksheet(_workbook(file), sheet)
        worksheet.reset_dimensions()
        for number, values in enumerate(worksheet.iter_rows(values_only=True), 1):
            cells = [cell_text(value) for value in values]
            for cell in cells:
                refuse_control_characters(cell, line=number)
            yield RawRow(number, cells)


def sheet_names(file: BinaryIO) -> list[str]:
    """Names of the workbook's sheets, in its order. Raises `TableRefused`."""
    with _refusing_unreadable():
        return [worksheet.title for worksheet in _workbook(file).worksheets]


def cell_text(value: Any) -> str:
    """What a cell says, as one would type it: whole numbers without point, dates as 2026-07-01."""
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _workbook(file: BinaryIO) -> Any:
    _refuse_bomb(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(file, read_only=True, data_only=True)


def _worksheet(book: Any, sheet: str | None) -> Any:
    names = [worksheet.title for worksheet in book.worksheets]
    if not names or (sheet is not None and sheet not in names):
        raise TableRefused(
            Translated(
                it=f"non c'è un foglio {sheet or ''}; ci sono: {', '.join(names) or 'nessuno'}.",
                en=f"there is no sheet {sheet or ''}; there are: {', '.join(names) or 'none'}.",
            )
        )
    return book[sheet or names[0]]


@contextmanager
def _refusing_unreadable() -> Iterator[None]:
    """A damaged workbook fails in openpyxl with whatever its damage leads to."""
    try:
        yield
    except (TableRefused, MemoryError):
        raise
    except Exception as problem:
        raise TableRefused(
            Translated(
                it="il file non è una cartella di lavoro XLSX leggibile: aprilo e salvalo di nuovo.",
                en="the file is not a readable XLSX workbook: open it and save it again.",
            )
        ) from problem


def _refuse_bomb(file: BinaryIO) -> None:
    with ZipFile(file) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MOST_UNPACKED:
        raise TableRefused(
            Translated(
                it=f"la cartella di lavoro, aperta, supera {MOST_UNPACKED // 1_000_000} MB: dividila.",
                en=f"the workbook, unpacked, is larger than {MOST_UNPACKED // 1_000_000} MB: split it.",
            )
        )
