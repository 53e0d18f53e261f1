"""Places of those who are enrolled, in sessions as they are planned."""

from uuid import UUID

from django.db import connection

from intreccio.bookings.events import BookingsExtended
from intreccio.catalogue.models import Session
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record

_ENROLLED = """
    SELECT DISTINCT activity_id FROM bookings_booking
    WHERE every_time AND ended_at IS NULL AND (%(activity)s::uuid IS NULL OR activity_id = %(activity)s)"""

_EXTEND = """
    INSERT INTO bookings_hold (id, booking_id, session_id, holder, places, state, asked_at, reminded, came)
    SELECT gen_random_uuid(), booking.id, session.id, booking.holder, booking.places,
           CASE WHEN session.waiting = 0 AND activity.enrolment <> 'waiting-list'
                     AND (session.capacity IS NULL OR session.taken + sum(booking.places) OVER earlier <= session.capacity)
                THEN 'held' ELSE 'waiting' END,
           booking.made_at, false, ''
    FROM bookings_booking AS booking
    JOIN catalogue_session AS session USING (activity_id)
    JOIN catalogue_activity AS activity ON activity.id = activity_id
    WHERE booking.every_time AND booking.ended_at IS NULL AND activity_id = ANY(%(activities)s)
      AND session.starts_at > %(now)s AND NOT session.cancelled
      AND NOT EXISTS (SELECT FROM bookings_hold AS hold WHERE hold.booking_id = booking.id AND hold.session_id = session.id)
    WINDOW earlier AS (PARTITION BY session.id ORDER BY booking.made_at, booking.id)
    ON CONFLICT DO NOTHING"""
"""In the order in which they enrolled; who enrolled last waits where a session holds fewer."""


@action
def extend(*, activity: UUID | None = None, by: Who) -> int:
    """Give those who are enrolled in an activity, or in any, their places in sessions that lack them; how many."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_ENROLLED, {"activity": activity})
        enrolled = [id for (id,) in cursor.fetchall()]
        if not enrolled:
            return 0
        coming = Session.objects.select_for_update(no_key=True).filter(activity__in=enrolled, starts_at__gt=now)
        list(coming.order_by("pk").values_list("pk"))
        cursor.execute(_EXTEND, {"activities": enrolled, "now": now})
        made = cursor.rowcount
    record(BookingsExtended(made), by=by)
    return made
