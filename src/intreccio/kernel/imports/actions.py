"""The steps of an import: stage a file, check it, apply or discard it.

Nothing but `apply` touches what is imported, so everything before it is a dry run. `progress(done, total)` is
called now and then with counts of lines; if it raises, such as `Stopped`, the step leaves no trace.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO

from django.db import DatabaseError, connection
from django.db.models import Count, Q

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action, upkeep
from intreccio.kernel.copying import copy_rows
from intreccio.kernel.files.kinds import TABLES
from intreccio.kernel.files.storing import open_file, store
from intreccio.kernel.imports import events
from intreccio.kernel.imports.batches import in_batches
from intreccio.kernel.imports.checking import ROW_COLUMNS, LineReader, judge, still_as_checked
from intreccio.kernel.imports.kinds import ImportKind, ReadyRow, kind_named
from intreccio.kernel.imports.mapping import ColumnMapping, propose, refuse_incomplete, refuse_unknown
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.rules import IMPORT, Outcome, RunState
from intreccio.kernel.imports.tables import open_table
from intreccio.kernel.journal import record
from intreccio.kernel.stepping import take_step

Progress = Callable[[int, int], None]

BATCH = 2_000
SAMPLES = 200
CHUNK = 1 << 20


class Stopped(Exception):
    """Whoever watches an import wants it to stop."""


class OutOfDate(Exception):
    """What a checked file would change has changed since: check it again."""


class ApplyFailed(Exception):
    """The database refused a checked file; nothing of it was kept. The message is the database's."""


def no_progress(done: int, total: int) -> None:
    """For those who do not watch."""


@upkeep
def stage(
    *,
    kind: ImportKind,
    source: BinaryIO,
    name: str,
    by: Who,
    given: ColumnMapping | None = None,
    sheet: str | None = None,
) -> ImportRun:
    """Take in a seekable file: read it to its end once, propose a mapping (`given` goes first) and keep it.

    Raises `TableRefused`, `MappingRefused` and `FileRefused`.
    """
    table = open_table(source, sheet=sheet)
    samples = [line.cells for line in islice(table.lines, SAMPLES)]
    mapping = propose(table.columns, kind.fields, samples, given)
    lines = len(samples) + sum(1 for _ in table.lines)
    source.seek(0)
    stored = store(iter(partial(source.read, CHUNK), b""), name=name, limits=TABLES, by=by)
    return ImportRun.objects.create(
        kind=kind.slug,
        file=stored,
        sheet=sheet or "",
        columns=table.columns,
        mapping=mapping,
        lines=lines,
        created_at=clock.now(),
        created_by=by.user,
    )


@upkeep
def choose_columns(*, run: ImportRun, mapping: ColumnMapping) -> ImportRun:
    """Keep which column is which field, for the next check.

    Raises `MappingRefused` as `check` does, `StepRefused` where there is nothing more to check.
    """
    run = _locked(run)
    kind = kind_named(run.kind)
    IMPORT.step(RunState(run.state), "check")
    run.mapping = refuse_unknown(mapping, run.columns, kind.fields)
    refuse_incomplete(run.mapping, run.columns, kind.fields)
    run.save()
    return run


@upkeep
def check(
    *, run: ImportRun, by: Who, mapping: ColumnMapping | None = None, progress: Progress = no_progress
) -> ImportRun:
    """Check every line and find what it would do. May be done again; `mapping` replaces the proposed one.

    Raises `MappingRefused` where the mapping names what is not there or lacks a required field.
    """
    run = _locked(run)
    kind = kind_named(run.kind)
    if mapping is not None:
        run.mapping = refuse_unknown(mapping, run.columns, kind.fields)
    refuse_incomplete(run.mapping, run.columns, kind.fields)
    take_step(run, IMPORT, "check", by=by)
    run.rows.all().delete()
    with open_file(run.file) as file:
        _check_lines(run, kind, file, progress)
    _refuse_repeated(run)
    _count(run)
    run.problem, run.checked_at = "", clock.now()
    run.save()
    return run


def apply(*, run: ImportRun, by: Who, progress: Progress = no_progress) -> ImportRun:
    """Write what the last check found, all or nothing; imports of one kind wait for each other.

    Raises `OutOfDate` where something it would change has changed since the check, `StepRefused` where
    there is no check or it is applied already, `ApplyFailed` where the database refuses it.
    """
    try:
        return _apply(run=run, by=by, progress=progress)
    except DatabaseError as problem:
        reason = str(problem).splitlines()[0]
        _fail(run=run, reason=reason, by=by)
        raise ApplyFailed(reason) from problem


@action
def discard(*, run: ImportRun, by: Who) -> ImportRun:
    """Put a run aside; its rows go, the file stays."""
    run = _locked(run)
    take_step(run, IMPORT, "discard", by=by)
    run.rows.all().delete()
    run.save()
    record(events.ImportDiscarded(run.pk), by=by)
    return run


@action
def _apply(*, run: ImportRun, by: Who, progress: Progress) -> ImportRun:
    _wait_for_others(run.kind)
    run = _locked(run)
    take_step(run, IMPORT, "apply", by=by)
    kind = kind_named(run.kind)
    done = 0
    for rows in in_batches(_ready_rows(run), BATCH):
        if not still_as_checked({row.key: row.before for row in rows}, kind.existing):
            raise OutOfDate("Something this file would change has changed since it was checked: check again.")
        kind.apply(rows, by=by)
        done += len(rows)
        progress(done, run.new + run.changed)
    run.applied_at, run.applied_by = clock.now(), by.user
    run.save()
    counts = (run.new, run.changed, run.unchanged, run.refused, run.mended)
    record(events.ImportApplied(run.pk, *counts), by=by)
    return run


@action
def _fail(*, run: ImportRun, reason: str, by: Who) -> None:
    run = _locked(run)
    take_step(run, IMPORT, "fail", by=by)
    run.problem = reason
    run.save()
    record(events.ImportFailed(run.pk), by=by)


def _locked(run: ImportRun) -> ImportRun:
    """The run as it is now, to itself until the transaction ends."""
    return ImportRun.objects.select_for_update().get(pk=run.pk)


def _check_lines(run: ImportRun, kind: ImportKind, file: BinaryIO, progress: Progress) -> None:
    reader = LineReader(kind, run.columns, run.mapping)
    check = kind.checker()
    done = 0
    for lines in in_batches(open_table(file, sheet=run.sheet or None).lines, BATCH):
        rows = judge(lines, kind=kind, reader=reader, check=check)
        copy_rows(
            ImportRow._meta.db_table,
            ["run_id", *ROW_COLUMNS],
            [(run.pk, *row.columns()) for row in rows],
        )
        done += len(lines)
        progress(done, run.lines)


def _ready_rows(run: ImportRun) -> Iterator[ReadyRow]:
    rows = run.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED]).order_by("number")
    for row in rows.iterator(chunk_size=BATCH):
        yield ReadyRow(row.number, row.key, row.values, row.before)


def _wait_for_others(kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import {kind}"])


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


def _count(run: ImportRun) -> None:
    counts = {outcome.value: Count("number", filter=Q(outcome=outcome)) for outcome in Outcome}
    for name, count in run.rows.aggregate(**counts, mended=Count("number", filter=Q(mended=True))).items():
        setattr(run, name, count)
