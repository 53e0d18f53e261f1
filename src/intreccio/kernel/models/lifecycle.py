"""The log of every life cycle."""

from django.db import models


class LifeCycleLog(models.Model):
    """One row per step of any life cycle. Only added to."""

    append_only = True

    subject = models.UUIDField()
    cycle = models.CharField(max_length=40)
    verb = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    at = models.DateTimeField()
    user = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "at"])]
