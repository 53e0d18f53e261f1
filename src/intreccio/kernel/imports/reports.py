"""What an import has to say, row by row."""

import csv
import json
from collections.abc import Iterator
from typing import TextIO

from django.db.models import QuerySet

from intreccio.kernel.files.storing import open_file
from intreccio.kernel.imports.kinds import JSON, ImportKind, kind_named
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.plain_text import formula_safe, writable
from intreccio.kernel.imports.rules import Outcome
from intreccio.kernel.imports.tables import Line, open_table
from intreccio.kernel.text import Translated

LINE_AND_REASON = {"it": ("riga", "motivo"), "en": ("line", "reason")}
ROW_HEADER = {
    "it": ("file", "riga", "tabella", "identificativo", "esito", "corretta", "motivo", "valori"),
    "en": ("file", "line", "table", "id", "outcome", "mended", "reason", "values"),
}


def write_refused(run: ImportRun, file: TextIO, *, language: str) -> int:
    """Refused rows as CSV: the file's own columns, its line, and why. Returns how many.

    Correct it and import it again: the two columns added are not read. Cells are `formula_safe`.
    `file` is opened with `newline=""`; for spreadsheets, with the encoding utf-8-sig.
    """
    return _write(run, run.rows.filter(outcome=Outcome.REFUSED), file, language)


def write_mended(run: ImportRun, file: TextIO, *, language: str) -> int:
    """Mended rows, as they stand in the file, with line and what was mended. Otherwise as `write_refused`."""
    return _write(run, run.rows.filter(mended=True), file, language)


def write_all(run: ImportRun, file: TextIO, *, language: str) -> int:
    """Every row with what became of it and why. Otherwise as `write_refused`."""
    return _write_rows(run, run.rows.all(), file, language)


def _write(run: ImportRun, rows: QuerySet[ImportRow], file: TextIO, language: str) -> int:
    """As the file has them where it is one table, else each with its place and values."""
    return (_write_lines if run.columns else _write_rows)(run, rows, file, language)


def _write_rows(run: ImportRun, rows: QuerySet[ImportRow], file: TextIO, language: str) -> int:
    kind = kind_named(run.kind)
    writer = csv.writer(file, delimiter=";")
    writer.writerow(ROW_HEADER[language])
    count = 0
    for count, row in enumerate(rows.order_by("number").iterator(chunk_size=2_000), 1):  # noqa: B007
        place = (row.file, str(row.line), row.table, row.key, row.outcome, "x" if row.mended else "")
        values = json.dumps(row.values, ensure_ascii=False)
        writer.writerow(map(formula_safe, [*place, reasons(row, language, kind=kind), values]))
    return count


def _write_lines(run: ImportRun, rows: QuerySet[ImportRow], file: TextIO, language: str) -> int:
    kind = kind_named(run.kind)
    writer = csv.writer(file, delimiter=";")
    writer.writerow(map(formula_safe, [*run.columns, *LINE_AND_REASON[language]]))
    count = 0
    for count, (line, row) in enumerate(_with_lines(run, rows), 1):  # noqa: B007
        cells = map(writable, line.cells)
        writer.writerow(map(formula_safe, [*cells, str(line.number), reasons(row, language, kind=kind)]))
    return count


def reasons(row: ImportRow, language: str, *, kind: ImportKind | None = None) -> str:
    """Why a row was refused, or how it was mended, in one text. With `kind`, fields have their labels."""
    return " ".join(said_of(row, language, kind=kind))


def said_of(row: ImportRow, language: str, *, kind: ImportKind | None = None) -> Iterator[str]:
    """Why a row was refused, or how it was mended: a text for each reason."""
    for note in row.notes:
        if note["problem"] or row.outcome != Outcome.REFUSED:
            field = kind.label_of(note["field"]).text(language) if kind else note["field"]
            yield f"{field}: {Translated(note['message']).text(language)}".removeprefix(": ")


def differences(row: ImportRow) -> Iterator[tuple[str, JSON, JSON]]:
    """For a changed row: each field it changes, its value before, and its value after."""
    for field, before in (row.before or {}).items():
        yield field, before, row.values.get(field)


def _with_lines(run: ImportRun, rows: QuerySet[ImportRow]) -> Iterator[tuple[Line, ImportRow]]:
    """Rows with the line they came from: both are in the order of the file; a line may give several rows."""
    with open_file(run.file) as file:
        lines = iter(open_table(file, sheet=run.sheet or None, forgiving=True).lines)
        line = next(lines)
        for row in rows.order_by("number").iterator(chunk_size=2_000):
            while line.number != row.line:
                line = next(lines)
            yield line, row
