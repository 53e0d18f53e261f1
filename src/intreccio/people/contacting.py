"""The rule that the one function which sends obeys for persons."""

from datetime import datetime
from uuid import UUID

from intreccio.kernel.acting import Purpose, Who
from intreccio.kernel.databases.context import asking
from intreccio.kernel.messages.rules import GO, Decision
from intreccio.people.models import Person, SafeContact

DELIVERING = Who(None, None, Purpose.DELIVERY)


def safe_contact(recipient: UUID | None, channel: str, at: datetime) -> Decision:
    """Whether and when a person may be written to. Others than persons are not this rule's matter."""
    if recipient is None:
        return GO
    with asking(DELIVERING):
        if not Person.objects.filter(pk=recipient).exists():
            return GO
        asked = SafeContact.objects.filter(person=recipient).first()
    moment = asked.rules().next_moment(channel, at) if asked else None
    if moment is None:
        return Decision(forbidden=True)
    return GO if moment <= at else Decision(wait_until=moment)
