"""How outside requests obtain bookings and registers. Which there are, PostgreSQL decides for the context told."""

from uuid import UUID

from django.db.models import QuerySet

from intreccio.accounts.links import Link
from intreccio.actors.models import Member
from intreccio.bookings.models import Booking, Hold
from intreccio.catalogue.models import Activity, Service, Session
from intreccio.catalogue.queries.documents import is_shown
from intreccio.kernel import clock
from intreccio.kernel.access import NotFound, Permission, Viewer, roles
from intreccio.kernel.acting import SYSTEM, Sight
from intreccio.kernel.databases.context import asking

BOOKABLE = (Activity.Enrolment.OPEN, Activity.Enrolment.WAITING_LIST)


def bookable_activity(viewer: Viewer, activity: UUID) -> Activity:
    """A group of a listing that the viewer may read, whose body keeps registers here. `NotFound`."""
    found = _activities().filter(pk=activity).first()
    if found is None or not keeps_registers(found.service.organisation_id):
        raise NotFound
    if not is_shown(found.service) and not viewer.may(Permission.EDIT_LISTINGS, found.service.organisation_id):
        raise NotFound
    return found


def next_to_book(service: Service) -> dict[UUID, Session]:
    """The next session of each group of a listing that can be booked here; nothing where it is done by telephone."""
    if not any(one.enrolment in BOOKABLE for one in service.activities.all()):
        return {}
    if not keeps_registers(service.organisation_id):
        return {}
    coming = Session.objects.filter(
        activity__service=service, activity__enrolment__in=BOOKABLE, starts_at__gt=clock.now(), cancelled=False
    )
    return {one.activity_id: one for one in coming.order_by("activity", "starts_at").distinct("activity")}


def keeps_registers(organisation: UUID) -> bool:
    """Whether somebody of a body sees its registers: others are booked with by telephone."""
    seeing = [slug for slug, role in roles().items() if Sight.IDENTITY in role.sights]
    return Member.objects.filter(
        organisation=organisation, role__in=seeing, until=None, user__is_active=True
    ).exists()


def register_session(organisation: UUID | None, session: UUID) -> Session:
    """A session of the body acted for. `NotFound`."""
    found = _sessions().filter(pk=session, activity__service__organisation=organisation).first()
    if found is None:
        raise NotFound
    return found


def session_at_the_door(link: Link) -> Session:
    """The session whose door a link stands at. `NotFound` where it is gone."""
    found = _sessions().filter(pk=link.subject).first()
    if found is None:
        raise NotFound
    return found


def hold_in(session: Session, hold: UUID) -> Hold:
    """A place in a session, for those who may know of it. `NotFound`."""
    found = Hold.objects.filter(session=session, pk=hold).select_related("booking__activity__service").first()
    if found is None:
        raise NotFound
    return found


def booking_of_link(link: Link) -> Booking:
    """A booking, for whoever has its link. `NotFound` where it is gone."""
    with asking(SYSTEM):
        found = Booking.objects.filter(pk=link.subject).select_related("activity__service__organisation").first()
    if found is None:
        raise NotFound
    return found


def _activities() -> QuerySet[Activity]:
    return Activity.objects.select_related("service__organisation", "site").prefetch_related("texts")


def _sessions() -> QuerySet[Session]:
    found = Session.objects.select_related("activity__service__organisation", "activity__site")
    return found.prefetch_related("activity__texts")
