"""Where records come from."""

from django.db import models
from django.db.models import Q

from intreccio.kernel.models import PublicModel


class Source(PublicModel):
    """A register, directory or feed that records came from."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    url = models.URLField(blank=True)
    licence = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class SourceRecord(models.Model):
    """What a source says of one thing of ours: where each of its fields comes from, and under which key.

    `told` holds the fields as the source said them when they were last taken; a field that differs from ours
    was changed here since. `kept` holds what it says that has no place of its own here, by field or table of
    the Human Services Data Specification; it goes out again as it came. A record not seen in the latest
    reading of its source has `vanished_at`; what it is about stays.
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
    told = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    vanished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["object"], name="source_record_object")]
        constraints = [
            models.UniqueConstraint(fields=["source", "entity", "key"], name="source_record_once"),
            models.CheckConstraint(name="source_record_key", condition=~Q(key="")),
        ]
