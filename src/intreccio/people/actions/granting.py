"""Letting others know of a person, and ending it."""

from datetime import datetime
from uuid import UUID

from intreccio.actors.models import Organisation
from intreccio.kernel import clock
from intreccio.kernel.acting import Purpose, Sight, Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.people import events
from intreccio.people.models import Grant, Person
from intreccio.people.rules.granting import Because


@action
def grant(
    *,
    person: Person,
    organisation: Organisation,
    sights: Sight,
    because: Because,
    source: UUID | None = None,
    until: datetime | None = None,
    by: Who,
) -> Grant:
    """Let an organisation know of a person, not more than the one who grants it.

    Upper rooms keep grants in step with what they rest on (`source`): a referral, a plan.
    """
    given = Grant.objects.create(
        person=person,
        organisation=organisation,
        sights=sights.value,
        purpose=Purpose.CARE,
        because=because,
        source=source,
        since=clock.now(),
        until=until,
    )
    record(events.GrantGiven(person.pseudonym, organisation.pk, sights.value, because, until), by=by)
    return given


@action
def end_grant(*, grant: Grant, by: Who) -> None:
    """From now on the holder no longer knows of the person. Ended ones stay as they are."""
    now = clock.now()
    if grant.until is not None and grant.until <= now:
        return
    grant.until = now
    grant.save(update_fields=["until"])
    holder = grant.organisation_id or grant.user_id
    assert holder is not None
    record(events.GrantEnded(grant.person.pseudonym, holder), by=by)
