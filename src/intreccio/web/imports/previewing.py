"""The first lines of a table as they would be read, with its columns as they are chosen."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from intreccio.catalogue.models import Source
from intreccio.interchange.directories.rows import Row
from intreccio.interchange.intake.bearings import read_bearings
from intreccio.interchange.intake.kinds import DirectoryKind
from intreccio.interchange.intake.translating import translate
from intreccio.kernel.files import open_file
from intreccio.kernel.imports.checking import LineReader
from intreccio.kernel.imports.kinds import ImportKind, Note, Values, kind_named
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.table_kinds import TableKind
from intreccio.kernel.imports.tables import open_table
from intreccio.kernel.refusing import Refused
from intreccio.web.imports.report import note_shown, short
from intreccio.web.imports.wording import language
from intreccio.web.shown.imports import NoteShown, PreviewLine
from intreccio.web.shown.pieces import Fact

LINES = 3

Part = tuple[str, Values, Sequence[NoteShown]]
"""What a line says of one table: the table's name, values, and what there is to say."""


def preview(run: ImportRun, mapping: Mapping[str, str]) -> list[PreviewLine]:
    """The first lines; nothing where they cannot be read so: the check says why."""
    kind = kind_named(run.kind)
    run.mapping = dict(mapping)
    try:
        with open_file(run.file) as file:
            lines = list(_lines(run, kind, file))
    except Refused:
        return []
    words = iter(kind.in_words([values for _number, parts in lines for _table, values, _notes in parts]))
    return [
        PreviewLine(
            place=_("line %(number)s") % {"number": number},
            said=[
                _fact(kind, table, name, text.text(language()))
                for table, *_rest in parts
                for name, text in next(words).items()
            ],
            notes=[note for *_rest, notes in parts for note in notes],
        )
        for number, parts in lines
    ]


def _lines(run: ImportRun, kind: ImportKind, file: BinaryIO) -> Iterator[tuple[int, list[Part]]]:
    if isinstance(kind, DirectoryKind):
        return _of_directory(run, kind, file)
    return _of_table(run, kind, file) if isinstance(kind, TableKind) else iter(())


def _of_directory(run: ImportRun, kind: DirectoryKind, file: BinaryIO) -> Iterator[tuple[int, list[Part]]]:
    bearings = read_bearings(Source.objects.get(slug=run.source))

    def part(row: Row) -> Part:
        draft = translate(row, bearings)
        return row.table, draft.values, _notes(kind, draft.mends, draft.problems)

    with kind.reader.open(file, run=run) as directory:
        for number, rows in islice(groupby(directory.rows(), key=lambda row: row.line), LINES):
            yield number, [part(row) for row in rows]


def _of_table(run: ImportRun, kind: TableKind, file: BinaryIO) -> Iterator[tuple[int, list[Part]]]:
    reader, check = LineReader(kind.fields, run.columns, run.mapping), kind.checker()
    for line in islice(open_table(file, sheet=run.sheet or None).lines, LINES):
        checked = reader.check(line, check)
        yield line.number, [("", checked.values, _notes(kind, checked.mends, checked.problems))]


def _notes(kind: ImportKind, mends: Sequence[Note], problems: Sequence[Note]) -> list[NoteShown]:
    said = [(note, False) for note in mends] + [(note, True) for note in problems]
    return [note_shown(kind, note.field, note.message, is_problem) for note, is_problem in said]


def _fact(kind: ImportKind, table: str, name: str, text: str) -> Fact:
    label = kind.label_of(name).text(language())
    return Fact(f"{kind.table_named(table).text(language())}: {label}" if table else label, short(text))
