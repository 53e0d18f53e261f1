"""The province, and the zonings over it that the demonstration uses."""

from collections.abc import Iterator

from intreccio.demo.content import read_table
from intreccio.kernel.acting import Who
from intreccio.territory.actions import add_territory, import_zonings
from intreccio.territory.models import Territory


def add_province(name: str, *, by: Who) -> Territory:
    """The real municipalities of Bergamo, grouped into Ambiti (three of invented name) and Distretti."""
    territory = add_territory(name=name, province="BG", by=by)
    codes = dict(territory.areas.values_list("name", "istat_code"))
    import_zonings(
        territory=territory,
        rows=list(_rows(codes)),
        source="Intreccio demonstration: grouping partly invented",
        by=by,
    )
    return territory


def _rows(codes: dict[str, str]) -> Iterator[dict[str, str]]:
    places = read_table("places")
    for zoning, kind, key in (("Ambiti", "ambito", "ambiti"), ("Distretti", "distretto", "distretti")):
        for number, zone in enumerate(places[key], 1):
            for municipality in zone["municipalities"]:
                yield {
                    "zoning": zoning,
                    "kind": kind,
                    "zone_code": zone.get("code", f"{number:02}"),
                    "zone_name": zone["name"],
                    "istat_code": codes[municipality],
                }
