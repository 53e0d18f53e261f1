"""Where records come from, and what their sources say."""

from django.db import models
from django.db.models import Q

from intreccio.catalogue.rules.sources import Decision, Fetched
from intreccio.kernel.models import PublicModel


class Source(PublicModel):
    """A register, directory or feed that records came from.

    What a source that is `vouched` for brings counts as checked; what others bring waits to be verified. A feed
    has an `address` to fetch from, every so many hours if it is said; what is fetched is checked, and applied
    without asking where `applies_itself` is set and nothing alarming was found. An inactive one is not fetched.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    url = models.URLField(blank=True)
    licence = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, default="it", help_text="Of its texts.")
    vouched = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    kind = models.CharField(max_length=60, default="directory", help_text="The kind of import that reads it.")
    address = models.CharField(max_length=500, blank=True, help_text="A web address, or a path on the server.")
    every_hours = models.PositiveSmallIntegerField(null=True)
    applies_itself = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, help_text="When its latest reading was applied.")
    fetched_at = models.DateTimeField(null=True)
    fetched = models.CharField(max_length=6, choices=[(f.value, f.value) for f in Fetched], blank=True)
    fetch_problem = models.JSONField(default=dict, help_text="By language.")
    kept = models.JSONField(default=dict, help_text="What belongs to no thing of it, by table.")
    validators = models.JSONField(default=dict, help_text="ETag, Last-Modified and digest of what was fetched.")

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                name="source_fetched_regularly_from_somewhere", condition=Q(every_hours=None) | ~Q(address="")
            ),
            models.CheckConstraint(
                name="source_every_hours", condition=Q(every_hours=None) | Q(every_hours__range=(1, 24 * 366))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceRecord(models.Model):
    """What a source says of one thing of ours: where each of its fields comes from, and under which key.

    `told` holds the fields as the source said them when they were last taken; a field that differs from ours
    was changed here since. `kept` holds what it says that has no place of its own here, by field or table of
    the Human Services Data Specification; it goes out again as it came. Of a place whose address is not public
    neither holds where it is.

    A record of something that was here before its source spoke of it is `matched`. One not seen in the latest
    reading of its source has `vanished_at`, and `settled_at` once somebody has decided what becomes of it.
    """

    class Entity(models.TextChoices):
        ORGANISATION = "organization"
        UNIT = "program"
        SITE = "location"
        SERVICE = "service"
        TAXONOMY = "taxonomy"
        TERM = "taxonomy_term"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    entity = models.CharField(max_length=14, choices=Entity)
    key = models.CharField(max_length=200, help_text="The source's own identifier.")
    object = models.UUIDField(help_text="Ours.")
    matched = models.BooleanField(default=False)
    told = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    first_seen_at = models.DateTimeField()
    told_at = models.DateTimeField(help_text="When what it says last changed.")
    vanished_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["object"], name="source_record_object"),
            models.Index(fields=["source"], condition=Q(matched=True), name="source_record_matched"),
            models.Index(
                fields=["source", "entity"],
                condition=Q(vanished_at__isnull=False, settled_at=None),
                name="source_record_vanished",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "entity", "key"], name="source_record_once"),
            models.CheckConstraint(name="source_record_key", condition=~Q(key="")),
        ]


class SourceConflict(PublicModel):
    """That a source changed a field which had been changed here too: ours stands until somebody decides.

    What was decided is remembered until the source says something else. `ours` and `theirs` are values as in
    `SourceRecord.told`; null where one of the two says nothing.
    """

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="conflicts")
    field = models.CharField(max_length=30)
    ours = models.JSONField(null=True)
    theirs = models.JSONField(null=True)
    since = models.DateTimeField()
    decision = models.CharField(
        max_length=6, choices=[(d.value, d.value) for d in Decision], default=Decision.OPEN.value
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["record", "field"], name="source_conflict_once"),
            models.CheckConstraint(
                name="source_conflict_decided_when",
                condition=Q(decision="open", decided_at=None)
                | (~Q(decision="open") & Q(decided_at__isnull=False)),
            ),
        ]
