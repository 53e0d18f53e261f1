"""Switching between the ways in which the same municipalities are grouped; they do not nest."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from intreccio.territory.models import Zone, ZoneArea, Zoning
from intreccio.territory.rules import ZoningKind
from intreccio.web.shown.pieces import Option


@dataclass(frozen=True)
class ZoningSwitch:
    """The zoning a list is shown by, and the zone it is narrowed to, if any."""

    zonings: list[Zoning]
    chosen: Zoning | None
    zones: list[Zone]
    zone: Zone | None

    def zoning_options(self, language: str) -> list[Option]:
        """Every zoning, the chosen one marked."""
        return [Option(z.slug, z.name.text(language), z == self.chosen) for z in self.zonings]

    def zone_options(self, all_of_them: str) -> list[Option]:
        """The zones of the chosen zoning, after the choice of all."""
        named = [Option(zone.code, zone.name, zone == self.zone) for zone in self.zones]
        return [Option("", all_of_them, self.zone is None), *named]

    def names(self, areas: Iterable[UUID | None]) -> dict[UUID, str]:
        """The chosen zoning's zone of each area, by name; one query."""
        if self.chosen is None:
            return {}
        memberships = ZoneArea.objects.filter(zoning=self.chosen, area__in={area for area in areas if area})
        return dict(memberships.values_list("area_id", "zone__name"))

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The switch as parameters of an address."""
        pairs = [("by", self.chosen.slug if self.chosen else ""), ("zone", self.zone.code if self.zone else "")]
        return [pair for pair in pairs if pair[1]]


def read_switch(query: QueryDict) -> ZoningSwitch:
    """The zoning and zone that an address asks for: by municipality where it asks for none."""
    zonings = list(Zoning.objects.order_by("slug"))
    wanted = query.get("by", "")
    by_slug = {zoning.slug: zoning for zoning in reversed(zonings)}
    usual = next((zoning for zoning in zonings if zoning.kind == ZoningKind.MUNICIPALITY), None)
    chosen = by_slug.get(wanted, usual)
    zones = list(chosen.zones.order_by("name")) if chosen else []
    zone = next((zone for zone in zones if zone.code == query.get("zone", "")), None)
    return ZoningSwitch(zonings, chosen, zones, zone)
