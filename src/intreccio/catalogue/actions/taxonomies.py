"""Loading the taxonomies that come with the platform."""

from typing import Any

from intreccio.catalogue.actions.waiting import have_services_indexed
from intreccio.catalogue.actions.words import learn_synonyms
from intreccio.catalogue.events import TaxonomiesLoaded
from intreccio.catalogue.models import Service, Taxonomy, Term, TermMapping
from intreccio.catalogue.shipped import ShippedTaxonomy, base_taxonomies
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.text import Translated

TERM_FIELDS = ["parent", "name", "description", "synonyms", "icon", "place"]
MAPPED = ("sdoh", "icd10z", "lea", "leps", "pnp")


@action
def load_base_taxonomies(*, by: Who) -> int:
    """Bring the base taxonomies to what this version ships; returns how many terms were not so. Safe to repeat.

    Terms that a territory added are left alone; so are base terms that are shipped no longer. Services under a
    term that changed are indexed anew.
    """
    changed = [term for shipped in base_taxonomies() for term in _load(shipped)]
    if not changed:
        return 0
    services = Service.terms.through.objects.filter(term__in=changed).values_list("service", flat=True)
    have_services_indexed(set(services))
    learn_synonyms()
    record(TaxonomiesLoaded(len(changed)), by=by)
    return len(changed)


def _load(shipped: ShippedTaxonomy) -> list[Term]:
    """Bring one taxonomy up to date; the terms that were not."""
    taxonomy = _taxonomy(shipped)
    known = {term.code: term for term in Term.objects.filter(taxonomy=taxonomy).prefetch_related("mappings")}
    before = {code: _said(term) for code, term in known.items()}
    mapped = {code: _mapped(term) for code, term in known.items()}
    terms: dict[str, Term] = {}
    for place, row in enumerate(shipped.terms):
        term = known.get(row["code"]) or Term(taxonomy=taxonomy, code=row["code"])
        term.parent = terms.get(row.get("parent", ""))
        term.name, term.description = Translated(row["name"]), Translated(row.get("description", {}))
        term.synonyms, term.icon, term.place = row.get("synonyms", {}), row.get("icon", ""), place
        terms[term.code] = term
    changed = [term for code, term in terms.items() if before.get(code) != _said(term)]
    _save(changed)
    rows = {row["code"]: row for row in shipped.terms}
    remapped = [term for code, term in terms.items() if mapped.get(code, set()) != set(_codes(rows[code]))]
    TermMapping.objects.filter(term__in=remapped).delete()
    TermMapping.objects.bulk_create(
        TermMapping(term=term, system=system, code=code)
        for term in remapped
        for system, code in _codes(rows[term.code])
    )
    return list({term.code: term for term in (*changed, *remapped)}.values())


def _taxonomy(shipped: ShippedTaxonomy) -> Taxonomy:
    taxonomy = Taxonomy.objects.filter(slug=shipped.slug).first()
    if taxonomy is None or (taxonomy.name, taxonomy.base) != (shipped.name, True):
        taxonomy, _ = Taxonomy.objects.update_or_create(
            slug=shipped.slug, defaults={"name": shipped.name, "base": True}
        )
    return taxonomy


def _save(terms: list[Term]) -> None:
    Term.objects.bulk_create(
        terms, update_conflicts=True, unique_fields=["taxonomy", "code"], update_fields=TERM_FIELDS
    )


def _said(term: Term) -> tuple[Any, ...]:
    """What a term says, to be compared."""
    return (term.parent_id, term.name, term.description, term.synonyms, term.icon, term.place)


def _mapped(term: Term) -> set[tuple[str, str]]:
    return {(mapping.system, mapping.code) for mapping in term.mappings.all()}


def _codes(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(system, code) for system in MAPPED for code in row.get(system, [])]
