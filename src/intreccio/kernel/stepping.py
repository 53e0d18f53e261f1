"""Taking a step of a life cycle: the row's new state and its line in the log, inside an action."""

from typing import TypeVar

from django.db.models import Model

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.lifecycle import LifeCycle, S, Step
from intreccio.kernel.models.lifecycle import LifeCycleLog

M = TypeVar("M", bound=Model)


def take_step(
    row: M, cycle: LifeCycle[S], verb: str, *, by: Who, reason: str = "", field: str = "state"
) -> Step[S]:
    """Put `row` into the state that `verb` leads to and log it; the caller saves the row.

    Raises `StepRefused` where the table of `cycle` has no such step.
    """
    source = cycle.states(getattr(row, field))
    step = cycle.step(source, verb, reason=reason)
    setattr(row, field, step.target)
    LifeCycleLog.objects.create(
        subject=row.pk,
        cycle=cycle.name,
        verb=verb,
        source=source,
        target=step.target,
        at=clock.now(),
        user=by.user,
    )
    return step
