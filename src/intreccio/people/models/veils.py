"""What a person hides (*oscuramento*): one item from one body, without a trace that something is hidden."""

from django.db import models
from django.db.models import F, Q

from intreccio.actors.models import Organisation
from intreccio.kernel.ids import secret_id
from intreccio.people.models.persons import Person
from intreccio.people.policies import OF_VEIL


class Veil(models.Model):
    """That a body does not see `item`, whatever else it may know of the person: also not in an emergency.

    `item` is the key of a referral, a questionnaire, a goal or a booking; whom it is hidden from does not see the veil.
    """

    policies = OF_VEIL
    changeable = ("until",)

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="veils")
    item = models.UUIDField()
    hidden_from = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["hidden_from"], condition=Q(until=None), name="veil_over")]
        constraints = [
            models.UniqueConstraint(fields=["item", "hidden_from"], condition=Q(until=None), name="veil_once"),
            models.CheckConstraint(name="veil_ends_later", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]
