"""Referrals that nobody answers: reminded after three days and ten, let go after thirty."""

from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.actions import action
from intreccio.kernel.databases.context import asking
from intreccio.kernel.journal import record
from intreccio.pathways.actions.answering import close
from intreccio.pathways.actions.telling import tell_requester, tell_target
from intreccio.pathways.events import ReferralReminded
from intreccio.pathways.models import Offer, Referral
from intreccio.pathways.rules.referring import EXPIRE_AFTER, REMIND_AFTER, OfferState, ReferralState

EXPIRED = "expired"
"""The reason with which a referral is let go that nobody answered."""


def chase() -> int:
    """Remind whoever was asked, and let go what nobody answered; how many referrals were touched. Idempotent."""
    now, touched = clock.now(), 0
    with asking(SYSTEM):
        waiting = list(Referral.objects.filter(state=ReferralState.REQUESTED, sent_at__lte=now - REMIND_AFTER[0]))
    for referral in waiting:
        waited = now - referral.sent_at
        due = sum(waited >= after for after in REMIND_AFTER)
        if waited >= EXPIRE_AFTER:
            _let_go(referral=referral, by=SYSTEM)
        elif due > referral.reminders:
            _remind(referral=referral, count=due, by=SYSTEM)
        else:
            continue
        touched += 1
    return touched


@action
def _remind(*, referral: Referral, count: int, by: Who) -> None:
    """Tell those asked once more; from the second time on whoever sent it hears that nobody answers."""
    referral.reminders = count
    referral.save_version(update_fields=["reminders"])
    for offer in Offer.objects.filter(referral=referral, state=OfferState.WAITING).select_related("organisation"):
        tell_target(offer)
    if count > 1:
        tell_requester(referral)
    record(ReferralReminded(referral.pk, count), by=by)


@action
def _let_go(*, referral: Referral, by: Who) -> None:
    close(referral, "expire", EXPIRED, by)
    tell_requester(referral)
