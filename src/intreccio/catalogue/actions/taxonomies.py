"""Loading the taxonomies that come with the platform."""

from collections.abc import Iterator
from typing import Any

from intreccio.catalogue.actions.words import learn_synonyms
from intreccio.catalogue.events import TaxonomiesLoaded
from intreccio.catalogue.models import Taxonomy, Term, TermMapping
from intreccio.catalogue.shipped import base_taxonomies
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.text import Translated

TERM_FIELDS = ["parent", "name", "description", "synonyms", "icon", "place"]
MAPPED = ("sdoh", "icd10z", "lea", "leps", "pnp")


@action
def load_base_taxonomies(*, by: Who) -> int:
    """Bring the base taxonomies to what this version ships; returns the number of terms. Safe to repeat.

    Terms that a territory added are left alone; so are base terms that are shipped no longer.
    """
    count = 0
    for shipped in base_taxonomies():
        taxonomy, _ = Taxonomy.objects.update_or_create(
            slug=shipped.slug, defaults={"name": Translated(shipped.name), "base": True}
        )
        count += len(_load_terms(taxonomy, shipped.terms))
    learn_synonyms()
    record(TaxonomiesLoaded(count), by=by)
    return count


def _load_terms(taxonomy: Taxonomy, rows: list[dict[str, Any]]) -> list[Term]:
    terms: dict[str, Term] = {}
    known = dict(Term.objects.filter(taxonomy=taxonomy).values_list("code", "pk"))
    for place, row in enumerate(rows):
        term = Term(
            taxonomy=taxonomy,
            code=row["code"],
            parent=terms.get(row.get("parent", "")),
            name=Translated(row["name"]),
            description=Translated(row.get("description", {})),
            synonyms=row.get("synonyms", {}),
            icon=row.get("icon", ""),
            place=place,
        )
        term.pk = known.get(term.code, term.pk)
        terms[term.code] = term
    saved = Term.objects.bulk_create(
        terms.values(),
        update_conflicts=True,
        unique_fields=["taxonomy", "code"],
        update_fields=TERM_FIELDS,
    )
    TermMapping.objects.filter(term__in=saved).delete()
    TermMapping.objects.bulk_create(_mappings(terms, rows))
    return saved


def _mappings(terms: dict[str, Term], rows: list[dict[str, Any]]) -> Iterator[TermMapping]:
    for row in rows:
        for system in MAPPED:
            for code in row.get(system, []):
                yield TermMapping(term=terms[row["code"]], system=system, code=code)
