"""Areas as the search names them: a municipality by its ISTAT code, a zone as `zoning:code`."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from intreccio.territory.models import Territory, Zone


def territory_code(territory: Territory) -> str:
    """A whole territory's code."""
    return f"territory:{territory.slug}"


def zone_code(zone: Zone) -> str:
    """A zone's code: unique in the installation as long as slugs of zonings are."""
    return f"{zone.zoning.slug}:{zone.code}"


_CHAINS = """
    SELECT id, istat_code FROM territory_area WHERE id = ANY(%(areas)s)
    UNION ALL
    SELECT member.area_id, zoning.slug || ':' || zone.code
    FROM territory_zonearea member
    JOIN territory_zone zone ON zone.id = member.zone_id
    JOIN territory_zoning zoning ON zoning.id = member.zoning_id
    WHERE member.area_id = ANY(%(areas)s)
    UNION ALL
    SELECT member.area_id, 'territory:' || territory.slug
    FROM territory_territory_areas member
    JOIN territory_territory territory ON territory.id = member.territory_id
    WHERE member.area_id = ANY(%(areas)s)
"""


def chains(areas: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """For each area its own code with those of every zone and territory that contains it; one query."""
    codes: dict[UUID, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_CHAINS, {"areas": list(areas)})
        for area, code in cursor.fetchall():
            codes[area].add(code)
    return {area: frozenset(found) for area, found in codes.items()}
