"""Composed pathways (*percorsi*): steps by different bodies that lead from one to the next."""

from django.db import models
from django.db.models import Q

from intreccio.catalogue.models.taxonomies import Term
from intreccio.kernel.models import PublicModel, VersionedModel
from intreccio.kernel.text import TranslatedField


class Pathway(VersionedModel):
    """A way through several services, such as screening, course, walking group. No clinical pathway (PDTA).

    `slug` is part of its address and stays. One that is not published is seen by the network office alone.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = TranslatedField()
    summary = TranslatedField(blank=True)
    is_published = models.BooleanField(default=False)

    class Meta:
        ordering = ["slug"]
        constraints = [models.CheckConstraint(name="pathway_named", condition=~Q(name={}))]

    def __str__(self) -> str:
        return str(self.name)


class PathwayStep(PublicModel):
    """One step: what happens, and the term under which services that offer it are filed. `place` counts from 0."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    name = TranslatedField()
    text = TranslatedField(blank=True)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    is_optional = models.BooleanField(default=False)

    class Meta:
        ordering = ["pathway", "place"]
        constraints = [
            models.UniqueConstraint(fields=["pathway", "place"], name="pathway_step_once"),
            models.CheckConstraint(name="pathway_step_named", condition=~Q(name={})),
        ]

    def __str__(self) -> str:
        return str(self.name)
