"""What happens elsewhere and matters to referrals."""

from django.db import connection

from intreccio.bookings.models import Hold
from intreccio.bookings.rules.holding import Came, HoldState
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.journal.models import JournalEntry
from intreccio.pathways.actions.answering import take_note
from intreccio.pathways.models import Offer, Referral
from intreccio.pathways.rules.referring import OPEN, TAKEN, OfferState, Progress


def agreement_withdrawn(entry: JournalEntry) -> None:
    """A person took an agreement back: who rests on it reads nothing more, and the referral says so."""
    if entry.person is None:
        return
    rests_on_it = Offer.objects.filter(
        consent__withdrawn_at__isnull=False,
        referral__person__pseudonym=entry.person,
        referral__state__in=sorted(OPEN),
        state__in=[OfferState.WAITING, OfferState.ACCEPTED],
    )
    for offer in rests_on_it.select_related("referral"):
        if offer.state == OfferState.WAITING:
            offer.state, offer.answered_at = OfferState.WITHDRAWN, clock.now()
            offer.save(update_fields=["state", "answered_at"])
            continue
        offer.referral.agreement_withdrawn_at = clock.now()
        offer.referral.save_version(update_fields=["agreement_withdrawn_at"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT pathways_dismiss(%s)", [offer.referral_id])


@upkeep
def attendance_taken(entry: JournalEntry) -> None:
    """Who was referred came to a meeting, or did not: the referral says so while it is open."""
    marked = Hold.objects.filter(
        session=entry.data["session"], state=HoldState.HELD, booking__because__isnull=False
    ).exclude(came=Came.NOT_SAID)
    came = dict(marked.values_list("booking__because", "came"))
    for referral in Referral.objects.filter(pk__in=list(filter(None, came)), state__in=sorted(TAKEN)):
        progress = Progress.ATTENDED if came[referral.pk] == Came.PRESENT else Progress.DID_NOT_ATTEND
        if referral.progress != progress:
            take_note(referral=referral, progress=progress, by=SYSTEM)
