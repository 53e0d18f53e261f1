"""Reads the tables that people bring to the command line: CSV in any of its dialects, or a spreadsheet."""

import csv
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

import click
from openpyxl import load_workbook

from intreccio.territory.tables import Row

SPREADSHEET = ".xlsx"
DELIMITERS = ",;\t"


def read_rows(file: Path) -> list[Row]:
    """The rows under the header, as text by column. Raises ClickException where the file is no table."""
    try:
        return list(_spreadsheet(file) if file.suffix.lower() == SPREADSHEET else _csv(file))
    except (csv.Error, UnicodeDecodeError, BadZipFile) as problem:
        raise click.ClickException(
            f"{file} is not a table. Save it as {SPREADSHEET}, or as CSV in UTF-8. ({problem})"
        ) from problem


def _csv(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        header = text.readline()
        text.seek(0)
        delimiter = max(DELIMITERS, key=header.count)
        yield from csv.DictReader(text, delimiter=delimiter, strict=True)


def _spreadsheet(file: Path) -> Iterator[Row]:
    workbook = load_workbook(file, read_only=True, data_only=True)
    try:
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        header = [_text(cell) for cell in next(rows, ())]
        for row in rows:
            cells = [_text(cell) for cell in row]
            if any(cells):
                yield dict(zip(header, cells, strict=False))
    finally:
        workbook.close()


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
