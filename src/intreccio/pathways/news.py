"""What happens elsewhere and matters to referrals."""

from django.db import connection

from intreccio.kernel import clock
from intreccio.kernel.journal.models import JournalEntry
from intreccio.pathways.models import Offer
from intreccio.pathways.rules.referring import OPEN, OfferState


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
