"""What waits for those who accompany people: one look at each kind, however much there is."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from intreccio.kernel import clock
from intreccio.pathways.models import HelpRequest, Offer, Referral
from intreccio.pathways.rules.asking import AskState
from intreccio.pathways.rules.referring import TAKEN, OfferState, ReferralState

MOST = 20
UNANSWERED_AFTER = timedelta(days=3)


@dataclass(frozen=True)
class Waiting:
    """How many of each kind there are, and the first few, those that wait longest first."""

    to_answer: list[Referral]
    to_answer_count: int
    requests: list[HelpRequest]
    requests_count: int
    under_way: list[Referral]
    under_way_count: int
    unanswered: list[Referral]
    unanswered_count: int


def waiting_for(organisation: UUID) -> Waiting:
    """What waits for an organisation: to be answered, to be read, to be brought to an end, to be asked of others."""
    asked = Offer.objects.filter(organisation=organisation, state=OfferState.WAITING).values("referral")
    to_answer = Referral.objects.filter(pk__in=asked, state=ReferralState.REQUESTED)
    requests = HelpRequest.objects.filter(organisation=organisation, state=AskState.WAITING)
    under_way = Referral.objects.filter(to_organisation=organisation, state__in=sorted(TAKEN))
    late = clock.now() - UNANSWERED_AFTER
    sent = Referral.objects.filter(
        from_organisation=organisation, state=ReferralState.REQUESTED, sent_at__lte=late
    )
    return Waiting(
        to_answer=_first(to_answer),
        to_answer_count=to_answer.count(),
        requests=list(requests.order_by("sent_at")[:MOST]),
        requests_count=requests.count(),
        under_way=_first(under_way),
        under_way_count=under_way.count(),
        unanswered=_first(sent),
        unanswered_count=sent.count(),
    )


def _first(found: QuerySet[Referral]) -> list[Referral]:
    joined = found.select_related("term", "from_organisation", "to_organisation")
    return list(joined.order_by("sent_at")[:MOST])
