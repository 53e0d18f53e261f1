"""Proposals that two records are one, and merges that were made."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from intreccio.kernel.duplicates.rules import DuplicateState
from intreccio.kernel.ids import public_id


class Duplicate(models.Model):
    """That two records of one kind may be the same; `first` has the lesser id."""

    id = models.UUIDField(primary_key=True, default=public_id, editable=False)
    kind = models.CharField(max_length=20)
    first = models.UUIDField()
    second = models.UUIDField()
    score = models.FloatField()
    reasons = models.JSONField(help_text="Each with kind, value and scheme.")
    state = models.CharField(max_length=10, default=DuplicateState.PROPOSED.value)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "state", "-score"], name="duplicate_to_decide")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="duplicate_once"),
            models.CheckConstraint(name="duplicate_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="duplicate_score", condition=Q(score__range=(0, 1))),
            models.CheckConstraint(
                name="duplicate_state", condition=Q(state__in=[state.value for state in DuplicateState])
            ),
            models.CheckConstraint(
                name="duplicate_decided_when",
                condition=Q(state=DuplicateState.PROPOSED.value, decided_at=None)
                | (~Q(state=DuplicateState.PROPOSED.value) & Q(decided_at__isnull=False)),
            ),
        ]


class Merge(models.Model):
    """That the record `lost` was merged into `kept`, and all that is needed to take it back.

    `moved` lists references that were re-pointed, `before` the columns of both that were changed, as they
    were. Numbers say which merge came later.
    """

    number = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20)
    kept = models.UUIDField()
    lost = models.UUIDField()
    merged_at = models.DateTimeField()
    merged_by = models.UUIDField(null=True)
    moved = models.JSONField(encoder=DjangoJSONEncoder)
    before = models.JSONField(encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "kept"], name="merge_kept")]
        constraints = [
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("lost"))),
            models.UniqueConstraint(fields=["kind", "lost"], condition=Q(undone_at=None), name="merged_away_once"),
            models.UniqueConstraint(
                "kind",
                Least("kept", "lost"),
                Greatest("kept", "lost"),
                condition=Q(undone_at=None),
                name="merge_of_a_pair_once",
            ),
        ]
