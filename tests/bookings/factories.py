"""Groups that meet, and bookings."""

from datetime import time, timedelta
from uuid import uuid4

from intreccio.bookings.actions import BookingDraft, book
from intreccio.catalogue.actions import ActivityDraft, ServiceDraft, TextDraft, add_activity, add_service
from intreccio.catalogue.models import Activity
from intreccio.catalogue.rules.timing import Timing
from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, SYSTEM

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def weekly() -> Timing:
    """Once a week, the first time in three days: at no hour of the tests' day is a session about to begin."""
    day = DAYS[(clock.today() + timedelta(days=3)).weekday()]
    return Timing(rule=f"FREQ=WEEKLY;BYDAY={day}", opens_at=time(15), closes_at=time(17))


def group(organisation, *, capacity=2, enrolment=Activity.Enrolment.OPEN):
    texts = {"it": TextDraft(name="Ginnastica dolce")}
    service = add_service(draft=ServiceDraft(organisation=organisation, texts=texts), by=SYSTEM)
    draft = ActivityDraft(
        texts={"it": ("Il gruppo del pomeriggio", "")}, capacity=capacity, enrolment=enrolment, timings=(weekly(),)
    )
    return add_activity(service=service, draft=draft, by=SYSTEM)


def coming(activity, count=3):
    return list(activity.sessions.filter(starts_at__gt=clock.now()).order_by("starts_at")[:count])


def booked(activity, *sessions, by=NOBODY, id=None, **said):
    chosen = [session.pk for session in sessions] if sessions else None
    draft = BookingDraft(**{"language": "it", **said})
    return book(id=id or uuid4(), activity=activity, sessions=chosen, draft=draft, by=by)
