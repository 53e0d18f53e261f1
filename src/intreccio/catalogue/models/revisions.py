"""The history of listings: what each said before every change."""

from django.db import models

from intreccio.catalogue.rules.changes import Change
from intreccio.kernel.models import PublicModel


class Revision(PublicModel):
    """One change of a listing, with the whole of what it said before; see `queries.snapshots`.

    `version` is the one that the change made. There is no foreign key: taking an import back may take the
    service away. What a listing says is for everybody, and of places only their identifiers are kept, so
    nothing here is about a person or tells an address.
    """

    append_only = True

    service = models.UUIDField()
    version = models.PositiveIntegerField()
    change = models.CharField(max_length=16, choices=[(c.value, c.value) for c in Change])
    at = models.DateTimeField()
    user = models.UUIDField(null=True)
    before = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "version"], name="revision_once")]
