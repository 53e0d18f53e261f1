"""Imports and their rows."""

from django.db import models
from django.db.models import Q

from intreccio.kernel.files.models import StoredFile
from intreccio.kernel.ids import public_id
from intreccio.kernel.imports.rules import Outcome, RunState


class ImportRun(models.Model):
    """One file on its way in. Counts are of the last check."""

    id = models.UUIDField(primary_key=True, default=public_id, editable=False)
    kind = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=60, blank=True)
    columns = models.JSONField(help_text="Names of the file's columns, in order.")
    mapping = models.JSONField(help_text="Column by field.")
    state = models.CharField(max_length=10, default=RunState.STAGED.value)
    problem = models.TextField(blank=True, help_text="Why it failed.")
    lines = models.PositiveIntegerField(help_text="Lines under the header.")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    mended = models.PositiveIntegerField(default=0, help_text="Of those not refused.")
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "-created_at"])]
        constraints = [
            models.CheckConstraint(
                name="import_run_state", condition=Q(state__in=[state.value for state in RunState])
            ),
            models.CheckConstraint(
                name="import_run_applied_when",
                condition=Q(state=RunState.APPLIED.value, applied_at__isnull=False)
                | (~Q(state=RunState.APPLIED.value) & Q(applied_at=None)),
            ),
            models.CheckConstraint(
                name="import_run_failed_why", condition=~Q(state=RunState.FAILED.value, problem="")
            ),
        ]


class ImportRow(models.Model):
    """What the check found about one line of the file.

    `values` are clean, but of a refused row as the file says them. `before` holds, for a changed row, the
    values it would change. Each of `notes` has `problem` (or it is a
    mend), `field` and `message`, a text by language.
    """

    pk = models.CompositePrimaryKey("run_id", "number")
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="The line of the file, from 1.")
    outcome = models.CharField(max_length=10)
    mended = models.BooleanField()
    key = models.TextField()
    values = models.JSONField()
    before = models.JSONField(null=True)
    notes = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["run", "outcome", "number"])]
        constraints = [
            models.CheckConstraint(
                name="import_row_outcome", condition=Q(outcome__in=[outcome.value for outcome in Outcome])
            ),
            models.CheckConstraint(
                name="import_row_before_of_changed",
                condition=Q(outcome=Outcome.CHANGED.value, before__isnull=False)
                | (~Q(outcome=Outcome.CHANGED.value) & Q(before__isnull=True)),
            ),
        ]
