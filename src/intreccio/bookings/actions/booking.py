"""Booking places in sessions of a group, and giving them back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from intreccio.actors.rules.contacts import clean_mail, clean_phone
from intreccio.bookings.actions.rooming import locked, note_room
from intreccio.bookings.actions.telling import tell_holder
from intreccio.bookings.events import PlacesBooked, PlacesGivenBack
from intreccio.bookings.models import Booking, Hold
from intreccio.bookings.rules.holding import (
    MOST_PLACES,
    STANDING,
    HolderKind,
    HoldState,
    Reach,
    Room,
    new_code,
)
from intreccio.catalogue.models import Activity, Session
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.actions import action
from intreccio.kernel.databases.context import asking
from intreccio.kernel.deferring import defer
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

NO_BOOKING = {
    Activity.Enrolment.CLOSED: Translated(
        it="Le iscrizioni a questo gruppo sono chiuse.", en="This group takes nobody in at present."
    ),
    Activity.Enrolment.WALK_IN: Translated(
        it="Qui non serve prenotare: basta venire.", en="No booking is needed here: just come."
    ),
}


@dataclass(frozen=True)
class BookingDraft:
    """Who comes and how they hear of changes. `holder` is opaque; `because` says what it came of."""

    language: str
    kind: HolderKind = HolderKind.PEOPLE
    holder: UUID | None = None
    places: int = 1
    called: str = ""
    reach: Reach = Reach.NOT
    address: str = ""
    because: UUID | None = None


@action
def book(
    *, id: UUID, activity: Activity, sessions: Sequence[UUID] | None, draft: BookingDraft, by: Who
) -> Booking:
    """Take places in some `sessions` to come, or with None in each as it is planned; where one is full, wait for it.

    `id` is made with the form: sending it twice makes one booking. Raises `Refused` where the group takes no bookings,
    no session is to come, the number or address is none, or the holder has a place already.
    """
    if reason := NO_BOOKING.get(Activity.Enrolment(activity.enrolment)):
        raise Refused(reason)
    if before := _made_before(id):
        return before
    booking = _row(id, activity, draft, by, every_time=sessions is None)
    booking.save(force_insert=True)
    chosen = locked(activity, sessions)
    if not chosen:
        raise Refused(
            Translated(
                it="Scegli un incontro che deve ancora venire.", en="Choose a meeting that is still to come."
            ),
            field="sessions",
        )
    holds = [_hold(booking, session, activity) for session in chosen]
    try:
        with transaction.atomic():
            Hold.objects.bulk_create(holds)
    except IntegrityError as problem:
        if "hold_once_for_one" not in str(problem):
            raise
        raise Refused(
            Translated(
                it="Il posto c'è già, in uno di questi incontri.", en="There is a place already in one of them."
            ),
            field="sessions",
        ) from problem
    note_room(activity, chosen)
    held = sum(hold.state == HoldState.HELD for hold in holds)
    record(PlacesBooked(person_of(booking), booking.pk, held, len(holds) - held), by=by)
    tell_holder(booking)
    return booking


@action
def give_back(*, booking: Booking, holds: Iterable[Hold] | None = None, by: Who) -> int:
    """Give places back, or with None all to come, and end the booking; who waits moves up. How many places."""
    now = clock.now()
    coming = booking.holds.filter(session__starts_at__gt=now, state__in=sorted(STANDING))
    if holds is not None:
        coming = coming.filter(pk__in=[hold.pk for hold in holds])
    chosen = locked(booking.activity, list(coming.values_list("session", flat=True)))
    given = coming.filter(session__in=[session.pk for session in chosen]).update(
        state=HoldState.GIVEN_BACK, offered_until=None
    )
    if holds is None and booking.ended_at is None:
        booking.ended_at = now
        booking.save_version(update_fields=["ended_at"])
    note_room(booking.activity, chosen)
    record(PlacesGivenBack(person_of(booking), booking.pk, given), by=by)
    defer("bookings.move_up", activity=str(booking.activity_id))
    return given


def person_of(booking: Booking) -> UUID | None:
    """The pseudonym of the person for whom it is; None for others."""
    return booking.holder if booking.kind == HolderKind.PERSON else None


def _made_before(id: UUID) -> Booking | None:
    """The booking that the same form made, also where it was sent twice in one moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(id)])
    with asking(SYSTEM):
        return Booking.objects.filter(pk=id).first()


def _row(id: UUID, activity: Activity, draft: BookingDraft, by: Who, *, every_time: bool) -> Booking:
    if not 1 <= draft.places <= MOST_PLACES:
        raise Refused(
            Translated(it=f"Da 1 a {MOST_PLACES} posti.", en=f"From 1 to {MOST_PLACES} places."), field="places"
        )
    return Booking(
        id=id,
        activity=activity,
        organisation_id=activity.service.organisation_id,
        kind=draft.kind,
        holder=draft.holder,
        because=draft.because,
        places=draft.places,
        every_time=every_time,
        called=draft.called.strip()[:80] or None,
        reach=draft.reach,
        address=_cleaned(draft.reach, draft.address),
        language=draft.language,
        code=new_code(),
        by_organisation_id=by.organisation,
        by_user=by.user,
        made_at=clock.now(),
    )


def _hold(booking: Booking, session: Session, activity: Activity) -> Hold:
    takes_directly = activity.enrolment == Activity.Enrolment.OPEN
    room = Room(session.free, session.waiting, takes_directly)
    return Hold(
        booking=booking,
        session=session,
        holder=booking.holder,
        places=booking.places,
        state=room.state_of(booking.places),
        asked_at=booking.made_at,
    )


def _cleaned(reach: Reach, address: str) -> str | None:
    match reach:
        case Reach.MAIL:
            return clean_mail(address, field="address")
        case Reach.CALL:
            try:
                return clean_phone(address)
            except Refused as problem:
                raise Refused(problem.message, field="address") from problem
    return None
