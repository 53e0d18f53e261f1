"""Needs: what a person wants help with, filed where answers are filed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from intreccio.actors.models.organisations import among
from intreccio.catalogue.models import Term
from intreccio.kernel.acting import Sight
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.ids import secret_id
from intreccio.kernel.models import VersionedModel
from intreccio.pathways.rules.needing import HowSoon, NeedState
from intreccio.people.models import Person
from intreccio.people.policies import about_person


class Need(VersionedModel):
    """One need a term; beside it what the person wishes: when they can come, what they need to get in, free or not."""

    policies = about_person("pathways_need", Sight.SUPPORT, item="id")

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="needs")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    how_soon = models.CharField(max_length=10, default=HowSoon.ORDINARY.value)
    words = EncryptedTextField(null=True, help_text="In the words of the person.")
    times = ArrayField(models.CharField(max_length=10), default=list)
    accessibility = ArrayField(models.CharField(max_length=60), default=list)
    free = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=NeedState.OPEN.value)
    since = models.DateField()
    settled_on = models.DateField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "term"], condition=Q(state=NeedState.OPEN.value), name="need_open_once"
            ),
            models.CheckConstraint(name="need_how_soon", condition=among("how_soon", HowSoon)),
            models.CheckConstraint(name="need_state", condition=among("state", NeedState)),
            models.CheckConstraint(
                name="need_settled",
                condition=Q(state=NeedState.OPEN.value, settled_on=None)
                | (~Q(state=NeedState.OPEN.value) & Q(settled_on__isnull=False)),
            ),
        ]
