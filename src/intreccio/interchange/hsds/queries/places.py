"""Near a postcode. Italy publishes no table of postcodes: they are known by the public places that have them."""

from collections.abc import Iterator
from math import cos, pi, radians
from uuid import UUID

from django.db import connection
from django.db.models import Avg

from intreccio.actors.models import Site
from intreccio.catalogue.queries.areas import chains
from intreccio.catalogue.search.codes import Kind, code
from intreccio.catalogue.search.filters import AREA
from intreccio.catalogue.search.ranking import EARTH_RADIUS_KM
from intreccio.interchange.hsds.queries.filters import NOTHING, Condition, Filters

RADIUS_M = EARTH_RADIUS_KM * 1000
METRES_PER_DEGREE = RADIUS_M * pi / 180
"""Of latitude."""


class UnknownPostcode(ValueError):
    """No public place with this postcode is known."""


def of_places(filters: Filters) -> Iterator[Condition]:
    """What must be true of the place `site` and of the entry of the service held there. `UnknownPostcode`."""
    if not filters.postcode:
        return
    there = Site.objects.filter(postcode=filters.postcode)
    if not there.exists():
        raise UnknownPostcode(filters.postcode)
    if filters.within_m is None:
        served = _serving({area for area in there.values_list("municipality", flat=True) if area})
        yield Condition(
            "site.postcode = %(postcode)s OR entry.codes OPERATOR(pg_catalog.&&) %(served)s::int[]",
            {"postcode": filters.postcode, "served": served},
        )
        return
    centre = there.aggregate(lat=Avg("lat"), lon=Avg("lon"))
    if centre["lat"] is None:
        raise UnknownPostcode(filters.postcode)
    yield _within(centre["lat"], centre["lon"], filters.within_m)


def _within(lat: float, lon: float, metres: float) -> Condition:
    """The great-circle distance, after a box that leaves out most."""
    tall = metres / METRES_PER_DEGREE
    wide = tall / max(cos(radians(min(abs(lat) + tall, 90))), 1e-6)
    values = {
        "lat": lat, "lon": lon, "metres": metres, "radius": RADIUS_M,
        "south": lat - tall, "north": lat + tall, "west": lon - wide, "east": lon + wide,
    }  # fmt: skip
    return Condition(_NEAR, values)


_NEAR = """site.lat BETWEEN %(south)s AND %(north)s AND site.lon BETWEEN %(west)s AND %(east)s
    AND 2 * %(radius)s * asin(least(1, sqrt(
        power(sin(radians(site.lat - %(lat)s) / 2), 2)
        + cos(radians(%(lat)s)) * cos(radians(site.lat)) * power(sin(radians(site.lon - %(lon)s) / 2), 2)
    ))) <= %(metres)s"""


def _serving(areas: set[UUID]) -> list[int]:
    """The codes of services that serve one of the municipalities, or a zone or territory that contains it."""
    contained = {name for codes in chains(areas).values() for name in codes}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM catalogue_searchcode WHERE kind = %s AND value = ANY(%s)",
            [AREA, sorted(contained)],
        )
        return [code(Kind.SERVES, number) for (number,) in cursor.fetchall()] or [code(Kind.SERVES, NOTHING)]
