"""When services are open next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class NextOpening:
    """A stretch in which a service is open, or meets."""

    starts_at: datetime
    ends_at: datetime


_NEXT = """
    SELECT entry.service, next.starts_at, next.ends_at
    FROM catalogue_searchentry entry
    CROSS JOIN LATERAL (
        SELECT DISTINCT opening.starts_at, opening.ends_at
        FROM unnest(entry.patterns) AS kept(pattern)
        JOIN catalogue_opening opening
          ON opening.pattern = kept.pattern
         AND opening.starts_at > %(now)s - interval '24 hours'
         AND opening.ends_at > %(now)s
        ORDER BY opening.starts_at, opening.ends_at LIMIT %(count)s
    ) next
    WHERE entry.service = ANY(%(services)s)
    ORDER BY next.starts_at
"""


def next_openings(services: Collection[UUID], now: datetime) -> dict[UUID, NextOpening]:
    """The opening under way or next of each service that has one; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"services": list(services), "now": now, "count": 1})
        return {service: NextOpening(starts_at, ends_at) for service, starts_at, ends_at in cursor.fetchall()}


def coming_openings(service: UUID, now: datetime, *, count: int = 5) -> list[NextOpening]:
    """The next openings and meetings of one service; what happens in several places at once counts once."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"services": [service], "now": now, "count": count})
        return [NextOpening(starts_at, ends_at) for _, starts_at, ends_at in cursor.fetchall()]
