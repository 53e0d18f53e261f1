"""Of what a row is a part: the most telling of the links it has."""

from functools import cache

from intreccio.interchange.directories.tables import TABLES
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.drafting import ELSE, Draft

ENTITIES = ("organization", "program", "location", "service", "taxonomy", "taxonomy_term")
"""Tables whose rows are things of their own here."""

_NEAREST = ("phone", "contact", "service_at_location", "service", "location", "organization", "program")
"""Who owns a row that links to several: a number of a service is that of its organisation only in passing."""

OF_SOURCE = "source.kept"
"""The part of rows that belong to nothing: they are kept with the source."""


def own(draft: Draft, bearings: Bearings, part: str) -> str:
    """Make the row the `part` of whom it links to; the owner's table, "" where it links to nobody.

    A further link is remembered, for when the nearest leads nowhere.
    """
    links = [(table, key) for field, table in _links(draft.row.table) if (key := draft.said(field))]
    for table, key in links[:1]:
        draft.belong(bearings, table, key, part)
    for table, key in links[1:2]:
        draft.values[ELSE] = {"part": f"{table}.{part}", "owner": bearings.link(table, key), "link": key}
    return links[0][0] if links else ""


def keep_with_owner(draft: Draft, bearings: Bearings) -> Draft:
    """Keep a row as it is with whom it belongs to, or with the source."""
    for field, table in _links(draft.row.table):
        if key := draft.said(field):
            draft.values.clear()
            draft.belong(bearings, table, key, "kept")
            draft.keep_whole(*[field] * (table in ENTITIES))
            return draft
    return keep_with_source(draft)


def keep_with_source(draft: Draft) -> Draft:
    """Keep a row that belongs to nothing with the source."""
    draft.part, draft.owner = OF_SOURCE, None
    draft.values.clear()
    draft.keep_whole()
    return draft


@cache
def _links(table: str) -> tuple[tuple[str, str], ...]:
    """The fields of a table that name owners, the nearest first, with the owner's table."""
    links = TABLES[table].links if table in TABLES else {}
    owners = [(field, owner) for field, owner in links.items() if owner in _NEAREST]
    return tuple(sorted(owners, key=lambda link: _NEAREST.index(link[1])))
