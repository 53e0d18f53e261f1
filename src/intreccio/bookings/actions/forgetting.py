"""Erasing names and addresses of bookings that are long over."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from intreccio.bookings.events import BookingsForgotten
from intreccio.bookings.models import Booking, Hold
from intreccio.bookings.rules.holding import KEPT_DAYS
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record


@action
def forget_bookings(*, by: Who) -> int:
    """Erase what says who they were, some time after the last session; how many bookings. Idempotent."""
    until = clock.now() - timedelta(days=KEPT_DAYS)
    recent = Hold.objects.filter(booking=OuterRef("pk"), session__starts_at__gt=until)
    over = Booking.objects.filter(Q(called__isnull=False) | Q(address__isnull=False)).filter(
        Q(every_time=False) | Q(ended_at__isnull=False)
    )
    count = over.filter(~Exists(recent)).update(called=None, address=None, reach="not")
    record(BookingsForgotten(count), by=by)
    return count
