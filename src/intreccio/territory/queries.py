"""Reads: where a point lies, what a name means, who lives in which zone, and the map of a territory."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import numpy as np
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import (
    Case,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from intreccio.territory.codec import MultiPolygon
from intreccio.territory.models import (
    Area,
    Layer,
    LayerValue,
    Population,
    Territory,
    Zone,
    ZoneArea,
    Zoning,
)
from intreccio.territory.rules import AGE_BAND_STARTS, SEARCH_MARK, AreaKind, Sex, contains, folded, official_name

NAME_LIKENESS = 0.45
"""Word similarity of trigrams, from 0 to 1, above which a misspelt name is offered."""

MOST_POPULOUS_FIRST = (F("population").desc(nulls_last=True), "istat_code")

AFTER_ALL_AGES = AGE_BAND_STARTS[-1] + 1


def area_at(lat: float, lon: float, *, kind: AreaKind = AreaKind.MUNICIPALITY) -> Area | None:
    """The area a point lies in (degrees, WGS84), or None: the sea, abroad, or not in the installation.

    A point on a border lies in one area, always the same (see `rules.contains`).
    """
    found = area_id_at(lat, lon, kind=kind)
    return Area.objects.defer("boundary").get(pk=found) if found else None


def area_id_at(lat: float, lon: float, *, kind: AreaKind = AreaKind.MUNICIPALITY) -> UUID | None:
    """The id of that area: all that a search asks, thousands of times a minute."""
    boundary = _municipal_boundary if kind is AreaKind.MUNICIPALITY else _boundary
    with connection.cursor() as cursor:
        cursor.execute(_COVERING, {"lat": lat, "lon": lon, "kind": kind})
        candidates = [area for (area,) in cursor.fetchall()]
    return next((area for area in candidates if contains(boundary(area), lat, lon)), None)


_COVERING = """
    SELECT id FROM territory_area
    WHERE box(point(east, north), point(west, south))
        @> box(point(%(lon)s, %(lat)s), point(%(lon)s, %(lat)s)) AND kind = %(kind)s
    ORDER BY istat_code
"""


def _boundary(area: UUID) -> MultiPolygon:
    """An area's boundary, its rings as arrays: quicker to search than lists."""
    polygons = Area.objects.values_list("boundary", flat=True).get(pk=area)
    return [[np.asarray(ring, dtype=float) for ring in polygon] for polygon in polygons]


# Municipal boundaries are shipped and never change while the platform runs.
_municipal_boundary = lru_cache(maxsize=2048)(_boundary)


def areas_matching(text: str, *, territory: Territory | None = None, limit: int = 10) -> list[Area]:
    """Municipalities for what somebody is typing: a whole name first, then names that begin so.

    If none does, those spelt nearly so. Accents, capitals and punctuation do not matter; names in every
    official language count. Among equals the most populous come first. Boundaries are not loaded.
    """
    typed = folded(text)
    if not typed:
        return []
    areas = territory.areas if territory else Area.objects.filter(kind=AreaKind.MUNICIPALITY)
    municipalities = areas.defer("boundary")
    return list(_beginning(municipalities, typed)[:limit]) or list(_nearly(municipalities, typed)[:limit])


def _beginning(areas: QuerySet[Area], typed: str) -> QuerySet[Area]:
    whole = When(search_text__contains=f"{SEARCH_MARK}{typed}{SEARCH_MARK}", then=Value(0))
    beginning = areas.filter(search_text__contains=f"{SEARCH_MARK}{typed}")
    return beginning.order_by(Case(whole, default=Value(1)), *MOST_POPULOUS_FIRST)


def _nearly(areas: QuerySet[Area], typed: str) -> QuerySet[Area]:
    near = areas.alias(likeness=TrigramWordSimilarity(typed, "search_text")).filter(likeness__gte=NAME_LIKENESS)
    return near.order_by("-likeness", *MOST_POPULOUS_FIRST)


@dataclass(frozen=True)
class Summary:
    """The size of a territory. `areas_unknown` of its municipalities have no count of residents."""

    areas: int
    residents: int
    areas_unknown: int


def summary(territory: Territory) -> Summary:
    """How many municipalities a territory has, and how many people live there."""
    unknown = Count("pk", filter=Q(population=None))
    return Summary(
        **territory.areas.aggregate(
            areas=Count("pk"), residents=Coalesce(Sum("population"), 0), areas_unknown=unknown
        )
    )


def area_ids() -> dict[str, UUID]:
    """Every area of the installation by its ISTAT code."""
    return dict(Area.objects.values_list("istat_code", "id"))


def municipality_ids(territory: Territory) -> dict[str, UUID]:
    """A territory's municipalities by their ISTAT code."""
    return dict(territory.areas.values_list("istat_code", "id"))


def zonings_of(territory: Territory) -> QuerySet[Zoning]:
    """The zonings a page may switch between."""
    return territory.zonings.order_by("kind", "slug")


def zone_of(area: Area, zoning: Zoning) -> Zone | None:
    """The zone of an area in a zoning, or None where the zoning leaves the area out."""
    return Zone.objects.filter(memberships__zoning=zoning, memberships__area=area).first()


def zone_ids_by_area(zoning: Zoning) -> dict[UUID, UUID]:
    """Zone by area, for all areas of a zoning."""
    return dict(ZoneArea.objects.filter(zoning=zoning).values_list("area_id", "zone_id"))


@dataclass(frozen=True)
class ZonePopulation:
    """Residents of a zone. `areas_unknown` of its areas have no count for the year."""

    zone: UUID
    code: str
    name: str
    residents: int
    areas_unknown: int


def population_by_zone(
    zoning: Zoning,
    *,
    sexes: Collection[Sex] = tuple(Sex),
    ages_from: int = 0,
    ages_below: int | None = None,
    year: int | None = None,
) -> list[ZonePopulation]:
    """Residents of each zone, by its code, in one query; by default all of them, in the latest year there is.

    Ages from `ages_from` to below `ages_below` (None: no end). Both must be first ages of bands,
    multiples of five up to 100, else ValueError.
    """
    if ages_from not in AGE_BAND_STARTS or ages_below not in (None, *AGE_BAND_STARTS):
        raise ValueError("Residents are counted in bands of five years: 0, 5, … 100.")
    latest = Subquery(Population.objects.order_by("-year").values("year")[:1])
    counted = Q(memberships__area__residents__year=latest if year is None else year)
    asked = counted & Q(
        memberships__area__residents__sex__in=sexes,
        memberships__area__residents__age_from__gte=ages_from,
        memberships__area__residents__age_from__lt=AFTER_ALL_AGES if ages_below is None else ages_below,
    )
    zones = zoning.zones.annotate(
        residents=Coalesce(Sum("memberships__area__residents__number", filter=asked), 0),
        areas_unknown=Count("memberships__area", distinct=True)
        - Count("memberships__area", distinct=True, filter=counted),
    )
    rows = zones.order_by("code").values_list("id", "code", "name", "residents", "areas_unknown")
    return [ZonePopulation(*row) for row in rows]


def layer_values(layer: Layer, *, year: int | None = None) -> dict[UUID, float]:
    """Value by area, of a year or of the latest that the layer has. Areas without a value are left out."""
    latest = Subquery(LayerValue.objects.filter(layer=layer).order_by("-year").values("year")[:1])
    values = LayerValue.objects.filter(layer=layer, year=latest if year is None else year)
    return dict(values.values_list("area_id", "value"))


def geojson(territory: Territory, zoning: Zoning | None = None) -> Iterator[str]:
    """A territory's municipalities as a GeoJSON FeatureCollection (RFC 7946), in pieces to stream or join.

    Each feature has the area's id; its properties are `istat_code`, `name`, `population` (null where
    unknown) and, if a zoning is given, `zone` and `zone_name` (code and name of the area's zone, null where
    the zoning leaves it out).
    Boundaries go from the database to the answer as they are, unparsed.
    """
    zone = ZoneArea.objects.filter(zoning=zoning, area=OuterRef("pk"))
    rows = (
        territory.areas.order_by("istat_code")
        .annotate(
            coordinates=Cast("boundary", TextField()),
            zone=Subquery(zone.values("zone__code")),
            zone_name=Subquery(zone.values("zone__name")),
        )
        .values_list("id", "istat_code", "name", "other_name", "population", "coordinates", "zone", "zone_name")
    )
    yield '{"type":"FeatureCollection","features":['
    before = ""
    for id, istat_code, name, other_name, population, coordinates, *zone_of_it in rows.iterator(chunk_size=500):
        properties = {
            "istat_code": istat_code,
            "name": official_name(name, other_name),
            "population": population,
        }
        if zoning is not None:
            properties |= zip(("zone", "zone_name"), zone_of_it, strict=True)
        yield before + _feature(id, properties, coordinates)
        before = ","
    yield "]}"


def _feature(id: UUID, properties: Mapping[str, object], coordinates: str) -> str:
    return (
        f'{{"type":"Feature","id":"{id}","properties":{json.dumps(properties, ensure_ascii=False)},'
        f'"geometry":{{"type":"MultiPolygon","coordinates":{coordinates}}}}}'
    )
