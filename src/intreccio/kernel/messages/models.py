"""Messages on their way out."""

from django.db import models

from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.ids import secret_id


class OutgoingMessage(models.Model):
    """One message to one address. Address and text go when it is delivered or dropped."""

    class Channel(models.TextChoices):
        MAIL = "mail"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    channel = models.CharField(max_length=10, choices=Channel)
    kind = models.CharField(max_length=60, help_text="What the message is about, such as freshness-reminder.")
    recipient = models.UUIDField(null=True, help_text="The user or person it is for, for contact rules.")
    address = EncryptedTextField(null=True)
    subject = EncryptedTextField(null=True)
    body = EncryptedTextField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_keeps_nothing_when_settled",
                condition=models.Q(state="waiting", settled_at=None)
                | models.Q(settled_at__isnull=False, address=None, subject=None, body=None),
            ),
        ]
