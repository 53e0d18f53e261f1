"""Maps of places, and the boundaries they show."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from intreccio.territory.models import Territory
from intreccio.territory.queries import geojson
from intreccio.web.shown.pieces import MapFrame
from intreccio.web.shown.services import SiteShown

ITALY = (42.5, 12.5)


def map_around(centre: tuple[float, float] | None, *, points_from: str = "#found") -> MapFrame:
    """A map centred on a point, or on Italy, of the points of a list."""
    lat, lon = centre or ITALY
    return MapFrame(
        points_from=points_from,
        centre_lat=lat,
        centre_lon=lon,
        boundary_url=reverse("boundaries"),
        tiles_url=settings.INTRECCIO_TILES_URL,
        tiles_attribution=settings.INTRECCIO_TILES_ATTRIBUTION,
    )


def map_of_sites(sites: Sequence[SiteShown]) -> MapFrame:
    """A map of the sites of one page."""
    points = [(site.lat, site.lon) for site in sites if site.lat is not None and site.lon is not None]
    return map_around(points[0] if points else None, points_from="#sites")


@require_safe
@cache_control(public=True, max_age=86_400)
def boundaries(request: HttpRequest) -> StreamingHttpResponse:
    """The municipalities of every territory of the installation, as GeoJSON."""
    first = Territory.objects.order_by("name").first()
    parts = list(geojson(first)) if first else ['{"type":"FeatureCollection","features":[]}']
    return StreamingHttpResponse(parts, content_type="application/geo+json")
