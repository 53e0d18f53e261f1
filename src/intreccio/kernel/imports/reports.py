"""What an import has to say, row by row."""

import csv
from collections.abc import Iterator
from typing import TextIO

from intreccio.kernel.files.storing import open_file
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.plain_text import formula_safe
from intreccio.kernel.imports.rules import Outcome
from intreccio.kernel.imports.tables import Line, open_table
from intreccio.kernel.text import Translated

LINE_AND_REASON = {"it": ("riga", "motivo"), "en": ("line", "reason")}


def write_refused(run: ImportRun, file: TextIO, *, language: str) -> int:
    """Refused rows as CSV: the file's own columns, its line, and why. Returns how many.

    Correct it and import it again: the two columns added are not read. Cells are `formula_safe`.
    `file` is opened with `newline=""`; for spreadsheets, with the encoding utf-8-sig.
    """
    writer = csv.writer(file, delimiter=";")
    writer.writerow(map(formula_safe, [*run.columns, *LINE_AND_REASON[language]]))
    count = 0
    for count, (line, row) in enumerate(_refused_lines(run), 1):  # noqa: B007
        writer.writerow(map(formula_safe, [*line.cells, str(line.number), reasons(row, language)]))
    return count


def reasons(row: ImportRow, language: str) -> str:
    """Why a row was refused, or how it was mended, in one text."""
    notes = [note for note in row.notes if note["problem"] or row.outcome != Outcome.REFUSED]
    texts = (f"{note['field']}: {Translated(note['message']).text(language)}".removeprefix(": ") for note in notes)
    return " ".join(texts)


def differences(row: ImportRow) -> Iterator[tuple[str, JSON, JSON]]:
    """For a changed row: each field it changes, its value before, and its value after."""
    for field, before in (row.before or {}).items():
        yield field, before, row.values[field]


def _refused_lines(run: ImportRun) -> Iterator[tuple[Line, ImportRow]]:
    """Refused rows with the line they came from: both are in the order of the file."""
    rows = run.rows.filter(outcome=Outcome.REFUSED).order_by("number").iterator(chunk_size=2_000)
    with open_file(run.file) as file:
        lines = iter(open_table(file, sheet=run.sheet or None).lines)
        for row in rows:
            yield next(line for line in lines if line.number == row.number), row
