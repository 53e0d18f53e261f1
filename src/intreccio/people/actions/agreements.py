"""What a person agreed to be told to whom, and what they take back."""

from datetime import datetime

from intreccio.actors.models import Organisation
from intreccio.kernel import clock
from intreccio.kernel.acting import Sight, Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.people import events
from intreccio.people.actions.granting import end_grant, grant
from intreccio.people.models import Consent, Grant, Person
from intreccio.people.queries import lacks_a_parent
from intreccio.people.rules.granting import Because, LegalBasis


@action
def record_consent(
    *,
    person: Person,
    recipient: Organisation,
    legal_basis: LegalBasis,
    agreed: bool,
    discloses: Sight,
    reason: str = "",
    until: datetime | None = None,
    by: Who,
) -> Consent:
    """Settle what `recipient` may be told of a person, and tell it: a grant that lasts as long.

    Raises `Refused` where consent is the ground and was not given, the person said no, or is too young to agree alone.
    """
    refuse_too_young(person, agreed=agreed)
    if not agreed and legal_basis is LegalBasis.CONSENT:
        it, en = "Senza il sì della persona non c'è consenso.", "Without the person's yes there is no consent."
        raise Refused(Translated(it=it, en=en), field="agreed")
    consent = Consent.objects.create(
        person=person,
        recipient=recipient,
        legal_basis=legal_basis,
        agreed=agreed,
        discloses=discloses.value,
        reason=reason.strip() or None,
        since=clock.now(),
        until=until,
    )
    record(events.ConsentRecorded(person.pseudonym, recipient.pk, legal_basis, agreed), by=by)
    grant(
        person=person,
        organisation=recipient,
        sights=discloses,
        because=Because.CONSENT,
        source=consent.pk,
        until=until,
        by=by,
    )
    return consent


@action
def withdraw_consent(*, consent: Consent, by: Who) -> None:
    """The person takes it back: from now on the recipient reads nothing more. What was done stays lawful."""
    consent.withdrawn_at = clock.now()
    consent.save(update_fields=["withdrawn_at"])
    record(events.ConsentWithdrawn(consent.person.pseudonym, consent.recipient_id), by=by)
    for given in Grant.objects.select_related("person").filter(person=consent.person, source=consent.pk):
        end_grant(grant=given, by=by)


def refuse_too_young(person: Person, *, agreed: bool) -> None:
    """`Refused` where a child is said to agree and no parent or guardian is written down; part of an action."""
    if agreed and lacks_a_parent(person):
        raise Refused(
            Translated(
                it="Sotto i 14 anni dice di sì un genitore o un tutore: scrivi prima chi parla per la persona.",
                en="Under 14 a parent or guardian agrees: write down first who speaks for the person.",
            ),
            field="agreed",
        )
