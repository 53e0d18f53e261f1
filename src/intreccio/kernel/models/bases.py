"""What every table builds on."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from intreccio.kernel.ids import public_id


class PublicModel(models.Model):
    """A row with a public identifier that may appear in addresses and standards."""

    id = models.UUIDField(primary_key=True, default=public_id, editable=False)

    class Meta:
        abstract = True


class VersionConflict(Exception):
    """Somebody else changed the row since it was read."""


class VersionedModel(PublicModel):
    """A row that counts its versions, so that two people editing it at once do not overwrite each other."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_version(self, *, update_fields: list[str], expected: int | None = None) -> None:
        """Save `update_fields` as the next version.

        `expected` is the version the editor saw (by default, the one loaded); where the database
        holds another, nothing is saved and `VersionConflict` is raised.
        """
        expected = self.version if expected is None else expected
        values: dict[str, Any] = {name: getattr(self, name) for name in update_fields}
        changed = (
            type(self)._base_manager.filter(pk=self.pk, version=expected).update(**values, version=expected + 1)
        )
        if not changed:
            raise VersionConflict(f"{self._meta.verbose_name} {self.pk} is no longer at version {expected}.")
        self.version = expected + 1


class MergeableModel(VersionedModel):
    """A row that may turn out to be the same thing as another. Merged, it stays: what points to it still does."""

    merged_into_id: UUID | None
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
        ]
