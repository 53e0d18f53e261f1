"""Where the steps of pathways can be taken, and where not: pathway × zone, with its holes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat

from intreccio.actors.rules.kinds import PUBLIC_KINDS
from intreccio.catalogue.models import Pathway, PathwayStep, Term
from intreccio.catalogue.queries.terms import terms_by_key
from intreccio.territory.models import Zoning


@dataclass(frozen=True)
class Coverage:
    """Who answers a step in one zone. Services that everybody finds; each counts once.

    `here` have an open address in the zone, `elsewhere` stand outside and serve it; `public` are those of
    public bodies among both. `languages` are codes spoken in any of them beside Italian.
    """

    here: int = 0
    elsewhere: int = 0
    public: int = 0
    languages: tuple[str, ...] = ()
    next_at: datetime | None = None

    @property
    def services(self) -> int:
        return self.here + self.elsewhere


HOLE = Coverage()
Cells = Mapping[tuple[UUID, UUID], Coverage]
"""By step and zone; where nothing is, a hole."""

_COVERAGE = """
    WITH RECURSIVE tree (step, term) AS (
        SELECT id, term_id FROM catalogue_pathwaystep WHERE pathway_id = ANY(%(pathways)s)
        UNION
        SELECT tree.step, child.id FROM tree JOIN catalogue_term child ON child.parent_id = tree.term
    ),
    answer AS MATERIALIZED (
        SELECT DISTINCT tree.step, entry.service
        FROM tree
        JOIN catalogue_service_terms tagged ON tagged.term_id = tree.term
        JOIN catalogue_searchentry entry ON entry.service = tagged.service_id
    ),
    service AS MATERIALIZED (
        SELECT shown.id, organisation.kind = ANY(%(public)s) AS is_public, shown.languages, next.starts_at
        FROM catalogue_service shown
        JOIN actors_organisation organisation ON organisation.id = shown.organisation_id
        JOIN catalogue_searchentry entry ON entry.service = shown.id
        LEFT JOIN LATERAL (
            SELECT min(first.starts_at) AS starts_at
            FROM unnest(entry.patterns) AS kept(pattern)
            CROSS JOIN LATERAL (
                SELECT opening.starts_at FROM catalogue_opening opening
                WHERE opening.pattern = kept.pattern AND opening.starts_at > %(now)s
                ORDER BY opening.starts_at LIMIT 1
            ) first
        ) next ON true
        WHERE shown.id IN (SELECT service FROM answer)
    ),
    reach AS (
        SELECT held.service_id AS service, member.zone_id AS zone, true AS is_here
        FROM catalogue_serviceatsite held
        JOIN actors_site site ON site.id = held.site_id AND site.visibility = 'public'
        JOIN territory_zonearea member ON member.area_id = site.municipality_id AND member.zoning_id = %(zoning)s
        WHERE held.service_id IN (SELECT id FROM service)
        UNION
        SELECT served.service_id, member.zone_id, false
        FROM catalogue_servicearea served
        LEFT JOIN territory_zonearea zoned ON zoned.zone_id = served.zone_id
        LEFT JOIN territory_territory_areas whole ON whole.territory_id = served.territory_id
        JOIN territory_zonearea member
          ON member.area_id = coalesce(served.area_id, zoned.area_id, whole.area_id)
         AND member.zoning_id = %(zoning)s
        WHERE served.service_id IN (SELECT id FROM service)
    ),
    reached AS (SELECT service, zone, bool_or(is_here) AS is_here FROM reach GROUP BY service, zone)
    SELECT answer.step, reached.zone,
           count(*) FILTER (WHERE reached.is_here),
           count(*) FILTER (WHERE NOT reached.is_here),
           count(*) FILTER (WHERE service.is_public),
           ARRAY(SELECT DISTINCT spoken FROM unnest(string_to_array(
               string_agg(array_to_string(service.languages, ' '), ' '), ' ')) AS spoken
               WHERE spoken NOT IN ('it', '') ORDER BY spoken),
           min(service.starts_at)
    FROM answer
    JOIN reached ON reached.service = answer.service
    JOIN service ON service.id = answer.service
    GROUP BY answer.step, reached.zone
"""


def coverage(pathways: Sequence[Pathway], zoning: Zoning, now: datetime) -> Cells:
    """Who answers each step of these pathways in each zone of a zoning; one query."""
    values: dict[str, Any] = {
        "pathways": [pathway.pk for pathway in pathways],
        "zoning": zoning.pk,
        "public": [kind.value for kind in PUBLIC_KINDS],
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COVERAGE, values)
        return {
            (step, zone): Coverage(here, elsewhere, public, tuple(languages), next_at)
            for step, zone, here, elsewhere, public, languages, next_at in cursor.fetchall()
        }


def taken(steps: Sequence[PathwayStep], zone: UUID, cells: Cells) -> int:
    """How many of these steps somebody answers in a zone."""
    return sum((step.pk, zone) in cells for step in steps)


def pathways_through(terms: Collection[Term]) -> list[Pathway]:
    """The published pathways of which something filed under these terms can be a step; one query."""
    codes = {ancestor for term in terms for ancestor in _ancestors(term.key)}
    steps = PathwayStep.objects.annotate(key=Concat("term__taxonomy__slug", Value(":"), "term__code"))
    through = steps.filter(key__in=codes).values("pathway")
    return list(Pathway.objects.filter(is_published=True, pk__in=through)) if codes else []


def _ancestors(key: str) -> Iterator[str]:
    """A term and those above it, by key."""
    known = terms_by_key()
    while key in known:
        yield key
        key = known[key].parent
