"""Deciding all that a source leaves open at once: begun here, done by a worker, one decision at a time."""

from enum import StrEnum

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from intreccio.catalogue.actions import settle_conflict, settle_vanished
from intreccio.catalogue.models import Source, SourceConflict, SourceRecord
from intreccio.catalogue.queries.sources import open_conflicts, vanished_from
from intreccio.catalogue.rules.sources import Decision
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.refusing import Refused

JOB = "interchange.settle_source"


class Verdict(StrEnum):
    """What is decided of everything: our values or theirs; what is gone is kept, or its services withdrawn."""

    OURS = "ours"
    THEIRS = "theirs"
    KEEP = "keep"
    WITHDRAW = "withdraw"


CONFLICTS = frozenset({Verdict.OURS, Verdict.THEIRS})


@upkeep
def begin_settling(*, source: Source, verdict: Verdict, by: Who) -> None:
    """Have a worker decide everything of a source so; nothing where it is at it already."""
    task = app.configure_task(JOB, queueing_lock=_lock(source), allow_unknown=False)
    try:
        task.defer(source=source.slug, verdict=verdict.value, user=str(by.user or ""))
    except AlreadyEnqueued:
        return


def is_settling(source: Source) -> bool:
    """Whether a worker is at it, or will be."""
    return ProcrastinateJob.objects.filter(queueing_lock=_lock(source), status__in=["todo", "doing"]).exists()


def settle_all(*, source: Source, verdict: Verdict, by: Who) -> int:
    """Decide everything so; how many. What changed meanwhile, or somebody decided, is left as it is."""
    if verdict in CONFLICTS:
        decision = Decision(verdict.value)
        return sum(_is_decided(conflict, decision, by) for conflict in list(open_conflicts(source)))
    return sum(_is_settled(told, verdict is Verdict.WITHDRAW, by) for told in list(vanished_from(source)))


def _is_decided(conflict: SourceConflict, decision: Decision, by: Who) -> bool:
    try:
        settle_conflict(conflict=conflict, decision=decision, by=by)
    except Refused:
        return False
    return True


def _is_settled(told: SourceRecord, withdrawn: bool, by: Who) -> bool:
    try:
        settle_vanished(told=told, withdrawn=withdrawn, by=by)
    except Refused:
        return False
    return True


def _lock(source: Source) -> str:
    return f"settle:{source.pk}"
