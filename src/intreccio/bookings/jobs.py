"""Jobs of bookings. Each can run again without harm."""

from uuid import UUID

from procrastinate.contrib.django import app

from intreccio.bookings.actions import extend, forget_bookings, lapse_offers, move_up, remind_holders
from intreccio.catalogue.models import Activity
from intreccio.kernel.acting import SYSTEM, Purpose, Who

RETAINING = Who(None, None, Purpose.RETENTION)


@app.task(name="bookings.move_up")
def move_up_in(activity: str) -> None:
    """Offer what became free in a group."""
    if found := Activity.objects.filter(pk=UUID(activity)).first():
        move_up(activity=found, by=SYSTEM)


@app.periodic(cron="*/10 * * * *")
@app.task(name="bookings.tend", queueing_lock="bookings.tend", pass_context=False)
def tend(timestamp: int) -> None:
    """End offers whose time is over, and remind those who have a place within a day."""
    lapse_offers(by=SYSTEM)
    remind_holders(by=SYSTEM)


@app.periodic(cron="50 2 * * *")
@app.task(name="bookings.nightly", queueing_lock="bookings.nightly", pass_context=False)
def nightly(timestamp: int) -> None:
    """Give those enrolled their places in sessions planned since; forget old names."""
    extend(by=SYSTEM)
    forget_bookings(by=RETAINING)
