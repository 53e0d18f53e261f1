"""Taxonomies and their terms."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from intreccio.interchange.hsds.queries.filters import Filters
from intreccio.interchange.hsds.queries.rows import Listing, Rows


def taxonomies(filters: Filters, languages: Sequence[str]) -> Listing:
    """All taxonomies, by their stable name."""
    where, values = _asked("taxonomy", filters, languages)
    return Listing((Rows("taxonomy.id", ("taxonomy.slug",), "catalogue_taxonomy taxonomy", where, values),))


def terms(
    filters: Filters, languages: Sequence[str], *, top_only: bool = False, parent: UUID | None = None
) -> Listing:
    """The terms that may be chosen, by taxonomy and code; one asked for by its id, even if it no longer may."""
    where, values = _asked("term", filters, languages)
    if not filters.id:
        where += ("NOT term.withdrawn",)
    if filters.taxonomies:
        where += ("term.taxonomy_id = ALL(%(taxonomies)s)",)
    if top_only:
        where += ("term.parent_id IS NULL",)
    if parent:
        where += ("term.parent_id = %(parent)s",)
    values |= {"taxonomies": list(filters.taxonomies), "parent": parent}
    return Listing((Rows("term.id", ("term.taxonomy_id", "term.code"), "catalogue_term term", where, values),))


def _asked(table: str, filters: Filters, languages: Sequence[str]) -> tuple[tuple[str, ...], dict[str, Any]]:
    where: tuple[str, ...] = ()
    if filters.id:
        where += (f"{table}.id = %(id)s",)
    if filters.search:
        where += (
            f"EXISTS (SELECT FROM jsonb_each_text({table}.name) AS said(language, name)"
            " WHERE said.language = ANY(%(languages)s) AND strpos(lower(said.name), lower(%(search)s)) > 0)",
        )
    return where, {"id": filters.id, "search": filters.search, "languages": list(languages)}
