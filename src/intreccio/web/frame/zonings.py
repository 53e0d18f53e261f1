"""Switching between the ways in which the same municipalities are grouped; they do not nest."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.catalogue.queries.areas import zone_code, zone_named, zoning_code
from intreccio.territory.models import Zone, ZoneArea, Zoning
from intreccio.territory.rules import ZoningKind
from intreccio.web.shown.pieces import Option


@dataclass(frozen=True)
class ZoningSwitch:
    """The zoning a list is shown by, and the zone it is narrowed to, if any.

    `unknown` is what was asked for as a zone and is none.
    """

    zonings: list[Zoning]
    chosen: Zoning | None
    zones: list[Zone]
    zone: Zone | None
    unknown: str

    def zoning_options(self) -> list[Option]:
        """Every zoning, the chosen one marked; in groups where there are several territories."""
        language = get_language() or "it"
        several = len({zoning.territory_id for zoning in self.zonings}) > 1
        return [
            Option(
                zoning_code(zoning),
                zoning.name.text(language),
                zoning == self.chosen,
                group=zoning.territory.name if several else "",
            )
            for zoning in self.zonings
        ]

    def zone_options(self) -> list[Option]:
        """The zones of the chosen zoning, after the choice of all."""
        named = [Option(zone_code(zone), zone.name, zone == self.zone) for zone in self.zones]
        return [Option("", _("All zones"), self.zone is None), *named]

    @property
    def heading(self) -> str:
        """What a column of zones is called: what one of them is, where that can be said."""
        if self.chosen is None:
            return _("Zone")
        own = {ZoningKind.MUNICIPALITY: _("Municipality"), ZoningKind.PROVINCE: _("Province")}
        return own.get(ZoningKind(self.chosen.kind)) or self.chosen.name.text(get_language() or "it")

    def names(self, areas: Iterable[UUID | None]) -> dict[UUID, str]:
        """The chosen zoning's zone of each area, by name; one query."""
        if self.chosen is None:
            return {}
        memberships = ZoneArea.objects.filter(zoning=self.chosen, area__in={area for area in areas if area})
        return dict(memberships.values_list("area_id", "zone__name"))

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The switch as parameters of an address."""
        pairs = [
            ("by", zoning_code(self.chosen) if self.chosen else ""),
            ("zone", zone_code(self.zone) if self.zone else ""),
        ]
        return [pair for pair in pairs if pair[1]]


def read_switch(query: QueryDict, *, usual: ZoningKind | None = None) -> ZoningSwitch:
    """The zoning and zone that an address asks for.

    Where it asks for no zoning that is known it is the zone's, else the first of the `usual` kind. A zone of
    another zoning than the one asked for was chosen before the reader changed to that: it no longer counts.
    """
    zonings = list(Zoning.objects.select_related("territory").order_by("territory__name", "slug"))
    by_code = {zoning_code(zoning): zoning for zoning in zonings}
    asked = query.get("zone", "").strip()
    zone = zone_named(asked) if asked else None
    usually = next((zoning for zoning in zonings if zoning.kind == usual), None)
    chosen = by_code.get(query.get("by", ""), zone.zoning if zone else usually)
    zones = list(chosen.zones.order_by("name", "code")) if chosen else []
    counts = next((one for one in zones if one == zone), None)
    return ZoningSwitch(zonings, chosen, zones, counts, unknown="" if zone else asked)
