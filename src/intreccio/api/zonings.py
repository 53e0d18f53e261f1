"""`GET /api/zonings`: the ways in which municipalities are grouped, and the groups."""

from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from intreccio.catalogue.queries.areas import zone_code, zoning_code, zoning_named
from intreccio.territory.models import Zoning

router = Router(tags=["zonings"])


class ZoningListed(Schema):
    """One way of grouping the municipalities of a territory; `name` by language."""

    id: UUID
    code: str
    territory: str
    kind: str
    name: dict[str, str]


class ZoneListed(Schema):
    """One group. `code` is what /api/find takes as `zone`."""

    id: UUID
    code: str
    name: str


@router.get("", response=list[ZoningListed], summary="List zonings")
def list_zonings(request: HttpRequest) -> list[ZoningListed]:
    """Every zoning of every territory."""
    zonings = Zoning.objects.select_related("territory").order_by("territory__name", "slug")
    return [
        ZoningListed(
            id=zoning.pk,
            code=zoning_code(zoning),
            territory=zoning.territory.name,
            kind=zoning.kind,
            name=dict(zoning.name),
        )
        for zoning in zonings
    ]


@router.get("/{code}", response=list[ZoneListed], summary="List the zones of a zoning")
def list_zones(request: HttpRequest, code: str) -> list[ZoneListed]:
    """The zones of one zoning, by name."""
    zoning = zoning_named(code)
    if zoning is None:
        raise Http404
    zones = zoning.zones.order_by("name", "code")
    return [ZoneListed(id=zone.pk, code=zone_code(zone), name=zone.name) for zone in zones]
