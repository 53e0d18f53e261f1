"""Where else the finder stands: keys for other sites."""

from django.db import models

from intreccio.kernel.models import VersionedModel


class Embed(VersionedModel):
    """That the finder may stand in the pages of one host, with its colours and its first question.

    `key` is part of the address that the other site names; it opens nothing but public pages. `question` is
    the query of a find page. Colours are `#rrggbb`.
    """

    key = models.CharField(max_length=32, unique=True)
    host = models.CharField(max_length=260)
    question = models.CharField(max_length=500, blank=True)
    brand = models.CharField(max_length=7)
    ground = models.CharField(max_length=7)
    is_on = models.BooleanField(default=True)
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["host", "issued_at"]
