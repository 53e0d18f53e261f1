"""Kinds of import that are one table: each line is one record, found again by a natural key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from django.db import connection

from intreccio.kernel.acting import Who
from intreccio.kernel.copying import copy_rows
from intreccio.kernel.files.kinds import TABLES, Limits
from intreccio.kernel.imports.batches import in_batches
from intreccio.kernel.imports.checking import ROW_COLUMNS, LineReader, judge, still_as_checked
from intreccio.kernel.imports.kinds import (
    Asked,
    ImportField,
    OutOfDate,
    Progress,
    Shape,
    Undone,
    Values,
    as_they_are,
)
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.remembering import propose_as_before
from intreccio.kernel.imports.rows import Apply, Check, Existing, InWords, ReadyRow, Undo
from intreccio.kernel.imports.rules import Outcome
from intreccio.kernel.imports.tables import open_table
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

BATCH = 2_000
SAMPLES = 200


@dataclass(frozen=True)
class TableKind:
    """An `ImportKind` of one table.

    `checker` reads once what checks need to know, such as codes, and gives the check. `key` is the natural
    key in a row's clean values: a second row with the same key is refused. `labels` names values that are
    no field of the file. Empty cells never empty what is there.
    """

    slug: str
    label: Translated
    fields: tuple[ImportField, ...]
    checker: Callable[[], Check]
    key: Callable[[Values], str]
    existing: Existing
    write: Apply
    take_back: Undo | None = None
    about: Translated = field(default_factory=Translated)
    has_sources: bool = False
    labels: Mapping[str, Translated] = field(default_factory=dict)
    words: InWords = as_they_are
    takes: Limits = TABLES

    def label_of(self, name: str) -> Translated:
        """What people call a value or field."""
        labels = {wanted.name: wanted.label for wanted in self.fields} | dict(self.labels)
        return labels.get(name, Translated(en=name))

    def table_named(self, name: str) -> Translated:
        """What people call the table: there is only one."""
        return self.label

    def in_words(self, rows: Sequence[Values]) -> Sequence[Mapping[str, Translated]]:
        """Clean values as people read them."""
        return self.words(rows)

    def look(self, file: BinaryIO, *, name: str, asked: Asked) -> Shape:
        """Read the table to its end once and propose a mapping; what was `asked` goes first."""
        table = open_table(file, sheet=asked.sheet or None)
        samples = [line.cells for line in islice(table.lines, SAMPLES)]
        mapping = propose_as_before(self.slug, table.columns, self.fields, samples, asked)
        return Shape(len(samples) + sum(1 for _ in table.lines), table.columns, mapping)

    def check(self, run: ImportRun, file: BinaryIO, *, progress: Progress) -> None:
        """Judge every line; of lines with one key, the first counts."""
        reader, check, done = LineReader(self.fields, run.columns, run.mapping), self.checker(), 0
        for lines in in_batches(open_table(file, sheet=run.sheet or None).lines, BATCH):
            rows = judge(lines, key=self.key, existing=self.existing, reader=reader, check=check)
            copy_rows(
                ImportRow._meta.db_table, ["run_id", *ROW_COLUMNS], [(run.pk, *row.columns()) for row in rows]
            )
            done += len(lines)
            progress(done, run.lines)
        _refuse_repeated(run)

    def apply(self, run: ImportRun, *, by: Who, progress: Progress) -> None:
        """Write in batches, each as it was checked."""
        done = 0
        for rows in in_batches(_ready_rows(run), BATCH):
            if not still_as_checked({row.key: row.before for row in rows}, self.existing):
                raise OutOfDate("Something this file would change has changed since it was checked: check again.")
            self.write(rows, by=by)
            done += len(rows)
            progress(done, run.new + run.changed)

    def follow_up(self, run: ImportRun, *, progress: Progress) -> None:
        """Nothing: it is all done."""

    def undo(self, run: ImportRun, *, by: Who, progress: Progress) -> Undone:
        """Take rows back in batches. Raises `Refused` where the kind cannot."""
        if self.take_back is None:
            raise Refused(
                Translated(
                    it="Le importazioni di questo tipo non si possono annullare.",
                    en="Imports of this kind cannot be undone.",
                )
            )
        undone, done = Undone(), 0
        for rows in in_batches(_ready_rows(run), BATCH):
            undone += self.take_back(rows, by=by)
            done += len(rows)
            progress(done, run.new + run.changed)
        return undone


def _ready_rows(run: ImportRun) -> Iterator[ReadyRow]:
    rows = run.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED]).order_by("number")
    for row in rows.iterator(chunk_size=BATCH):
        yield ReadyRow(row.number, row.key, row.values, row.before)


_REFUSE_REPEATED = """
    UPDATE kernel_importrow AS row
    SET outcome = 'refused', before = NULL, mended = false, notes = row.notes || jsonb_build_array(
        jsonb_build_object('field', '', 'problem', true, 'message', jsonb_build_object(
            'it', format('ripete la riga %%s del file.', seen.first),
            'en', format('repeats line %%s of the file.', seen.first))))
    FROM (
        SELECT number, first_value(number) OVER (PARTITION BY key ORDER BY number) AS first
        FROM kernel_importrow WHERE run_id = %(run)s AND outcome <> 'refused'
    ) AS seen
    WHERE row.run_id = %(run)s AND row.number = seen.number AND seen.number > seen.first
"""


def _refuse_repeated(run: ImportRun) -> None:
    """Of lines with one key, the first counts.

    PostgreSQL knows nothing yet of rows just copied, takes them for very few, and would compare each with
    each: without nested loops it sorts or hashes them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(_REFUSE_REPEATED, {"run": run.pk})
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
