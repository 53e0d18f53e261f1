"""From sessions and holds to what their pages show."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intreccio.bookings.models import Hold
from intreccio.bookings.queries import register_of, walk_ins_of
from intreccio.bookings.rules.holding import HolderKind, HoldState, Reach
from intreccio.catalogue.models import Activity, Session
from intreccio.kernel import clock
from intreccio.people.models import Identity, Person
from intreccio.web.bookings.wording import group_name, place_words, when
from intreccio.web.people.showing import called
from intreccio.web.shown.bookings import EntryShown, RegisterShown, SessionShown
from intreccio.web.words.moments import moment_words
from intreccio.web.words.phones import phone_words

Known = Mapping[UUID, tuple[Person, Identity | None]]


def listed(session: Session) -> SessionShown:
    """A session in the list of a body; `marked` is annotated."""
    marked = getattr(session, "marked", 0)
    return SessionShown(
        url=reverse("register", args=[session.pk]),
        when=when(session),
        name=group_name(session.activity),
        taken=taken_words(session),
        waiting=session.waiting,
        marked=ngettext("%(count)s marked", "%(count)s marked", marked) % {"count": marked} if marked else "",
        cancelled=session.cancelled_reason if session.cancelled else "",
    )


def register(session: Session) -> RegisterShown:
    """The register of a session, with names as far as the reader may know them."""
    holds = register_of(session)
    known = _known(holds)
    entries = [(hold, _entry(hold, session, known)) for hold in holds]
    return RegisterShown(
        id=session.pk,
        name=group_name(session.activity),
        when=when(session),
        place=place_words(session.activity.site),
        taken=taken_words(session),
        cancelled=session.cancelled_reason if session.cancelled else "",
        has_begun=clock.now() >= session.starts_at,
        held=[entry for hold, entry in entries if hold.state == HoldState.HELD],
        waiting=[entry for hold, entry in entries if hold.state != HoldState.HELD],
        walk_ins=walk_ins_of(session),
    )


def taken_words(session: Session) -> str:
    """`3 of 12`, or `3` where places are not counted; "" where nobody books."""
    if session.activity.enrolment == Activity.Enrolment.WALK_IN:
        return ""
    if session.capacity is None:
        return str(session.taken)
    return _("%(taken)s of %(capacity)s") % {"taken": session.taken, "capacity": session.capacity}


def _known(holds: Sequence[Hold]) -> Known:
    """The persons among the holders whom the reader may know, by pseudonym."""
    holders = [hold.holder for hold in holds if hold.booking.kind == HolderKind.PERSON and hold.holder]
    persons = {person.pk: person for person in Person.objects.filter(pseudonym__in=holders)}
    identities = {one.person_id: one for one in Identity.objects.filter(person__in=persons)}
    return {person.pseudonym: (person, identities.get(pk)) for pk, person in persons.items()}


def _entry(hold: Hold, session: Session, known: Known) -> EntryShown:
    booking = hold.booking
    person, identity = known.get(hold.holder, (None, None)) if hold.holder else (None, None)
    return EntryShown(
        id=hold.pk,
        name=str(booking.called or "") or (called(person, identity) if person else "") or _unnamed(hold),
        url=reverse("person", args=[person.pk]) if person else "",
        note=_note(hold),
        reach=_reach(hold),
        places=hold.places,
        state=hold.state,
        came=hold.came,
        may_give_place=hold.state == HoldState.WAITING and (session.free is None or session.free >= hold.places),
    )


def _unnamed(hold: Hold) -> str:
    return _("No name (code %(code)s)") % {"code": hold.booking.code}


def _note(hold: Hold) -> str:
    if hold.state == HoldState.OFFERED and hold.offered_until:
        return _("offered until %(moment)s") % {"moment": moment_words(hold.offered_until)}
    if hold.state == HoldState.WAITING:
        return _("waits since %(moment)s") % {"moment": moment_words(hold.asked_at)}
    return _("enrolled") if hold.booking.every_time else ""


def _reach(hold: Hold) -> str:
    """The number to call; of mails the platform takes care."""
    booking = hold.booking
    return phone_words(str(booking.address)) if booking.reach == Reach.CALL and booking.address else ""
