"""What is written to those who booked. A mail says only that there is news; their page says the rest."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.accounts.links import Link
from intreccio.bookings.events import HoldersReminded
from intreccio.bookings.models import Booking, Hold
from intreccio.bookings.rules.holding import LINK_DAYS, REMIND_BEFORE, HoldState, Reach
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.messages import Message, send

FOLLOW_BOOKING = "follow-booking"
"""The act for which a signed link shows a booking, and gives places back."""
SOONEST = timedelta(hours=1)


def follow_booking_token(booking: Booking) -> str:
    """What stands in the link that shows a booking to whoever made it."""
    return Link(FOLLOW_BOOKING, booking.pk).token(days=LINK_DAYS)


def tell_holder(booking: Booking) -> bool:
    """Write that there is news, where they gave a mail address; whether that was so. Part of an action."""
    if booking.reach != Reach.MAIL or not booking.address:
        return False
    link = settings.INTRECCIO_ADDRESS + reverse("booking", args=[follow_booking_token(booking)])
    with translation.override(booking.language):
        body = _("There is news for you on this page:\n\n%(link)s\n")
        message = Message("booking-news", _("There is news for you"), body % {"link": link})
    send(message, address=str(booking.address), recipient=booking.holder)
    return True


@action
def remind_holders(*, by: Who) -> int:
    """Write to those who have a place within a day, once; how many messages. Again it finds none."""
    now = clock.now()
    due = Hold.objects.filter(
        state=HoldState.HELD,
        reminded=False,
        session__cancelled=False,
        session__starts_at__gt=now + SOONEST,
        session__starts_at__lte=now + REMIND_BEFORE,
        asked_at__lt=now - SOONEST,
        booking__reach=Reach.MAIL,
    )
    found = list(due.select_related("booking"))
    if not found:
        return 0
    Hold.objects.filter(pk__in=[hold.pk for hold in found]).update(reminded=True)
    told = sum(tell_holder(booking) for booking in {hold.booking for hold in found})
    record(HoldersReminded(told), by=by)
    return told
