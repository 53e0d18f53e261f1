"""Taxonomies and their terms: four base ones and whatever a territory adds."""

from django.db import models
from django.db.models import Q

from intreccio.kernel.models import PublicModel
from intreccio.kernel.text import TranslatedField


class Taxonomy(PublicModel):
    """A list of terms, as a tree. A `base` one comes with the platform and is updated with it."""

    slug = models.SlugField(max_length=60, unique=True)
    name = TranslatedField()
    base = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "taxonomies"
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)


class Term(PublicModel):
    """One thing that a service may be about. `code` is stable; names may change.

    `synonyms` are words that people type: `{"it": ["badante"], "en": ["carer"]}`; searched, never shown.
    """

    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=100)
    name = TranslatedField()
    description = TranslatedField(blank=True)
    synonyms = models.JSONField(default=dict, blank=True)
    icon = models.CharField(max_length=40, blank=True)
    place = models.PositiveSmallIntegerField(default=0, help_text="Order among its siblings.")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["taxonomy", "place", "code"]
        constraints = [
            models.UniqueConstraint(fields=["taxonomy", "code"], name="term_code_once"),
            models.CheckConstraint(name="term_not_its_own_parent", condition=~Q(parent=models.F("id"))),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def key(self) -> str:
        """Taxonomy and code as one text, such as `activities:movimento/ballo`: unique, for addresses."""
        return f"{self.taxonomy.slug}:{self.code}"


class TermMapping(models.Model):
    """That a term means the same as, or is part of, a code of somebody else's system."""

    class System(models.TextChoices):
        SDOH = "sdoh", "SDOH Clinical Care"
        ICD_10 = "icd10z", "ICD-10 Z"
        LEA = "lea", "LEA"
        LEPS = "leps", "LEPS"
        PNP = "pnp", "Piano nazionale della prevenzione"

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="mappings")
    system = models.CharField(max_length=10, choices=System)
    code = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "system", "code"], name="term_mapping_once"),
        ]
