"""Breaking the glass: in an emergency, opening for a few hours the record of a person one may not know of."""

from uuid import UUID

from django.db import connection

from intreccio.accounts.models import User
from intreccio.actors.models import Member
from intreccio.kernel import clock
from intreccio.kernel.access import Permission, roles
from intreccio.kernel.acting import EVERYTHING, Purpose, Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.messages import Message, send
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.people import events
from intreccio.people.models import Grant, Person
from intreccio.people.queries import hashes_of_codes
from intreccio.people.rules.granting import BREAK_GLASS_LASTS, Because, Urgency

UNKNOWN = Translated(
    it="Nessuna persona con questo codice. Chiedi il codice fiscale, il codice STP o ENI, o la tessera.",
    en="There is no person with this code. Ask for the tax code, the STP or ENI code, or the card.",
)


@action
def break_glass(*, code: str, urgency: Urgency, by: Who) -> Person:
    """Open the record of the person whom `code` names, for four hours, to the one who asks; the officers are told.

    Only by a code, so that nobody browses. Raises `Refused` where nobody has it. `by` acts for the purpose
    of breaking the glass, which PostgreSQL checks.
    """
    assert by.purpose is Purpose.BREAK_GLASS and by.user
    found = _known_as(code)
    if found is None:
        raise Refused(UNKNOWN, field="code")
    until = clock.now() + BREAK_GLASS_LASTS
    Grant.objects.create(
        person_id=found,
        user_id=by.user,
        sights=EVERYTHING.value,
        purpose=Purpose.BREAK_GLASS,
        because=Because.BREAK_GLASS,
        since=clock.now(),
        until=until,
    )
    person = Person.objects.select_related("custodian").get(pk=found)
    record(events.GlassBroken(person.pseudonym, urgency, until), by=by)
    _tell_officers(by)
    return person


@action
def review_access(*, entry: JournalEntry, justified: bool, by: Who) -> None:
    """Say whether the glass was rightly broken. A second word replaces the first."""
    record(events.AccessReviewed(entry.pk, justified), by=by)


def _known_as(code: str) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_known_as(%s)", [hashes_of_codes(code)])
        row = cursor.fetchone()
    return row[0] if row else None


def _tell_officers(by: Who) -> None:
    """Whoever reviews accesses hears of it at once; the mail names neither the person nor why."""
    reviewing = [slug for slug, role in roles().items() if Permission.REVIEW_ACCESS in role.permissions]
    held = Member.objects.filter(role__in=reviewing, until=None, user__is_active=True).values("user")
    assert by.user
    asker = User.objects.get(pk=by.user)
    for officer in User.objects.filter(pk__in=held).order_by("pk"):
        send(_notice(officer.language, asker.name), address=officer.email, recipient=officer.pk)


def _notice(language: str, asker: str) -> Message:
    subject = Translated(it="Un accesso d'urgenza da riesaminare", en="An emergency access to review")
    body = Translated(
        it=f"{asker} ha aperto in urgenza la scheda di una persona. Riesamina l'accesso nella Scrivania.",
        en=f"{asker} opened a person's record in an emergency. Review the access at your desk.",
    )
    return Message("break-glass", subject.text(language), body.text(language))
