"""Reading a feed: fetched, checked, and applied by itself where it may be and nothing alarms."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Q, Value
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from intreccio.catalogue.actions import note_fetch
from intreccio.catalogue.models import Source
from intreccio.catalogue.rules.sources import Fetched
from intreccio.interchange.feeds.fetching import Limits, fetched
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.files import FileRefused
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import OutOfDate, kind_named
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import RunState
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

log = logging.getLogger(__name__)

MOST_REFUSED = 0.2
"""Share of rows: if more are refused, somebody should look before it is applied."""

TRIES = 3
"""How often a feed is checked again where somebody was faster than its applying."""


def due_feeds() -> list[Source]:
    """The feeds whose time has come."""
    hours = ExpressionWrapper(F("every_hours") * Value(timedelta(hours=1)), output_field=DurationField())
    return list(
        Source.objects.filter(active=True, every_hours__isnull=False)
        .annotate(next_at=F("fetched_at") + hours)
        .filter(Q(fetched_at=None) | Q(next_at__lte=clock.now()))
    )


@upkeep
def start_reading(source: Source) -> None:
    """Have a worker read a feed, unless one is about to: feeds do not wait for each other."""
    lock = _lock(source)
    task = app.configure_task("interchange.read_feed", queueing_lock=lock, lock=lock, allow_unknown=False)
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.defer(source=str(source.pk))


def is_being_read(source: Source) -> bool:
    """Whether a worker reads a feed, or is about to."""
    return ProcrastinateJob.objects.filter(queueing_lock=_lock(source), status__in=["todo", "doing"]).exists()


def read_feed(*, source: Source) -> ImportRun | None:
    """Fetch a feed, check what is new and, where it applies itself, apply it.

    None where there is nothing new, or it could not be fetched: the source then says why.
    """
    try:
        return _read(source)
    except (Refused, FileRefused, actions.StepFailed, OSError) as problem:
        told = problem.message if isinstance(problem, Refused) else Translated(it=str(problem), en=str(problem))
        log.warning("Feed %s: %s", source.slug, problem)
        note_fetch(source=source, outcome=Fetched.FAILED, problem=told, by=SYSTEM)
        return None


def is_alarming(run: ImportRun) -> bool:
    """Whether somebody should look at a checked feed before it is applied."""
    return bool(run.alarms) or run.refused > MOST_REFUSED * max(run.lines, 1)


def _lock(source: Source) -> str:
    return f"feed:{source.pk}"


def _read(source: Source) -> ImportRun | None:
    limits = Limits(networks=settings.INTRECCIO_FEED_NETWORKS)
    folder = settings.INTRECCIO_DATA / "feeds"
    with fetched(source.address, source.validators, folder=folder, limits=limits) as found:
        if found is None:
            note_fetch(source=source, outcome=Fetched.SAME, by=SYSTEM)
            return None
        _discard_waiting(source)
        run = actions.stage(
            kind=kind_named(source.kind),
            file=found.file,
            name=found.name,
            asked=actions.Asked(source=source.slug),
            by=SYSTEM,
        )
        validators = dict(found.validators)
    run = _checked_and_applied(run, source)
    note_fetch(source=source, outcome=Fetched.NEW, validators=validators, by=SYSTEM)
    return run


def _checked_and_applied(run: ImportRun, source: Source) -> ImportRun:
    for _ in range(TRIES):
        run = actions.check(run=run, by=SYSTEM)
        if not source.applies_itself or is_alarming(run):
            return run
        try:
            return actions.apply(run=run, by=SYSTEM)
        except OutOfDate:
            continue
    return run


def _discard_waiting(source: Source) -> None:
    """What was fetched before and still waits for somebody is overtaken by what is fetched now."""
    waiting = ImportRun.objects.filter(
        source=source.slug, created_by=None, state__in=[RunState.STAGED, RunState.CHECKED, RunState.FAILED]
    )
    for run in waiting:
        actions.discard(run=run, by=SYSTEM)
