"""Merging two records, and undoing it exactly.

What refers to the lost record is re-pointed to the kept one; what the kept one does not know it takes over; all of
it is written down. The lost record stays and says into which it was merged.
"""

from collections.abc import Sequence
from copy import copy
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.actions import action, upkeep
from intreccio.kernel.duplicates import refusing
from intreccio.kernel.duplicates.deciding import decide
from intreccio.kernel.duplicates.kinds import Columns, DuplicateKind, kind_named, kinds
from intreccio.kernel.duplicates.models import Duplicate, Merge
from intreccio.kernel.duplicates.moving import ChangedSince, Column, Moved, move, name_of, references, take_back
from intreccio.kernel.duplicates.rules import DuplicateState
from intreccio.kernel.journal import record
from intreccio.kernel.models.bases import MergeableModel

Versions = tuple[int, int]


@action
def merge(*, kind: DuplicateKind[Any], kept: UUID, lost: UUID, by: Who, expected: Versions | None = None) -> Merge:
    """Say that `lost` is the same as `kept`, which takes over all that refers to it.

    `expected` are the versions of both (kept, lost) that somebody looked at. Raises `Refused`.
    """
    one_at_a_time()
    rows = _locked(kind, kept, lost)
    _refuse(kind, *rows, expected)
    stay = kind.stay(*rows)
    before = _fill(kind, *rows)
    moved = move(kind.model, lost, kept, stays=lambda column: _stays(kind, column, kept, stay))
    merged = Merge.objects.create(
        kind=kind.slug,
        kept=kept,
        lost=lost,
        merged_at=clock.now(),
        merged_by=by.user,
        moved=[one.data() for one in moved],
        before=before,
    )
    _decide_pair(merged, "merge", by)
    record(kind.merged(lost, kept), by=by)
    kind.settle([kept, lost])
    return merged


@action
def undo(*, merge: Merge, by: Who) -> None:
    """Make of the two what they were before, but for what somebody has written since. Raises `Refused`."""
    one_at_a_time()
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kind = kind_named(merge.kind)
    moved = [Moved.of(data) for data in merge.moved]
    _refuse_undo(merge, moved)
    try:
        take_back(moved)
    except ChangedSince as problem:
        raise refusing.moved_things_changed(problem.model) from problem
    _empty(kind, merge)
    merge.undone_at, merge.undone_by = clock.now(), by.user
    merge.save(update_fields=["undone_at", "undone_by"])
    _decide_pair(merge, "undo", by)
    record(kind.separated(merge.lost, merge.kept), by=by)
    kind.settle([merge.kept, merge.lost])


@upkeep
def gather(*, kind: DuplicateKind[Any]) -> int:
    """Bring to the kept records what came to the lost ones after they were merged; returns for how many.

    Somebody may have been adding to a record just then, or a directory may still speak of it. Where the kept
    one was merged away itself, what comes late stays, so that both merges can still be undone.
    """
    one_at_a_time()
    gathered = [merge for merge in _reached_late(kind) if _gather(kind, merge)]
    for merge in gathered:
        record(kind.merged(merge.lost, merge.kept), by=SYSTEM)
        kind.settle([merge.kept, merge.lost])
    return len(gathered)


def _reached_late(kind: DuplicateKind[Any]) -> list[Merge]:
    """Merges into a record that stands whose lost one something refers to, be it what stayed there."""
    merges = {merge.lost: merge for merge in Merge.objects.filter(kind=kind.slug, undone_at=None)}
    lost = [one for one, merge in merges.items() if merge.kept not in merges]
    reached = set[Any]()
    for column in references(kind.model):
        rows = column.model._base_manager.filter(**{f"{column.name}__in": lost})
        reached |= set(rows.order_by().values_list(column.name, flat=True).distinct())
    return [merges[one] for one in sorted(reached)]


def _gather(kind: DuplicateKind[Any], merge: Merge) -> bool:
    rows = _locked(kind, merge.kept, merge.lost)
    stay = kind.stay(*rows)
    moved = move(kind.model, merge.lost, merge.kept, stays=lambda column: _stays(kind, column, merge.kept, stay))
    if moved:
        merge.moved += [one.data() for one in moved]
        merge.save(update_fields=["moved"])
    return bool(moved)


def one_at_a_time() -> None:
    """Wait until no other merge is under way, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('duplicates', 0))")


def _locked(kind: DuplicateKind[Any], kept: UUID, lost: UUID) -> tuple[MergeableModel, MergeableModel]:
    """Both rows, to themselves until the transaction ends."""
    if kept == lost:
        raise refusing.the_same()
    rows = kind.model._base_manager.select_for_update().filter(pk__in=[kept, lost]).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < 2:
        raise refusing.not_there()
    return found[kept], found[lost]


def _refuse(
    kind: DuplicateKind[Any], kept: MergeableModel, lost: MergeableModel, expected: Versions | None
) -> None:
    if kept.merged_into_id or lost.merged_into_id:
        raise refusing.merged_already()
    if expected is not None and (kept.version, lost.version) != expected:
        raise refusing.changed_meanwhile()
    kind.refuse(kept, lost)


def _stays(kind: DuplicateKind[Any], column: Column, kept: UUID, stay: frozenset[str]) -> bool:
    name = name_of(column)
    if name in stay:
        return True
    has_own = column.model._base_manager.filter(**{column.name: kept})
    return name in kind.only_if_none and has_own.exists()


def _fill(kind: DuplicateKind[Any], kept: MergeableModel, lost: MergeableModel) -> dict[str, dict[str, Any]]:
    """Change the columns of both; returns them as they were."""
    filling = kind.fill(kept, lost)
    before = {
        "kept": {column: getattr(kept, column) for column in filling.kept},
        "lost": {column: getattr(lost, column) for column in filling.lost},
    }
    # The lost one first: a number that may exist once is given up before it is taken.
    _write(kind, lost, {**filling.lost, "merged_into_id": kept.pk})
    _write(kind, kept, filling.kept)
    return before


def _write(kind: DuplicateKind[Any], row: MergeableModel, columns: Columns) -> None:
    _set(row, columns)
    derived = kind.derive(row)
    _set(row, derived)
    row.save_version(update_fields=[*columns, *derived])


def _set(row: MergeableModel, columns: Columns) -> None:
    for column, value in columns.items():
        setattr(row, column, value)


def _refuse_undo(merge: Merge, moved: Sequence[Moved]) -> None:
    if merge.undone_at is not None:
        raise refusing.undone_already()
    later = Merge.objects.filter(undone_at=None, number__gt=merge.number)
    touched = Q(kind=merge.kind) & (Q(kept=merge.kept) | Q(lost=merge.kept))
    models = {kind.model._meta.label: kind.slug for kind in kinds()}
    for one in moved:
        if one.table in models:
            touched |= Q(kind=models[one.table]) & (Q(kept__in=one.rows) | Q(lost__in=one.rows))
    if later.filter(touched).exists():
        raise refusing.merged_on_top()


def _empty(kind: DuplicateKind[Any], merge: Merge) -> None:
    """Give both rows their columns back, as far as nobody has written something else there since."""
    kept, lost = _locked(kind, merge.kept, merge.lost)
    back_lost = _values(kind, merge.before["lost"])
    back_kept = _values(kind, merge.before["kept"])
    filled = kind.fill(_with(kept, back_kept), _with(lost, back_lost)).kept
    untouched = {
        column: value for column, value in back_kept.items() if getattr(kept, column) == filled.get(column)
    }
    try:
        with transaction.atomic():
            _write(kind, kept, untouched)
            _write(kind, lost, {**back_lost, "merged_into_id": None})
    except IntegrityError as problem:
        raise refusing.number_taken() from problem


def _with(row: MergeableModel, columns: Columns) -> MergeableModel:
    other = copy(row)
    _set(other, columns)
    return other


def _values(kind: DuplicateKind[Any], columns: dict[str, Any]) -> dict[str, Any]:
    """Columns as they come from JSON, in the types of the model."""
    fields = kind.model._meta
    return {column: fields.get_field(column).to_python(value) for column, value in columns.items()}


def _decide_pair(merge: Merge, verb: str, by: Who) -> None:
    """Keep the proposal of this pair in step, where there is one."""
    first, second = sorted((merge.kept, merge.lost))
    pair = Duplicate.objects.select_for_update().filter(kind=merge.kind, first=first, second=second).first()
    wanted = DuplicateState.MERGED if verb == "undo" else None
    if pair is not None and wanted in (None, pair.state):
        decide(pair, verb, by)
