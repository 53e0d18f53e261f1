"""What a person needs, and for which needs there is an answer at all."""

from collections.abc import Sequence

from django.db import connection

from intreccio.pathways.models import Need
from intreccio.pathways.rules.needing import HowSoon, NeedState
from intreccio.people.models import Person

_ORDER = {HowSoon.SOON: 0, HowSoon.ORDINARY: 1, HowSoon.LATER: 2}


def needs_of(person: Person) -> list[Need]:
    """Open ones by how soon, then what is settled."""
    found = Need.objects.filter(person=person).select_related("term__taxonomy", "person")
    return sorted(found, key=lambda one: (one.state != NeedState.OPEN, _ORDER[HowSoon(one.how_soon)], one.since))


def answered(keys: Sequence[str]) -> set[str]:
    """Those of these terms under which, or under whose children, somebody's service is found."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, {"keys": list(keys)})
        return {key for (key,) in cursor.fetchall()}


_ANSWERED = """
    SELECT DISTINCT asked.key
    FROM unnest(%(keys)s::text[]) AS asked(key)
    JOIN catalogue_taxonomy AS taxonomy ON taxonomy.slug = split_part(asked.key, ':', 1)
    JOIN catalogue_term AS term ON term.taxonomy_id = taxonomy.id
     AND (term.code = split_part(asked.key, ':', 2) OR term.code LIKE split_part(asked.key, ':', 2) || '/%%')
    JOIN catalogue_service_terms AS tagged ON tagged.term_id = term.id
    JOIN catalogue_searchentry AS entry ON entry.service = tagged.service_id
"""
