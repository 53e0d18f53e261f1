"""Areas as the search names them: a municipality by its ISTAT code, a zone as `territory:zoning:code`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db import connection

from intreccio.catalogue.search import question
from intreccio.territory.models import Territory, Zone, Zoning
from intreccio.territory.rules import ZoningKind

_TERRITORY = "territory:"


def territory_code(territory: Territory) -> str:
    """A whole territory's code."""
    return f"{_TERRITORY}{territory.slug}"


def territories_among(codes: Iterable[str]) -> list[str]:
    """The slugs of the territories among these codes."""
    return sorted(code.removeprefix(_TERRITORY) for code in codes if code.startswith(_TERRITORY))


def zoning_code(zoning: Zoning) -> str:
    """A zoning's code, unique in the installation."""
    return f"{zoning.territory.slug}:{zoning.slug}"


def zone_code(zone: Zone) -> str:
    """A zone's code, unique in the installation."""
    return f"{zoning_code(zone.zoning)}:{zone.code}"


def zoning_named(code: str) -> Zoning | None:
    """The zoning with that code, its territory loaded."""
    territory, _, slug = code.partition(":")
    return Zoning.objects.select_related("territory").filter(slug=slug, territory__slug=territory).first()


def zone_named(code: str) -> Zone | None:
    """The zone with that code, its zoning and territory loaded."""
    territory, _, rest = code.partition(":")
    zoning, _, zone = rest.partition(":")
    zones = Zone.objects.select_related("zoning__territory")
    return zones.filter(code=zone, zoning__slug=zoning, zoning__territory__slug=territory).first()


def served_by_code() -> dict[str, tuple[str, UUID]]:
    """Every zone and territory by its code: which of the two it is, and its identifier."""
    zones = Zone.objects.select_related("zoning__territory").order_by("pk")
    found = {zone_code(zone): ("zone", zone.pk) for zone in zones}
    return found | {territory_code(each): ("territory", each.pk) for each in Territory.objects.order_by("pk")}


_CHAINS = """
    SELECT id, istat_code FROM territory_area WHERE id = ANY(%(areas)s)
    UNION ALL
    SELECT member.area_id, territory.slug || ':' || zoning.slug || ':' || zone.code
    FROM territory_zonearea member
    JOIN territory_zone zone ON zone.id = member.zone_id
    JOIN territory_zoning zoning ON zoning.id = member.zoning_id
    JOIN territory_territory territory ON territory.id = zoning.territory_id
    WHERE member.area_id = ANY(%(areas)s)
    UNION ALL
    SELECT member.area_id, 'territory:' || territory.slug
    FROM territory_territory_areas member
    JOIN territory_territory territory ON territory.id = member.territory_id
    WHERE member.area_id = ANY(%(areas)s)
"""


def chains(areas: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """For each area its own code with those of every zone and territory that contains it; one query."""
    return _codes(_CHAINS, {"areas": list(areas)})


_OVERLAPS = """
    SELECT DISTINCT served.zone_id, territory.slug || ':' || zoning.slug || ':' || zone.code
    FROM territory_zonearea served
    JOIN territory_zonearea other ON other.area_id = served.area_id
    JOIN territory_zone zone ON zone.id = other.zone_id
    JOIN territory_zoning zoning ON zoning.id = other.zoning_id AND zoning.kind <> 'municipality'
    JOIN territory_territory territory ON territory.id = zoning.territory_id
    WHERE served.zone_id = ANY(%(zones)s)
"""


def overlaps(zones: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """For each zone the codes of all that share a municipality with it; one query, none for no zones.

    Those of a single municipality are left out: `area_of` knows what serves them.
    """
    if not zones:
        return {}
    return _codes(_OVERLAPS, {"zones": list(zones)})


def area_of(zone: Zone) -> question.Area:
    """A zone to search in. Few codes say it, however large it is: the index knows which zones overlap."""
    members = zone.memberships.values_list("area_id", flat=True)
    if zone.zoning.kind == ZoningKind.MUNICIPALITY:
        within = frozenset[str]().union(*chains(members).values())
    else:
        within = frozenset(map(territory_code, Territory.objects.filter(areas__in=members).distinct()))
    return question.Area(zone_code(zone), tuple(sorted(within)))


def _codes(statement: str, parameters: Mapping[str, list[UUID]]) -> dict[UUID, frozenset[str]]:
    codes: dict[UUID, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for owner, code in cursor.fetchall():
            codes[owner].add(code)
    return {owner: frozenset(found) for owner, found in codes.items()}
