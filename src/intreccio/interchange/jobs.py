"""Jobs of the interchange: checking, applying and undoing imports; deciding what sources leave open.

Each step is one transaction of the engine, so one that is stopped or fails leaves nothing half done. Run twice,
a check checks again, an apply and an undo find that it is done.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted

from intreccio.catalogue.models import Source
from intreccio.interchange.feeds.reading import due_feeds, read_feed, start_reading
from intreccio.interchange.importing import Ending, Note, is_stop_wanted, write_note
from intreccio.interchange.settling import JOB, Verdict, settle_all
from intreccio.kernel.acting import Who
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.refusing import Refused

log = logging.getLogger(__name__)


@app.task(name="interchange.check_import", pass_context=True)
def check_import(context: JobContext, *, run: str, user: str) -> None:
    """Check every line of a staged file, as `user` asked."""
    found = ImportRun.objects.get(pk=UUID(run))
    with _telling(found, _job(context), "check", found.lines) as progress:
        actions.check(run=found, by=_who(user), progress=progress)


@app.task(name="interchange.apply_import", pass_context=True)
def apply_import(context: JobContext, *, run: str, user: str) -> None:
    """Write what the check found, as `user` asked."""
    found = ImportRun.objects.get(pk=UUID(run))
    with _telling(found, _job(context), "apply", found.new + found.changed) as progress:
        actions.apply(run=found, by=_who(user), progress=progress)


@app.task(name="interchange.undo_import", pass_context=True)
def undo_import(context: JobContext, *, run: str, user: str) -> None:
    """Take back what an import wrote, as `user` asked."""
    found = ImportRun.objects.get(pk=UUID(run))
    with _telling(found, _job(context), "undo", found.new + found.changed) as progress:
        actions.undo(run=found, by=_who(user), progress=progress)


@app.task(name=JOB)
def settle_source(*, source: str, verdict: str, user: str) -> None:
    """Decide all that a source leaves open, as `user` asked."""
    found = Source.objects.get(slug=source)
    count = settle_all(source=found, verdict=Verdict(verdict), by=_who(user))
    log.info("Source %s: %s decided, %s.", source, count, verdict)


@app.periodic(cron="*/10 * * * *")
@app.task(name="interchange.fetch_feeds", queueing_lock="interchange.fetch_feeds", pass_context=False)
def fetch_feeds(timestamp: int) -> None:
    """Have every feed read whose time has come, each by a job of its own."""
    for source in due_feeds():
        start_reading(source)


@app.task(name="interchange.read_feed")
def read_a_feed(*, source: str) -> None:
    """Fetch, check and perhaps apply one feed. One that has gone or sleeps by now is left alone."""
    found = Source.objects.filter(pk=UUID(source), active=True).first()
    if found is not None:
        read_feed(source=found)


@contextmanager
def _telling(run: ImportRun, job: int, verb: str, total: int) -> Iterator[actions.Progress]:
    """Notes how far the step is and how it ends; stops it where somebody asked for that."""
    write_note(run.pk, Note(job, verb, 0, total))

    def end(ending: Ending, reason: Mapping[str, str] = {}) -> None:
        write_note(run.pk, Note(job, verb, ending=ending, reason=dict(reason)))

    try:
        yield _progress(run, job, verb)
    except actions.Stopped as stopped:
        end(Ending.STOPPED)
        raise JobAborted from stopped
    except actions.OutOfDate:
        end(Ending.OUT_OF_DATE)
    except actions.StepFailed as problem:
        end(Ending.FAILED)
        log.warning("Import %s: the database refused to %s it: %s", run.pk, verb, problem)
    except StepRefused as problem:
        end(Ending.DONE)
        log.info("Import %s: %s", run.pk, problem)
    except Refused as problem:
        end(Ending.FAILED, problem.message)
    except BaseException:
        end(Ending.FAILED)
        raise
    else:
        end(Ending.DONE)


def _progress(run: ImportRun, job: int, verb: str) -> actions.Progress:
    def progress(done: int, total: int) -> None:
        if is_stop_wanted(job):
            raise actions.Stopped
        write_note(run.pk, Note(job, verb, done, total))

    return progress


def _who(user: str) -> Who:
    return Who(UUID(user) if user else None)


def _job(context: JobContext) -> int:
    assert context.job.id is not None
    return context.job.id
