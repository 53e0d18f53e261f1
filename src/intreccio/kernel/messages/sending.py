"""Handing a message over for delivery."""

from dataclasses import dataclass
from uuid import UUID

from intreccio.kernel import clock
from intreccio.kernel.actions import upkeep
from intreccio.kernel.deferring import defer
from intreccio.kernel.messages.models import OutgoingMessage


@dataclass(frozen=True)
class Message:
    """What is to be said. `kind` names the occasion, such as `freshness-reminder`."""

    kind: str
    subject: str
    body: str


@upkeep
def send(message: Message, *, address: str, recipient: UUID | None = None) -> UUID:
    """Keep `message` for `address` and defer its delivery, in the present transaction."""
    row = OutgoingMessage.objects.create(
        channel=OutgoingMessage.Channel.MAIL,
        kind=message.kind,
        recipient=recipient,
        address=address,
        subject=message.subject,
        body=message.body,
        created_at=clock.now(),
    )
    defer("kernel.deliver", message=str(row.pk))
    return row.pk
