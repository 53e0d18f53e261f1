"""Imports and their rows."""

from django.db import models
from django.db.models import Q

from intreccio.kernel.files.models import StoredFile
from intreccio.kernel.ids import public_id
from intreccio.kernel.imports.rules import Outcome, RunState


class ImportRun(models.Model):
    """One file on its way in. Counts are of the last check.

    `source` is the slug of where the file comes from, for kinds with several sources. `alarms` are things to
    be told before it is applied, `remarks` what else there is to say of the file, each a text by language.
    `vanished` counts what the source had and has no more. `tables` holds the counts of each table by outcome, so
    that no page needs to count rows. `restored`, `removed` and `left` say what undoing did.
    """

    id = models.UUIDField(primary_key=True, default=public_id, editable=False)
    kind = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=60, blank=True, default="")
    partial = models.BooleanField(default=False, help_text="The file holds only some of what its source has.")
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
    tables = models.JSONField(default=dict, help_text="Counts by table, then by outcome or `mended`.")
    vanished = models.PositiveIntegerField(default=0)
    alarms = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    restored = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["kind", "-created_at"])]
        constraints = [
            models.CheckConstraint(
                name="import_run_state", condition=Q(state__in=[state.value for state in RunState])
            ),
            models.CheckConstraint(
                name="import_run_applied_when",
                condition=Q(state__in=[RunState.APPLIED.value, RunState.UNDONE.value], applied_at__isnull=False)
                | (~Q(state__in=[RunState.APPLIED.value, RunState.UNDONE.value]) & Q(applied_at=None)),
            ),
            models.CheckConstraint(
                name="import_run_undone_when",
                condition=Q(state=RunState.UNDONE.value, undone_at__isnull=False)
                | (~Q(state=RunState.UNDONE.value) & Q(undone_at=None)),
            ),
            models.CheckConstraint(
                name="import_run_failed_why", condition=~Q(state=RunState.FAILED.value, problem="")
            ),
        ]


class ImportRow(models.Model):
    """What the check found about one row: a line of a table, or a part of it.

    `values` are clean, but of a refused row as the file says them. `before` holds, for a changed row, the
    values it would change. Each of `notes` has `problem` (or it is a mend), `field` and `message`, a text by
    language. In directories `table` says of what the row is one, `key` is the source's own within it, `object`
    is what it is or becomes here, and a row that says a `part` of another thing names it as its `owner`;
    `conflicts` holds fields that were changed both here and there, `undo` what undoing needs beside `before`.
    """

    pk = models.CompositePrimaryKey("run_id", "number")
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Its place among the rows of the run.")
    table = models.CharField(max_length=30, blank=True, default="")
    file = models.CharField(
        max_length=200, blank=True, default="", help_text="The file within a folder or archive."
    )
    line = models.PositiveIntegerField(default=1, help_text="The line of the file, from 1.")
    outcome = models.CharField(max_length=10)
    mended = models.BooleanField()
    key = models.TextField()
    object = models.UUIDField(null=True)
    owner = models.UUIDField(null=True)
    part = models.CharField(max_length=30, blank=True, default="")
    values = models.JSONField()
    before = models.JSONField(null=True)
    conflicts = models.JSONField(null=True)
    undo = models.JSONField(null=True)
    notes = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["run", "outcome", "number"]),
            models.Index(fields=["run", "table", "number"], name="import_row_by_table"),
            models.Index(fields=["run", "number"], condition=Q(mended=True), name="import_row_mended"),
        ]
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
