"""What happens in the catalogue and matters to those who booked."""

from uuid import UUID

from intreccio.bookings.actions.extending import extend
from intreccio.bookings.actions.telling import tell_holder
from intreccio.bookings.models import Booking
from intreccio.bookings.rules.holding import STANDING
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.journal.models import JournalEntry


def activity_edited(entry: JournalEntry) -> None:
    """It may meet at other times: those enrolled have their places there."""
    extend(activity=UUID(entry.data["activity"]), by=SYSTEM)


@upkeep
def session_called_off(entry: JournalEntry) -> None:
    """Those who have or wait for a place hear of it."""
    standing = Booking.objects.filter(holds__session=entry.data["session"], holds__state__in=sorted(STANDING))
    for booking in standing:
        tell_holder(booking)
