"""What is worth seeing before anything was asked: what closes soon, and what companies open to everybody.

Both are read from the search's tables, so that nothing stands here that the search would not find.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from intreccio.actors.rules.kinds import OrganisationKind

EVERYBODY = ("audiences", "tutti")


@dataclass(frozen=True)
class Noted:
    """A service with the card that lists show of it, and the day it closes, if it does."""

    service: UUID
    card: dict[str, Any]
    closes_on: date | None


_CLOSING = """
    SELECT entry.service, card.card, benefit.closes_on
    FROM catalogue_benefit benefit
    JOIN catalogue_searchentry entry ON entry.service = benefit.service_id
    JOIN catalogue_searchcard card ON card.entry = entry.number
    WHERE benefit.closes_on BETWEEN %s AND %s AND (benefit.opens_on IS NULL OR benefit.opens_on <= %s)
    ORDER BY benefit.closes_on, entry.service LIMIT %s
"""

_OF_COMPANIES = """
    SELECT entry.service, card.card, NULL
    FROM actors_organisation organisation
    JOIN catalogue_service service ON service.organisation_id = organisation.id
    JOIN catalogue_searchentry entry ON entry.service = service.id
    JOIN catalogue_searchcard card ON card.entry = entry.number
    WHERE organisation.kind = %s AND EXISTS (
        SELECT FROM catalogue_service_terms tagged
        JOIN catalogue_term term ON term.id = tagged.term_id
        JOIN catalogue_taxonomy taxonomy ON taxonomy.id = term.taxonomy_id
        WHERE tagged.service_id = service.id AND taxonomy.slug = %s AND term.code = %s)
    ORDER BY service.confirmed_on DESC, entry.service LIMIT %s
"""


def closing_soon(today: date, until: date, *, count: int = 6) -> list[Noted]:
    """Benefits that can be asked for today and no longer after a day up to `until`; the first to close first."""
    return list(_noted(_CLOSING, [today, until, today, count]))


def open_at_companies(*, count: int = 6) -> list[Noted]:
    """What companies offer to everybody, the freshest first."""
    return list(_noted(_OF_COMPANIES, [OrganisationKind.COMPANY.value, *EVERYBODY, count]))


def _noted(statement: str, values: list[Any]) -> Iterator[Noted]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for service, card, closes_on in cursor.fetchall():
            yield Noted(service, json.loads(card), closes_on)
