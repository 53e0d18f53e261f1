"""The rule that the one function which sends obeys for persons."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from intreccio.kernel.acting import Purpose, Who
from intreccio.kernel.databases.context import asking
from intreccio.kernel.messages.rules import GO, Decision
from intreccio.people.models import Person, SafeContact

DELIVERING = Who(None, None, Purpose.DELIVERY)


def safe_contact(recipient: UUID | None, channel: str, at: datetime) -> Decision:
    """Whether and when a person may be written to, known by key or pseudonym. Of others this rule says nothing."""
    if recipient is None:
        return GO
    with asking(DELIVERING):
        person = Person.objects.filter(Q(pk=recipient) | Q(pseudonym=recipient)).first()
        if person is None:
            return GO
        asked = SafeContact.objects.filter(person=person).first()
    moment = asked.rules().next_moment(channel, at) if asked else None
    if moment is None:
        return Decision(forbidden=True)
    return GO if moment <= at else Decision(wait_until=moment)
