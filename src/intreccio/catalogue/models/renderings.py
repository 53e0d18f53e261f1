"""A service's text in another way: easy to read, to listen to, in sign language."""

from django.db import models

from intreccio.catalogue.models.services import Service
from intreccio.catalogue.rules.rendering import Way
from intreccio.kernel.files.models import StoredFile
from intreccio.kernel.models import PublicModel


class Rendering(PublicModel):
    """A file that the organisation gave: one for each way and language."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="renderings")
    way = models.CharField(max_length=5, choices=[(way.value, way.value) for way in Way])
    language = models.CharField(max_length=8)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["way", "language"]
        constraints = [
            models.UniqueConstraint(fields=["service", "way", "language"], name="rendering_once"),
        ]
