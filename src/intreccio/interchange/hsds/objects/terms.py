"""Taxonomies, their terms, and the attributes that carry terms."""

from collections.abc import Iterator
from uuid import UUID

from intreccio.catalogue.models import Taxonomy, Term
from intreccio.interchange.hsds.extras import extra
from intreccio.interchange.hsds.objects.making import Making, Object, said
from intreccio.kernel.ids import derived_id


def taxonomy(row: Taxonomy, making: Making) -> Object:
    """A taxonomy. Ours have no description beside their name."""
    name = making.reader.text(row.name)
    return {
        "id": str(row.pk),
        "name": name,
        "description": name,
        **said(attributes=list(_exact_taxonomy(row)) if making.exact else None),
    }


def term(row: Term, making: Making) -> Object:
    """A term. Its code holds the taxonomy's, so that it is unique among all terms."""
    name = making.reader.text(row.name)
    return {
        "id": str(row.pk),
        "code": row.key,
        "name": name,
        "description": making.reader.text(row.description) or name,
        **said(parent_id=row.parent_id and str(row.parent_id)),
        "taxonomy": row.taxonomy.slug,
        "taxonomy_id": str(row.taxonomy_id),
        **said(language=row.name.shown_in(making.reader.language)),
        **said(attributes=list(_exact_term(row)) if making.exact else None),
    }


def full_term(row: Term, making: Making) -> Object:
    """A term with its taxonomy."""
    return {**term(row, making), "taxonomy_detail": taxonomy(row.taxonomy, making)}


def attribute(entity: str, owner: UUID, row: Term, making: Making) -> Object:
    """That a term is true of a thing of the HSDS table `entity`."""
    return {
        "id": str(derived_id(owner, "attribute", row.pk)),
        "link_id": str(owner),
        "link_entity": entity,
        "link_type": row.taxonomy.slug,
        "taxonomy_term_id": str(row.pk),
        # The package lists every term once, with all there is to say of it.
        **({} if making.exact else {"taxonomy_term": _remembered(row, making)}),
    }


def _remembered(row: Term, making: Making) -> Object:
    if row.pk not in making.made_terms:
        making.made_terms[row.pk] = term(row, making)
    return making.made_terms[row.pk]


def _exact_taxonomy(row: Taxonomy) -> Iterator[Object]:
    yield extra("taxonomy", row.pk, "slug", row.slug)
    for language, name in row.name.items():
        yield extra("taxonomy", row.pk, "name", name, language)
    if row.base:
        yield extra("taxonomy", row.pk, "base", True)


def _exact_term(row: Term) -> Iterator[Object]:
    yield extra("taxonomy_term", row.pk, "code", row.code)
    for language, name in row.name.items():
        yield extra("taxonomy_term", row.pk, "name", name, language)
    for language, description in row.description.items():
        yield extra("taxonomy_term", row.pk, "description", description, language)
    for code in ("synonyms", "icon", "place", "withdrawn"):
        if value := getattr(row, code):
            yield extra("taxonomy_term", row.pk, code, value)
    for mapping in sorted(row.mappings.all(), key=lambda mapping: (mapping.system, mapping.code)):
        yield extra("taxonomy_term", row.pk, "mapping", mapping.code, mapping.system)
