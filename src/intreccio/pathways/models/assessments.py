"""What is done with a person: for now, the questionnaires they answered."""

from django.db import models

from intreccio.actors.models.organisations import among
from intreccio.kernel.acting import Sight
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.ids import secret_id
from intreccio.pathways.rules.giving import Way
from intreccio.people.models import Person
from intreccio.people.policies import about_person


class Assessment(models.Model):
    """Answers of a person to one version of an instrument, and the scores made of them.

    Single answers are encrypted; scores are kept in clear under the same policies, so that statistics, which know
    nobody, can count them.
    """

    policies = about_person("pathways_assessment", Sight.ASSESSMENTS, item="id")

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assessments")
    instrument = models.CharField(max_length=60)
    instrument_version = models.CharField(max_length=40)
    way = models.CharField(max_length=10)
    answers = EncryptedTextField(help_text="JSON: item to value.")
    scores = models.JSONField(help_text="Score to value; one that lacks answers is left out.")
    on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "recorded_at", "id"]
        indexes = [models.Index(fields=["person", "instrument", "on"])]
        constraints = [models.CheckConstraint(name="assessment_way", condition=among("way", Way))]
