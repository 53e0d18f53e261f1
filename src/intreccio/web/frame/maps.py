"""Maps of places, and the boundaries they show."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from intreccio.catalogue.queries.areas import zoning_code, zoning_named
from intreccio.territory.models import Territory, Zoning
from intreccio.territory.queries import geojson
from intreccio.web.frame.addresses import address
from intreccio.web.shown.pieces import MapFrame
from intreccio.web.shown.services import SiteShown

ITALY = (42.5, 12.5)


def map_around(
    centre: tuple[float, float] | None, *, boundary_url: str, points_from: str = "#found", zone: str = ""
) -> MapFrame:
    """A map centred on a point, or on Italy, of the points of a list; `zone` is the code of one to stand out."""
    lat, lon = centre or ITALY
    return MapFrame(
        points_from=points_from,
        centre_lat=lat,
        centre_lon=lon,
        boundary_url=boundary_url,
        zone=zone,
        tiles_url=settings.INTRECCIO_TILES_URL,
        tiles_attribution=settings.INTRECCIO_TILES_ATTRIBUTION,
    )


def map_of_sites(sites: Sequence[SiteShown]) -> MapFrame:
    """A map of the sites of one page."""
    points = [(site.lat, site.lon) for site in sites if site.lat is not None and site.lon is not None]
    around = Territory.objects.filter(areas__istat_code__in=[site.istat_code for site in sites])
    url = boundary_url(around.values_list("slug", flat=True)[:1])
    return map_around(points[0] if points else None, boundary_url=url, points_from="#sites")


def boundary_url(territories: Iterable[str], zoning: Zoning | None = None) -> str:
    """Where a map finds its boundaries: the municipalities of the zoning, else of the first of the territories.

    `territories` are slugs; without any, those of the only territory there is.
    """
    if zoning:
        return address(reverse("boundaries"), [("by", zoning_code(zoning))])
    return address(reverse("boundaries"), [("territory", slug) for slug in territories][:1])


@require_safe
@cache_control(public=True, max_age=86_400)
def boundaries(request: HttpRequest) -> StreamingHttpResponse:
    """The municipalities of a territory as GeoJSON, with their zones where `by` names a zoning.

    Where neither is named, those of the only territory there is; none where there are several.
    """
    by, territory = request.GET.get("by", ""), request.GET.get("territory", "")
    zoning = zoning_named(by)
    if by and not zoning:
        raise Http404
    shown = zoning.territory if zoning else _territory(territory)
    parts = list(geojson(shown, zoning)) if shown else ['{"type":"FeatureCollection","features":[]}']
    return StreamingHttpResponse(parts, content_type="application/geo+json")


def _territory(slug: str) -> Territory | None:
    """The one of that slug, or the only one."""
    found = list(Territory.objects.filter(slug=slug) if slug else Territory.objects.all()[:2])
    if slug and not found:
        raise Http404
    return found[0] if len(found) == 1 else None
