"""Reads: sessions with what is booked in them, registers, and the bookings of somebody."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from intreccio.bookings.models import Booking, Hold, WalkIns
from intreccio.bookings.rules.holding import STANDING, Came, HoldState
from intreccio.catalogue.models import Session
from intreccio.kernel import clock


def sessions_of(organisation: UUID, first: datetime, end: datetime) -> QuerySet[Session]:
    """What a body holds from `first` and before `end`, the earliest first, with how many marks its register has."""
    found = Session.objects.filter(
        activity__service__organisation=organisation, starts_at__gte=first, starts_at__lt=end
    )
    marked = Count("holds", filter=Q(holds__state=HoldState.HELD) & ~Q(holds__came=Came.NOT_SAID))
    return (
        found.annotate(marked=marked)
        .select_related("activity")
        .prefetch_related("activity__texts")
        .order_by("starts_at", "pk")
    )


def register_of(session: Session) -> list[Hold]:
    """Who has a place, who is offered one and who waits, in this order, then by when they asked."""
    order = {HoldState.HELD: 0, HoldState.OFFERED: 1, HoldState.WAITING: 2}
    standing = Hold.objects.filter(session=session, state__in=sorted(STANDING)).select_related("booking")
    return sorted(standing, key=lambda hold: (order[HoldState(hold.state)], hold.asked_at))


def walk_ins_of(session: Session) -> int:
    """How many came without a place."""
    return WalkIns.objects.filter(session=session).aggregate(all=Sum("count"))["all"] or 0


def coming_sessions(activities: Collection[UUID], *, most: int = 40) -> list[Session]:
    """The sessions to come of some groups that are held, the earliest first."""
    coming = Session.objects.filter(activity__in=activities, starts_at__gt=clock.now(), cancelled=False)
    return list(coming.select_related("activity").prefetch_related("activity__texts").order_by("starts_at")[:most])


def holds_of(booking: Booking) -> QuerySet[Hold]:
    """The places of a booking with their sessions, the earliest first."""
    return booking.holds.select_related("session").order_by("session__starts_at")


def coming_of(holds: QuerySet[Hold]) -> list[Session]:
    """The sessions to come in which these hold a place, as calendars want them."""
    held = holds.filter(state=HoldState.HELD, session__ends_at__gt=clock.now()).values("session")
    found = Session.objects.filter(pk__in=held).select_related(
        "activity__site__municipality", "activity__service__organisation"
    )
    return list(found.prefetch_related("activity__texts", "activity__service__texts").order_by("starts_at"))


def holds_for(holder: UUID) -> QuerySet[Hold]:
    """The places of one holder, the latest session first, as far as those who ask may know."""
    found = Hold.objects.filter(holder=holder).select_related(
        "session", "booking__activity", "booking__organisation"
    )
    return found.prefetch_related("booking__activity__texts").order_by("-session__starts_at")


def holds_because(cause: UUID) -> QuerySet[Hold]:
    """The places that came of something, the earliest first."""
    found = Hold.objects.filter(booking__because=cause).select_related("session", "booking__activity")
    return found.prefetch_related("booking__activity__texts").order_by("session__starts_at")


def offered_without_address(organisation: UUID) -> QuerySet[Hold]:
    """Offers of a body's groups of which nobody could be told by mail: to be told by telephone, before they lapse."""
    offered = Hold.objects.filter(
        state=HoldState.OFFERED, booking__organisation=organisation, offered_until__gt=clock.now()
    ).exclude(booking__reach="mail")
    return offered.select_related("session", "booking__activity").prefetch_related("booking__activity__texts")
