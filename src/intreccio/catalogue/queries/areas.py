"""Areas as the search names them: a municipality by its ISTAT code, a zone as `zoning:code`."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from intreccio.territory.models import Area, Territory, Zone, ZoneArea


def territory_code(territory: Territory) -> str:
    """A whole territory's code."""
    return f"territory:{territory.slug}"


def zone_code(zone: Zone) -> str:
    """A zone's code: unique in the installation as long as slugs of zonings are."""
    return f"{zone.zoning.slug}:{zone.code}"


def chains(areas: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """For each area its own code with those of every zone and territory that contains it; three queries."""
    wanted = set(areas)
    codes: dict[UUID, set[str]] = defaultdict(set)
    for pk, istat in Area.objects.filter(pk__in=wanted).values_list("pk", "istat_code"):
        codes[pk].add(istat)
    memberships = ZoneArea.objects.filter(area__in=wanted)
    for pk, zoning, code in memberships.values_list("area_id", "zoning__slug", "zone__code"):
        codes[pk].add(f"{zoning}:{code}")
    pairs = Territory.areas.through.objects.filter(area__in=wanted).values_list("area_id", "territory__slug")
    for pk, slug in pairs:
        codes[pk].add(f"territory:{slug}")
    return {pk: frozenset(found) for pk, found in codes.items()}
