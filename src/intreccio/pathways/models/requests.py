"""Requests for help, from people who have no account and need not say who they are."""

from django.db import models
from django.db.models import Q

from intreccio.actors.models import Organisation
from intreccio.actors.models.organisations import among
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.ids import secret_id
from intreccio.kernel.models import VersionedModel
from intreccio.pathways.policies import OF_HELP_REQUEST
from intreccio.pathways.rules.asking import AskState, Reach


class HelpRequest(VersionedModel):
    """What somebody wrote to a body that listens. Nobody else reads it; `answer` is for whoever has the link."""

    policies = OF_HELP_REQUEST

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    words = EncryptedTextField(null=True)
    nickname = EncryptedTextField(null=True)
    reach = models.CharField(max_length=10)
    address = EncryptedTextField(null=True, help_text="A number or a mail address.")
    safe_when = EncryptedTextField(null=True, help_text="When and how it is safe to reach them.")
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=AskState.WAITING.value)
    answer = EncryptedTextField(null=True)
    reminded = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "id"]
        indexes = [models.Index(fields=["organisation", "state", "sent_at"], name="help_request_waits")]
        constraints = [
            models.CheckConstraint(name="help_request_state", condition=among("state", AskState)),
            models.CheckConstraint(name="help_request_reach", condition=among("reach", Reach)),
            models.CheckConstraint(
                name="help_request_reached_somewhere",
                condition=Q(reach=Reach.HERE.value) | Q(address__isnull=False) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="help_request_closed",
                condition=Q(state=AskState.CLOSED.value, closed_at__isnull=False)
                | ~Q(state=AskState.CLOSED.value) & Q(closed_at=None),
            ),
        ]
