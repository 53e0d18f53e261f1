"""Steps of an import as jobs: begun here, watched here, stopped here.

Whether a step is under way is told by the table of jobs. How far it has come, and how it ended, is told by a
note in the shared cache: others see it while the step's own transaction is still open. A note that is lost
costs nothing but the words on a page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.core.cache import cache
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker
from procrastinate.exceptions import AlreadyEnqueued

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import IMPORT, RunState

JOBS = {
    "check": "interchange.check_import",
    "apply": "interchange.apply_import",
    "undo": "interchange.undo_import",
}
PREFIX = "import:"
NOTE_KEPT = 24 * 3600
"""Seconds."""

ALIVE = timedelta(seconds=45)
"""Workers show every ten seconds that they live."""

PATIENCE = timedelta(seconds=10)
"""How long a job may wait before somebody should be told."""


class Ending(StrEnum):
    """How a step ended."""

    DONE = "done"
    STOPPED = "stopped"
    OUT_OF_DATE = "out-of-date"
    FAILED = "failed"


class Phase(StrEnum):
    """Where a step under way stands."""

    WAITING = "waiting"
    NO_WORKER = "no-worker"
    WORKING = "working"
    STOPPING = "stopping"
    LOST = "lost"


@dataclass(frozen=True)
class Note:
    """What the latest step of an import has to tell: `verb` is "check", "apply" or "undo", counts are of rows.

    `reason` says why it failed, by language, where that is known.
    """

    job: int
    verb: str
    done: int = 0
    total: int = 0
    ending: Ending | None = None
    reason: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class UnderWay:
    """A step that has begun and has not ended. LOST is one whose worker is gone: nothing of it was kept."""

    job: int
    verb: str
    phase: Phase
    done: int = 0
    total: int = 0


class AlreadyUnderWay(Exception):
    """Another step of this import is under way."""


def start(*, run: ImportRun, verb: str, by: Who) -> None:
    """Have a worker check, apply or undo an import.

    Raises `StepRefused` where its state does not allow it, `AlreadyUnderWay` where another step has not ended.
    """
    IMPORT.step(RunState(run.state), verb)
    if is_busy(run):
        raise AlreadyUnderWay
    _defer(run=run, verb=verb, user=str(by.user or ""))


def stop(*, run: ImportRun) -> None:
    """Ask the step under way to stop; one that has not begun never will."""
    job = _job_of([run.pk]).get(run.pk)
    if job is None:
        return
    app.job_manager.cancel_job_by_id(job.pk, abort=True)
    if job.status == "todo":
        write_note(run.pk, Note(job.pk, _verb(job), ending=Ending.STOPPED))


def under_way(run: ImportRun) -> UnderWay | None:
    """The step of this import that has not ended, if any."""
    job = _job_of([run.pk]).get(run.pk)
    if job is None:
        return None
    note = read_note(run.pk)
    if note and (note.job > job.pk or (note.job == job.pk and note.ending)):
        return None
    done, total = (note.done, note.total) if note and note.job == job.pk else (0, 0)
    return UnderWay(job.pk, _verb(job), _phase(job), done, total)


def is_busy(run: ImportRun) -> bool:
    """Whether a step is under way that may still end by itself."""
    found = under_way(run)
    return found is not None and found.phase is not Phase.LOST


def all_busy() -> frozenset[UUID]:
    """Every import with a job that waits or works."""
    jobs = ProcrastinateJob.objects.filter(task_name__in=JOBS.values(), status__in=["todo", "doing"])
    locks = jobs.order_by("pk").values_list("queueing_lock", flat=True)
    return frozenset(UUID(lock.removeprefix(PREFIX)) for lock in locks if lock)


def is_stop_wanted(job: int) -> bool:
    """Whether somebody asked this job to stop."""
    return ProcrastinateJob.objects.filter(pk=job, abort_requested=True).exists()


def read_note(run: UUID) -> Note | None:
    """What the latest step of an import told, if it is still known."""
    told = cache.get(_key(run))
    return None if told is None else Note(**{**told, "ending": told["ending"] and Ending(told["ending"])})


def write_note(run: UUID, note: Note) -> None:
    """Tell how far a step is, or how it ended."""
    cache.set(_key(run), asdict(note), NOTE_KEPT)


@upkeep
def _defer(*, run: ImportRun, verb: str, user: str) -> None:
    """The note is written first: once the transaction ends, the worker writes it."""
    task = app.configure_task(JOBS[verb], queueing_lock=_key(run.pk), allow_unknown=False)
    try:
        job = task.defer(run=str(run.pk), user=user)
    except AlreadyEnqueued as problem:
        raise AlreadyUnderWay from problem
    write_note(run.pk, Note(job, verb))


def _job_of(runs: Iterable[UUID]) -> dict[UUID, ProcrastinateJob]:
    """The latest job of each import that has not ended."""
    keys = {_key(run): run for run in runs}
    jobs = ProcrastinateJob.objects.filter(queueing_lock__in=keys, status__in=["todo", "doing"])
    return {keys[str(job.queueing_lock)]: job for job in jobs.select_related("worker").order_by("pk")}


def _phase(job: ProcrastinateJob) -> Phase:
    if job.status == "doing":
        return _phase_at_work(job)
    since = ProcrastinateEvent.objects.filter(job=job, type="deferred").values_list("at", flat=True).first()
    return Phase.WAITING if _is_recent(since, PATIENCE) or _is_anybody_working() else Phase.NO_WORKER


def _phase_at_work(job: ProcrastinateJob) -> Phase:
    if job.worker is None or not _is_recent(job.worker.last_heartbeat, ALIVE):
        return Phase.LOST
    return Phase.STOPPING if job.abort_requested else Phase.WORKING


def _is_anybody_working() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=clock.now() - ALIVE).exists()


def _is_recent(moment: datetime | None, within: timedelta) -> bool:
    return moment is not None and clock.now() - moment < within


def _verb(job: ProcrastinateJob) -> str:
    return next(verb for verb, name in JOBS.items() if name == job.task_name)


def _key(run: UUID) -> str:
    return f"{PREFIX}{run}"
