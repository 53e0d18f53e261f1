"""Changes that wait to be looked at."""

from uuid import UUID

from django.db.models import QuerySet

from intreccio.catalogue.models import Oversight, Proposal
from intreccio.catalogue.rules.proposing import ProposalState


def proposals_waiting() -> QuerySet[Proposal]:
    """The oldest first, without what they say."""
    waiting = Proposal.objects.filter(state=ProposalState.WAITING).defer("said")
    return waiting.select_related("service__organisation").prefetch_related("service__texts").order_by("sent_at")


def is_overseen(organisation: UUID) -> bool:
    """Whether changes to an organisation's listings are looked at before they are shown."""
    return Oversight.objects.filter(organisation=organisation).exists()
