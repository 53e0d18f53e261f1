"""What readers say is wrong with a page."""

from django.db import models
from django.db.models import Q

from intreccio.actors.models import Organisation, among
from intreccio.catalogue.models.services import Service
from intreccio.catalogue.rules.reporting import Mistake, ReportState
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.ids import secret_id
from intreccio.kernel.models import VersionedModel


class Report(VersionedModel):
    """That something is wrong with a service's page, or with its organisation's where no service is named.

    Anybody may send one. What was written, and the mail address for the answer, are encrypted; the address is
    erased with the answer, the words some time after it.
    """

    identifying = True

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reports")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, related_name="reports")
    mistake = models.CharField(max_length=10)
    words = EncryptedTextField(null=True)
    mail = EncryptedTextField(null=True, help_text="Where the answer goes, if anywhere.")
    language = models.CharField(max_length=10, help_text="In which it was written and is answered.")
    state = models.CharField(max_length=10, default=ReportState.RECEIVED.value)
    answer = EncryptedTextField(null=True)
    sent_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["sent_at"],
                condition=Q(state__in=[ReportState.RECEIVED.value, ReportState.PASSED_ON.value]),
                name="report_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(name="report_mistake", condition=among("mistake", Mistake)),
            models.CheckConstraint(name="report_state", condition=among("state", ReportState)),
            models.CheckConstraint(
                name="report_settled_keeps_no_mail",
                condition=Q(state__in=[ReportState.RECEIVED.value, ReportState.PASSED_ON.value], settled_at=None)
                | Q(settled_at__isnull=False, mail=None),
            ),
        ]
