"""Words that people look for and nothing has, and what the network says they mean."""

from django.db import models
from django.db.models import Q

from intreccio.kernel.models import PublicModel


class UnmetWord(models.Model):
    """A word of searches that found nothing, counted. Nothing is kept of who searched, when, or for what else.

    Until it was looked for on several days only its keyed hash is kept: a name that somebody typed once can
    be read by nobody.
    """

    hash = models.BinaryField(primary_key=True)
    word = models.CharField(max_length=40, null=True)
    searches = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0, help_text="Different days on which it was looked for.")
    last_day = models.DateField(db_index=True)


class OwnSynonym(PublicModel):
    """That a word means the same as another word or phrase, beside the synonyms that the platform brings."""

    word = models.CharField(max_length=80, unique=True)
    means = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["word"]
        constraints = [
            models.CheckConstraint(name="synonym_says_something", condition=~Q(word="") & ~Q(means="")),
        ]
