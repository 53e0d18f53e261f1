"""The description of a stored file."""

from django.db import models

from intreccio.kernel.ids import secret_id


class StoredFile(models.Model):
    """A file somebody gave: its content lies in the data folder under its checksum."""

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64, db_index=True)
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
