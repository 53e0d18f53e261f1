"""The first lines of a table, as they would be read with the columns as they stand."""

from collections.abc import Mapping
from copy import copy
from itertools import islice

from intreccio.interchange.directories.flat.reading import Line
from intreccio.interchange.directories.flat.showing import line_in_words
from intreccio.interchange.intake.flat_lists import READER, SERVICES
from intreccio.kernel.files import open_file
from intreccio.kernel.imports.checking import LineReader
from intreccio.kernel.imports.kinds import kind_named
from intreccio.kernel.imports.mapping import ColumnMapping, refuse_incomplete
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rows import Checked
from intreccio.kernel.imports.table_kinds import TableKind
from intreccio.kernel.imports.tables import open_table
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.web.imports.wording import language
from intreccio.web.shown.imports import LineRead, RowRead

LINES = 5
LONGEST = 200


def preview(run: ImportRun, mapping: ColumnMapping) -> list[LineRead]:
    """None where the kind has none, or where nothing can be read yet with these columns."""
    kind = kind_named(run.kind)
    try:
        if kind is SERVICES:
            return _of_services(run, mapping)
        return _of_table(run, kind, mapping) if isinstance(kind, TableKind) else []
    except Refused:
        return []


def _of_services(run: ImportRun, mapping: ColumnMapping) -> list[LineRead]:
    supposed = copy(run)
    supposed.mapping = mapping
    with open_file(run.file) as file, READER.open(file, run=supposed) as found:
        return [_shown(line) for line in found.preview(LINES)]


def _shown(line: Line) -> LineRead:
    words = language()
    return LineRead(
        line.number,
        [
            RowRead(
                row.label.text(words), row.text[:LONGEST], [note.text(words) for note in row.notes], row.is_refused
            )
            for row in line_in_words(line.rows)
        ],
    )


def _of_table(run: ImportRun, kind: TableKind, mapping: ColumnMapping) -> list[LineRead]:
    refuse_incomplete(mapping, run.columns, kind.fields)
    reader, check = LineReader(kind.fields, run.columns, mapping), kind.checker()
    with open_file(run.file) as file:
        lines = list(islice(open_table(file, sheet=run.sheet or None).lines, LINES))
    checked = [reader.check(line, check) for line in lines]
    said = kind.in_words([row.values for row in checked])
    return [
        LineRead(line.number, _fields(kind, row, words))
        for line, row, words in zip(lines, checked, said, strict=True)
    ]


def _fields(kind: TableKind, row: Checked, words: Mapping[str, Translated]) -> list[RowRead]:
    """What a line says field by field, with how it was mended; or why it is refused."""
    if row.problems:
        return [
            RowRead(_label(kind, each.field), each.message.text(language()), (), True) for each in row.problems
        ]
    notes = {note.field: note.message.text(language()) for note in row.mends}
    return [
        RowRead(_label(kind, name), text.text(language())[:LONGEST], [notes[name]] if name in notes else [])
        for name, text in words.items()
    ]


def _label(kind: TableKind, name: str) -> str:
    return kind.label_of(name).text(language())
