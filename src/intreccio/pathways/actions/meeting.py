"""Meeting at last: dates that both sides settle on, and places in sessions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from intreccio.bookings.actions import BookingDraft, book
from intreccio.bookings.models import Booking
from intreccio.bookings.rules.holding import HolderKind, Reach
from intreccio.catalogue.models import Activity
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.pathways.actions.answering import take_note
from intreccio.pathways.actions.telling import tell_requester
from intreccio.pathways.events import DateFixed, ReferralRemarked
from intreccio.pathways.models import Referral, Remark
from intreccio.pathways.rules.referring import LONGEST_WORDS, MOST_DATES, TAKEN, Progress
from intreccio.people.models import Identity, Person, SafeContact
from intreccio.people.rules.contact import Channel


@action
def propose_dates(*, referral: Referral, dates: Sequence[datetime], words: str, by: Who) -> Remark:
    """Propose dates to the other side. Raises `Refused` where none, too many, or one that is over is proposed."""
    proposed = sorted(set(dates))
    if not 1 <= len(proposed) <= MOST_DATES or proposed[0] <= clock.now():
        raise Refused(
            Translated(
                it=f"Proponi da una a {MOST_DATES} date che devono ancora venire.",
                en=f"Propose one to {MOST_DATES} dates that are still to come.",
            ),
            field="dates",
        )
    assert by.organisation
    made = Remark.objects.create(
        referral=referral,
        organisation_id=by.organisation,
        user=by.user,
        words=words.strip()[:LONGEST_WORDS],
        proposes=proposed,
        at=clock.now(),
    )
    record(ReferralRemarked(referral.pk, made.pk), by=by)
    if by.organisation != referral.from_organisation_id:
        tell_requester(referral)
    return made


@action
def fix_date(*, referral: Referral, date: datetime, by: Who) -> None:
    """Settle on a date that somebody proposed. Raises `Refused` where nobody did, or it is over."""
    proposed = {
        one
        for dates in Remark.objects.filter(referral=referral).values_list("proposes", flat=True)
        for one in dates
    }
    if date not in proposed or date <= clock.now():
        raise Refused(Translated(it="Questa data non è tra quelle proposte.", en="Nobody proposed this date."))
    referral.meets_at, referral.progress = date, Progress.SCHEDULED
    referral.save_version(update_fields=["meets_at", "progress"])
    record(DateFixed(referral.pk), by=by)
    tell_requester(referral)


@action
def book_for(
    *,
    id: UUID,
    person: Person,
    activity: Activity,
    sessions: Sequence[UUID] | None,
    called: str,
    by_mail: bool,
    by: Who,
) -> Booking:
    """Take places for a person; where they were referred to that body, the referral says so. Raises `Refused`.

    `by_mail`: they are written to where their safe contact allows it; the mail says only that there is news.
    """
    referral = _taken_by(activity.service.organisation_id, person)
    address = _mail_of(person) if by_mail else ""
    booking = book(
        id=id,
        activity=activity,
        sessions=sessions,
        draft=BookingDraft(
            language=person.language,
            kind=HolderKind.PERSON,
            holder=person.pseudonym,
            called=called,
            reach=Reach.MAIL if address else Reach.NOT,
            address=address,
            because=referral.pk if referral else None,
        ),
        by=by,
    )
    if referral:
        take_note(referral=referral, progress=Progress.SCHEDULED, by=by)
    return booking


def _taken_by(organisation: UUID, person: Person) -> Referral | None:
    taken = Referral.objects.filter(person=person, to_organisation=organisation, state__in=sorted(TAKEN))
    return taken.order_by("-sent_at").first()


def _mail_of(person: Person) -> str:
    """Where they may be written to; "" where they did not ask for it."""
    contact = SafeContact.objects.filter(person=person).first()
    identity = Identity.objects.filter(person=person).first()
    allowed = contact is not None and Channel.MAIL in contact.channels
    return str(identity.mail or "") if allowed and identity else ""
