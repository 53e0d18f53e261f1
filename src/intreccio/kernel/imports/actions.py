"""The steps of an import: stage a file, check it, apply or discard it, undo it.

Nothing but `apply` and `undo` touches what is imported, so everything before is a dry run. `progress(done, total)`
is called now and then with counts of rows; if it raises, such as `Stopped`, the step leaves no trace.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

from django.db import DatabaseError, connection
from django.db.models import Count, Q

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action, upkeep
from intreccio.kernel.files.storing import open_file, store
from intreccio.kernel.imports import events
from intreccio.kernel.imports.kinds import Asked, ImportKind, OutOfDate, Progress, kind_named
from intreccio.kernel.imports.mapping import ColumnMapping, refuse_incomplete, refuse_unknown
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import IMPORT, Outcome, RunState
from intreccio.kernel.journal import record
from intreccio.kernel.stepping import take_step

__all__ = [
    "Asked", "OutOfDate", "Progress", "StepFailed", "Stopped", "apply", "check", "choose_columns", "discard",
    "no_progress", "stage", "undo",
]  # fmt: skip

CHUNK = 1 << 20


class Stopped(Exception):
    """Whoever watches an import wants it to stop."""


class StepFailed(Exception):
    """The database refused a step, or had no room for it; nothing of it was kept. Says what the database said."""


def no_progress(done: int, total: int) -> None:
    """For those who do not watch."""


@upkeep
def stage(*, kind: ImportKind, file: BinaryIO, name: str, by: Who, asked: Asked = Asked()) -> ImportRun:  # noqa: B008
    """Take in a seekable file: look at it, propose a mapping where it is a table, and keep it.

    Raises `Refused` (such as `TableRefused`), `MappingRefused` and `FileRefused`.
    """
    shape = kind.look(file, name=name, asked=asked)
    file.seek(0)
    stored = store(iter(partial(file.read, CHUNK), b""), name=name, limits=kind.takes, by=by)
    return ImportRun.objects.create(
        kind=kind.slug,
        file=stored,
        source=asked.source,
        partial=asked.partial,
        sheet=asked.sheet,
        columns=shape.columns,
        mapping=shape.mapping,
        lines=shape.lines,
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

    Raises `MappingRefused` where the mapping names what is not there or lacks a required field, `Refused`
    where the file cannot be read to its end, `StepFailed` where the database refuses it.
    """
    run = _locked(run)
    kind = kind_named(run.kind)
    if mapping is not None:
        run.mapping = refuse_unknown(mapping, run.columns, kind.fields)
    refuse_incomplete(run.mapping, run.columns, kind.fields)
    take_step(run, IMPORT, "check", by=by)
    run.rows.all().delete()
    run.alarms, run.remarks, run.vanished = [], [], 0
    with _database_refusals(), open_file(run.file) as file:
        kind.check(run, file, progress=progress)
    _count(run)
    run.problem, run.checked_at = "", clock.now()
    run.save()
    return run


def apply(*, run: ImportRun, by: Who, progress: Progress = no_progress) -> ImportRun:
    """Write what the last check found, all or nothing; imports of one kind and source wait for each other.

    Raises `OutOfDate` where something it would change has changed since the check, `StepRefused` where
    there is no check or it is applied already, `StepFailed` where the database refuses it.
    """
    try:
        with _database_refusals():
            run = _apply(run=run, by=by, progress=progress)
    except StepFailed as problem:
        _fail(run=run, reason=str(problem), by=by)
        raise
    kind_named(run.kind).follow_up(run, progress=progress)
    return run


def undo(*, run: ImportRun, by: Who, progress: Progress = no_progress) -> ImportRun:
    """Take back what an applied import wrote, but for what somebody has changed since.

    Raises `Refused` where something later stands on it, `StepRefused` where it is not applied, `StepFailed`.
    """
    with _database_refusals():
        run = _undo(run=run, by=by, progress=progress)
    kind_named(run.kind).follow_up(run, progress=progress)
    return run


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
    _wait_for_others(run)
    run = _locked(run)
    take_step(run, IMPORT, "apply", by=by)
    run.applied_at, run.applied_by = clock.now(), by.user
    kind_named(run.kind).apply(run, by=by, progress=progress)
    run.save()
    counts = (run.new, run.changed, run.unchanged, run.refused, run.mended)
    record(events.ImportApplied(run.pk, *counts), by=by)
    return run


@action
def _undo(*, run: ImportRun, by: Who, progress: Progress) -> ImportRun:
    _wait_for_others(run)
    run = _locked(run)
    take_step(run, IMPORT, "undo", by=by)
    run.undone_at, run.undone_by = clock.now(), by.user
    undone = kind_named(run.kind).undo(run, by=by, progress=progress)
    run.restored, run.removed, run.left = undone.restored, undone.removed, undone.left
    run.save()
    record(events.ImportUndone(run.pk, run.restored, run.removed, run.left), by=by)
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


def _wait_for_others(run: ImportRun) -> None:
    with connection.cursor() as cursor:
        lock = f"import {run.kind} {run.source}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])


@contextmanager
def _database_refusals() -> Iterator[None]:
    try:
        yield
    except DatabaseError as problem:
        raise StepFailed(str(problem).splitlines()[0]) from problem


def _count(run: ImportRun) -> None:
    """The counts of each table, with one look at the rows, and their sums."""
    conditions = {outcome.value: Q(outcome=outcome) for outcome in Outcome} | {"mended": Q(mended=True)}
    counts = {f"count_{name}": Count("number", filter=condition) for name, condition in conditions.items()}
    found = run.rows.order_by("table").values("table").annotate(**counts).values_list("table", *counts)
    run.tables = {table: dict(zip(conditions, numbers, strict=True)) for table, *numbers in found}
    for name in conditions:
        setattr(run, name, sum(table[name] for table in run.tables.values()))
