"""Delivering what waits, if contact rules allow it now."""

from uuid import UUID

from django.core.mail import EmailMessage

from intreccio.kernel import clock
from intreccio.kernel.actions import upkeep
from intreccio.kernel.deferring import defer
from intreccio.kernel.messages.models import OutgoingMessage
from intreccio.kernel.messages.rules import decide


@upkeep
def deliver(message_id: str | UUID) -> None:
    """Send one waiting message, put it off, or drop it. A message already settled is left alone."""
    row = (
        OutgoingMessage.objects.select_for_update()
        .filter(pk=message_id, state=OutgoingMessage.State.WAITING)
        .first()
    )
    if row is None:
        return
    decision = decide(row.recipient, row.channel, clock.now())
    if decision.forbidden:
        _settle(row, OutgoingMessage.State.DROPPED)
    elif decision.wait_until:
        defer("kernel.deliver", at=decision.wait_until, message=str(row.pk))
    else:
        EmailMessage(str(row.subject), str(row.body), to=[str(row.address)]).send()
        _settle(row, OutgoingMessage.State.SENT)


def _settle(row: OutgoingMessage, state: OutgoingMessage.State) -> None:
    row.state = state
    row.settled_at = clock.now()
    row.address = row.subject = row.body = None
    row.save()
