"""How people come to act for an organisation: they claim it with a proof, or are invited."""

from django.db import models
from django.db.models import F, Q

from intreccio.actors.models.organisations import Organisation, among
from intreccio.actors.rules.joining import ClaimState
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.files.models import StoredFile
from intreccio.kernel.ids import secret_id
from intreccio.kernel.models import VersionedModel


class Claim(VersionedModel):
    """That somebody says to act for an organisation that nobody looks after yet, with what shall prove it.

    Who it is and what was written are encrypted; mail address and words are erased once it is decided.
    """

    identifying = True

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claims")
    name = EncryptedTextField()
    mail = EncryptedTextField(null=True)
    words = EncryptedTextField(null=True, help_text="Their place in the organisation, and how to check it.")
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=ClaimState.WAITING.value)
    sent_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sent_at"], condition=Q(state=ClaimState.WAITING.value), name="claim_waiting"),
        ]
        constraints = [
            models.CheckConstraint(name="claim_state", condition=among("state", ClaimState)),
            models.CheckConstraint(
                name="claim_settled_keeps_no_words",
                condition=Q(state=ClaimState.WAITING.value, settled_at=None)
                | Q(settled_at__isnull=False, mail=None, words=None),
            ),
        ]


class Invitation(models.Model):
    """A mail by which somebody may take up a role in an organisation, once, until a moment.

    The mail address is erased when it is taken up or withdrawn.
    """

    identifying = True

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=40, help_text="Slug of a role of the kernel.")
    mail = EncryptedTextField(null=True)
    language = models.CharField(max_length=10)
    sent_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.CheckConstraint(name="invitation_ends_later", condition=Q(until__gt=F("sent_at"))),
            models.CheckConstraint(name="invitation_ended_once", condition=Q(used_at=None) | Q(withdrawn_at=None)),
            models.CheckConstraint(
                name="invitation_ended_keeps_no_mail",
                condition=Q(used_at=None, withdrawn_at=None, mail__isnull=False)
                | (~Q(used_at=None, withdrawn_at=None) & Q(mail=None)),
            ),
        ]
