"""The personal plan: what matters to somebody, their goals, and how far they are from them."""

from django.db import models
from django.db.models import Q

from intreccio.actors.models.organisations import among
from intreccio.kernel.acting import Sight
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.kernel.ids import secret_id
from intreccio.kernel.models import VersionedModel
from intreccio.pathways.rules.planning import LEAST, MOST, Existing, GoalState
from intreccio.people.models import Person
from intreccio.people.policies import about_person


class Plan(VersionedModel):
    """One a person, in their words. A plan by law (`existing`) holds beside it, with its own holder."""

    policies = about_person("pathways_plan", Sight.SUPPORT)

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="plan")
    matters = EncryptedTextField(null=True, help_text="What matters to the person.")
    strengths = EncryptedTextField(null=True, help_text="What they are good at, and who stands by them.")
    existing = models.CharField(max_length=30, blank=True)
    existing_holder = EncryptedTextField(null=True, help_text="Who holds the other plan, and whom to ask.")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="plan_existing", condition=among("existing", Existing))]


class PlanVersion(models.Model):
    """What a plan said before it was changed."""

    policies = about_person("pathways_planversion", Sight.SUPPORT)

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="plan_versions")
    number = models.PositiveIntegerField()
    matters = EncryptedTextField(null=True)
    strengths = EncryptedTextField(null=True)
    existing = models.CharField(max_length=30, blank=True)
    existing_holder = EncryptedTextField(null=True)
    changed_at = models.DateTimeField(help_text="When it was written.")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="plan_version_once")]


class Goal(VersionedModel):
    """Something that somebody wants, in their words."""

    policies = about_person("pathways_goal", Sight.SUPPORT, item="id")

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goals")
    words = EncryptedTextField()
    state = models.CharField(max_length=10, default=GoalState.OPEN.value)
    since = models.DateField()
    settled_on = models.DateField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(name="goal_state", condition=among("state", GoalState)),
            models.CheckConstraint(
                name="goal_settled",
                condition=Q(state=GoalState.OPEN.value, settled_on=None)
                | (~Q(state=GoalState.OPEN.value) & Q(settled_on__isnull=False)),
            ),
        ]


class GoalScore(models.Model):
    """How far somebody was from a goal on a day, as they said."""

    policies = about_person("pathways_goalscore", Sight.SUPPORT, item="goal_id")

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goal_scores")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="scores")
    value = models.PositiveSmallIntegerField()
    on = models.DateField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "on"], name="goal_score_once_a_day"),
            models.CheckConstraint(name="goal_score_scale", condition=Q(value__range=(LEAST, MOST))),
        ]
