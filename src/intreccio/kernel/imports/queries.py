"""Reading what a check found: rows of a run, a page at a time, however many there are."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.rules import RunState

LOOKED_THROUGH = 50_000
"""Rows that one search looks through at most; it goes on from there when asked."""


@dataclass(frozen=True)
class Wanted:
    """Which rows: of an outcome, of a table, mended ones, holding words; all of them where nothing is said.

    They follow the number `after`; or, where `before` is set, they are the last ones before it.
    """

    outcome: str = ""
    table: str = ""
    mended: bool = False
    words: str = ""
    after: int = 0
    before: int | None = None


@dataclass(frozen=True)
class Found:
    """Rows in the order of the run. `earlier` and `later` are numbers to go on before and after, if any.

    `is_cut` where a search stopped before the end: what is asked for may stand later, or earlier.
    """

    rows: tuple[ImportRow, ...]
    earlier: int | None = None
    later: int | None = None
    is_cut: bool = False


def rows_of(run: ImportRun, wanted: Wanted, size: int) -> Found:
    """At most `size` rows, without counting or passing over those on other pages."""
    backwards = wanted.before is not None
    rows, edge = _within_sight(_filtered(run, wanted), wanted, backwards)
    found = list(rows.order_by("-number" if backwards else "number")[: size + 1])
    has_more, found = len(found) > size, found[:size]
    is_cut = edge is not None and not has_more
    onward = found[-1].number if has_more else edge
    if backwards:
        later = found[0].number if found else (wanted.before or 1) - 1
        return Found(tuple(reversed(found)), earlier=onward, later=later, is_cut=is_cut)
    earlier = (found[0].number if found else wanted.after + 1) if wanted.after else None
    return Found(tuple(found), earlier=earlier, later=onward, is_cut=is_cut)


def _filtered(run: ImportRun, wanted: Wanted) -> QuerySet[ImportRow]:
    rows = run.rows.filter(mended=True) if wanted.mended else run.rows.all()
    if wanted.outcome:
        rows = rows.filter(outcome=wanted.outcome)
    if wanted.table:
        rows = rows.filter(table=wanted.table)
    return (
        rows.filter(number__lt=wanted.before)
        if wanted.before is not None
        else rows.filter(number__gt=wanted.after)
    )


def _within_sight(
    rows: QuerySet[ImportRow], wanted: Wanted, backwards: bool
) -> tuple[QuerySet[ImportRow], int | None]:
    """Rows that hold the words, among the next ones; and where these end, if there are more."""
    if not wanted.words:
        return rows, None
    order = "-number" if backwards else "number"
    edge = rows.order_by(order).values_list("number", flat=True)[LOOKED_THROUGH - 1 : LOOKED_THROUGH].first()
    if edge is not None:
        rows = rows.filter(number__gte=edge) if backwards else rows.filter(number__lte=edge)
    rows = rows.annotate(text=Cast("values", TextField()))
    return rows.filter(Q(key__icontains=wanted.words) | Q(text__icontains=wanted.words)), edge


def runs_waiting() -> QuerySet[ImportRun]:
    """Imports that were begun and neither saved nor discarded."""
    return ImportRun.objects.filter(state__in=[RunState.STAGED, RunState.CHECKED, RunState.FAILED])
