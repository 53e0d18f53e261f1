"""What somebody decides of a proposal."""

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.duplicates.events import DuplicateReconsidered, DuplicateSetApart
from intreccio.kernel.duplicates.models import Duplicate
from intreccio.kernel.duplicates.rules import DUPLICATE, DuplicateState
from intreccio.kernel.journal import record
from intreccio.kernel.stepping import take_step


@action
def set_apart(*, duplicate: Duplicate, by: Who) -> None:
    """Say that the two are not the same: they are never proposed again. Raises `StepRefused`."""
    decide(_locked(duplicate), "set-apart", by)
    record(DuplicateSetApart(duplicate.pk), by=by)


@action
def reconsider(*, duplicate: Duplicate, by: Who) -> None:
    """Take back that the two are not the same. Raises `StepRefused`."""
    decide(_locked(duplicate), "reconsider", by)
    record(DuplicateReconsidered(duplicate.pk), by=by)


def decide(duplicate: Duplicate, verb: str, by: Who) -> None:
    """Take a step of a locked proposal's life, within an action."""
    take_step(duplicate, DUPLICATE, verb, by=by)
    is_open = duplicate.state == DuplicateState.PROPOSED
    duplicate.decided_at = None if is_open else clock.now()
    duplicate.decided_by = None if is_open else by.user
    duplicate.save(update_fields=["state", "decided_at", "decided_by"])


def _locked(duplicate: Duplicate) -> Duplicate:
    return Duplicate.objects.select_for_update().get(pk=duplicate.pk)
