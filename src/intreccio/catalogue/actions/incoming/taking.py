"""Taking in what was judged: new things and changed fields, by the set, in one transaction."""

from collections.abc import Callable
from typing import Any

from intreccio.actors.actions.incoming import take_actors
from intreccio.actors.rules.verification import Verification
from intreccio.catalogue.actions.incoming import exactly, parts, records, services, terms
from intreccio.catalogue.actions.incoming.folding import EXACT
from intreccio.catalogue.actions.incoming.verifying import refuse_out_of_date
from intreccio.catalogue.actions.waiting import have_indexed
from intreccio.catalogue.events import SourceRead
from intreccio.catalogue.models import Source
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.imports.kinds import Progress
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.staged import by_the_set
from intreccio.kernel.journal import record


@action
def take(*, run: ImportRun, source: Source, by: Who, progress: Progress) -> None:
    """Write new things and changed fields, and have their services indexed once this is committed.

    Raises `OutOfDate` where something has changed since the judgement.
    """
    parameters = parameters_of(run, source)
    steps: tuple[Callable[[], object], ...] = (
        lambda: refuse_out_of_date(parameters),
        lambda: terms.take(parameters),
        lambda: take_actors(parameters=parameters, by=by),
        lambda: services.take(parameters),
        lambda: parts.take(parameters),
        *([lambda: exactly.take(parameters)] if EXACT in run.tables else []),
        lambda: records.take(parameters),
        lambda: have_indexed(parameters),
    )
    with by_the_set():
        for place, step in enumerate(steps if run.new or run.changed else (), 1):
            step()
            progress((run.new + run.changed) * place // len(steps), run.new + run.changed)
    vanished = records.mark_vanished(run, source)
    if not run.partial:
        source.read_at = run.applied_at
        source.save(update_fields=["read_at"])
    record(SourceRead(source.pk, run.pk, run.new, run.changed, vanished), by=by)


def parameters_of(run: ImportRun, source: Source) -> dict[str, Any]:
    """What the statements need to know."""
    return {
        "run": run.pk,
        "source": source.pk,
        "slug": source.slug,
        "name": source.name,
        "language": source.language,
        "vouched": source.vouched,
        "verification": (Verification.VERIFIED if source.vouched else Verification.PROPOSED).value,
        "now": run.applied_at,
    }
