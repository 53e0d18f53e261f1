"""Where records come from."""

from django.db import models

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
