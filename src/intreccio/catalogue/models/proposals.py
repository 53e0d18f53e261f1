"""Changes that the network office looks at before they are shown."""

from django.db import models
from django.db.models import Q

from intreccio.actors.models import Organisation
from intreccio.catalogue.models.services import Service
from intreccio.catalogue.rules.proposing import ProposalState
from intreccio.kernel.models import VersionedModel


class Oversight(models.Model):
    """That changes to an organisation's published listings are looked at before they are shown."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="oversight")
    since = models.DateTimeField()


class Proposal(VersionedModel):
    """What a listing would say after a change; one waits at a time. `said` is a whole, see `queries.snapshots`.

    `reason` is why it was sent back.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="proposals")
    user = models.UUIDField(null=True)
    sent_at = models.DateTimeField()
    said = models.JSONField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ProposalState], default=ProposalState.WAITING.value
    )
    reason = models.CharField(max_length=2_000, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(state=ProposalState.WAITING.value), name="proposal_one_waits"
            ),
            models.CheckConstraint(
                name="proposal_settled",
                condition=Q(state=ProposalState.WAITING.value, settled_at=None)
                | (~Q(state=ProposalState.WAITING.value) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="proposal_returned_with_reason",
                condition=~Q(state=ProposalState.RETURNED.value) | ~Q(reason=""),
            ),
        ]
