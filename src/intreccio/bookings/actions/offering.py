"""The waiting list: who waits is offered what becomes free, for a day; then the next."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from intreccio.bookings.actions.booking import person_of
from intreccio.bookings.actions.rooming import locked, note_room
from intreccio.bookings.actions.telling import tell_holder
from intreccio.bookings.events import OffersLapsed, OfferTaken, PlacesOffered
from intreccio.bookings.models import Booking, Hold
from intreccio.bookings.rules.holding import HoldState, offered_until
from intreccio.catalogue.models import Activity, Session
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.deferring import defer
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

OVER = Translated(it="Il posto offerto non c'è più.", en="The place that was offered is gone.")


@action
def move_up(*, activity: Activity, by: Who) -> int:
    """Offer free places to those who have waited longest; how many offers. Again it finds none."""
    sessions = locked(activity, None)
    free = {one.pk: one for one in sessions if one.waiting and one.free}
    if not free:
        return 0
    waiting = Hold.objects.filter(session__in=free, state=HoldState.WAITING).order_by("asked_at", "id")
    offers = list(_offers(list(waiting.select_related("booking__activity__service")), free))
    Hold.objects.bulk_update(offers, ["state", "offered_until"])
    note_room(activity, sessions)
    record(PlacesOffered(activity.pk, len(offers)), by=by)
    for booking in {offer.booking for offer in offers}:
        tell_holder(booking)
    return len(offers)


@action
def give_place(*, hold: Hold, by: Who) -> None:
    """Let one who waits come, whoever waited longer. Raises `Refused` where there is no room."""
    session = next(iter(locked(hold.booking.activity, [hold.session_id])), None)
    fresh = Hold.objects.filter(pk=hold.pk, state=HoldState.WAITING).first()
    if session is None or fresh is None or (session.free is not None and session.free < fresh.places):
        raise Refused(Translated(it="Non c'è posto per loro.", en="There is no room for them."))
    Hold.objects.filter(pk=hold.pk).update(state=HoldState.HELD)
    note_room(hold.booking.activity, [session])
    record(OfferTaken(person_of(hold.booking), hold.booking_id), by=by)
    tell_holder(hold.booking)


@action
def take_offer(*, booking: Booking, by: Who) -> int:
    """Take all that is offered to a booking; how many places. Raises `Refused` where nothing is any more."""
    offered = booking.holds.filter(state=HoldState.OFFERED, offered_until__gt=clock.now())
    taken = offered.update(state=HoldState.HELD, offered_until=None)
    if not taken:
        raise Refused(OVER)
    record(OfferTaken(person_of(booking), booking.pk), by=by)
    return taken


@action
def lapse_offers(*, by: Who) -> int:
    """End the offers that nobody took in time, and go on to the next who waits; how many. Idempotent."""
    over = Hold.objects.select_for_update(of=("self",)).filter(
        state=HoldState.OFFERED, offered_until__lte=clock.now()
    )
    lapsed = list(over.order_by("pk").values_list("pk", "booking__activity"))
    if not lapsed:
        return 0
    Hold.objects.filter(pk__in=[pk for pk, _ in lapsed]).update(state=HoldState.LAPSED, offered_until=None)
    for activity in {activity for _, activity in lapsed}:
        defer("bookings.move_up", activity=str(activity))
    record(OffersLapsed(len(lapsed)), by=by)
    return len(lapsed)


def _offers(waiting: Sequence[Hold], sessions: dict[UUID, Session]) -> Iterator[Hold]:
    now = clock.now()
    free: dict[UUID, int] = defaultdict(int, {pk: session.free or 0 for pk, session in sessions.items()})
    for hold in waiting:
        if hold.places <= free[hold.session_id]:
            free[hold.session_id] -= hold.places
            hold.state = HoldState.OFFERED
            hold.offered_until = offered_until(now, sessions[hold.session_id].starts_at)
            yield hold
