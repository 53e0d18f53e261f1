"""The only file of this room that writes."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.copying import copy_rows
from intreccio.kernel.ids import public_id
from intreccio.kernel.journal import record
from intreccio.kernel.text import Translated
from intreccio.territory import shipped
from intreccio.territory.events import LayerImported, SectionsImported, TerritoryExtended, ZoningImported
from intreccio.territory.features import Section, read_sections
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
from intreccio.territory.queries import area_ids, municipality_ids
from intreccio.territory.rules import (
    OWN_ZONINGS,
    AreaKind,
    Extent,
    ZoningKind,
    extent,
    point_inside,
    search_text,
    slugged,
)
from intreccio.territory.shipped import Municipality, Residents
from intreccio.territory.tables import Row, ZoningTable, read_layer, read_zonings

AREA_COLUMNS = (
    "id", "kind", "istat_code", "cadastral_code", "name", "other_name", "search_text",
    "province_code", "province_short", "province", "region_code", "region",
    "boundary", "west", "south", "east", "north", "lat", "lon", "population",
)  # fmt: skip

OWN_ZONING_NAMES = {
    ZoningKind.MUNICIPALITY: Translated(it="Comuni", en="Municipalities"),
    ZoningKind.PROVINCE: Translated(it="Province", en="Provinces"),
    ZoningKind.REGION: Translated(it="Regioni", en="Regions"),
}

ENGLISH_NAMES = {
    ZoningKind.AMBITO: "Social services areas",
    ZoningKind.DISTRETTO: "Health and social care districts",
    ZoningKind.HEALTH_AUTHORITY: "Health authorities",
    ZoningKind.INNER_AREA: "Inner areas",
}
"""Tables give the Italian name of a zoning; what it is in English follows from its kind."""

OWN_ZONES: dict[ZoningKind, Callable[[Area], tuple[str, str]]] = {
    ZoningKind.MUNICIPALITY: lambda area: (area.istat_code, str(area)),
    ZoningKind.PROVINCE: lambda area: (area.province_code, area.province),
    ZoningKind.REGION: lambda area: (area.region_code, area.region),
}
"""Code and name of the zone that an area's own codes say."""


@action
def add_territory(
    *, name: str, by: Who, province: str = "", region: str = "", codes: Collection[str] = ()
) -> Territory:
    """Make a territory of shipped municipalities, or add them to the one of this name.

    Say a province ("BG", "Bergamo", "016"), a region or some ISTAT codes. Doing it again changes nothing.
    Raises `shipped.NoSuchPlace`, and ValueError if none or several of the three are given.
    """
    chosen = shipped.choose(province=province, region=region, istat_codes=codes)
    territory, created = Territory.objects.get_or_create(slug=slugged(name), defaults={"name": name})
    _add_areas(chosen)
    chosen_codes = [place.istat_code for place in chosen]
    missing = list(
        Area.objects.filter(istat_code__in=chosen_codes).exclude(territories=territory).defer("boundary")
    )
    if created or missing:
        territory.areas.add(*missing)
        _extend_own_zonings(territory, missing)
        record(TerritoryExtended(territory.id, len(missing)), by=by)
    return territory


@action
def import_zonings(*, territory: Territory, rows: Iterable[Row], source: str, by: Who) -> list[Zoning]:
    """Make or replace the zonings that a table names; others stay. Zones keep their identity by code.

    Columns: see `tables.read_zonings`. Raises `tables.TableRefused` and then changes nothing.
    """
    known = municipality_ids(territory)
    tables = read_zonings(rows, known)
    return [_replace_zoning(territory, slug, table, source, known, by) for slug, table in tables.items()]


@action
def import_layer(
    *, slug: str, name: Translated, unit: Translated, source: str, rows: Iterable[Row], by: Who
) -> Layer:
    """Add values to a layer, making it if need be; values of the same area and year are replaced.

    Columns: see `tables.read_layer`. Raises `tables.TableRefused` and then changes nothing.
    """
    known = area_ids()
    cells = read_layer(rows, known)
    layer, _ = Layer.objects.update_or_create(slug=slug, defaults={"name": name, "unit": unit, "source": source})
    areas_by_year = defaultdict(list)
    for cell in cells:
        areas_by_year[cell.year].append(known[cell.istat_code])
    for year, areas in areas_by_year.items():
        LayerValue.objects.filter(layer=layer, year=year, area__in=areas).delete()
    values = ((layer.id, known[cell.istat_code], cell.year, cell.value) for cell in cells)
    copy_rows(LayerValue._meta.db_table, ["layer_id", "area_id", "year", "value"], values)
    record(LayerImported(layer.id, len(cells)), by=by)
    return layer


@action
def import_sections(*, collection: Mapping[str, Any], by: Who) -> int:
    """Add parts of municipalities, or replace those of the same code; returns how many.

    `collection`: see `features.read_sections`. Raises `tables.TableRefused` and then changes nothing.
    """
    municipalities = (
        Area.objects.filter(kind=AreaKind.MUNICIPALITY).defer("boundary").in_bulk(field_name="istat_code")
    )
    sections = read_sections(collection, municipalities)
    areas = [_section_area(section, municipalities[section.municipality]) for section in sections]
    replaced = ["name", "search_text", "boundary", *Extent._fields, "lat", "lon", "population"]
    Area.objects.bulk_create(
        areas, batch_size=1000, update_conflicts=True, unique_fields=["istat_code"], update_fields=replaced
    )
    record(SectionsImported(len(areas)), by=by)
    return len(areas)


def _section_area(section: Section, municipality: Area) -> Area:
    lat, lon = point_inside(section.boundary)
    inherited = ("cadastral_code", "province_code", "province_short", "province", "region_code", "region")
    return Area(
        kind=AreaKind.SECTION,
        istat_code=section.istat_code,
        name=section.name,
        search_text=search_text([section.name]),
        parent=municipality,
        boundary=section.boundary,
        lat=lat,
        lon=lon,
        population=section.population,
        **extent(section.boundary)._asdict(),
        **{field: getattr(municipality, field) for field in inherited},
    )


def _add_areas(chosen: list[Municipality]) -> None:
    """Copy what is not there yet: an area belongs to the installation once."""
    known = set(Area.objects.values_list("istat_code", flat=True))
    ids = {place.istat_code: public_id() for place in chosen if place.istat_code not in known}
    if not ids:
        return
    residents = list(shipped.population(ids))
    copy_rows(Area._meta.db_table, AREA_COLUMNS, _area_rows(chosen, ids, residents))
    copy_rows(
        Population._meta.db_table,
        ["area_id", "year", "sex", "age_from", "number"],
        ((ids[r.istat_code], shipped.YEAR, r.sex, r.age_from, r.number) for r in residents),
    )


def _area_rows(
    chosen: list[Municipality], ids: Mapping[str, UUID], residents: list[Residents]
) -> Iterator[tuple[object, ...]]:
    totals: Counter[str] = Counter()
    for some in residents:
        totals[some.istat_code] += some.number
    places = {place.istat_code: place for place in chosen}
    for istat_code, boundary in shipped.boundaries(ids):
        place = places[istat_code]
        yield (
            ids[istat_code], AreaKind.MUNICIPALITY, istat_code, place.cadastral_code, place.name,
            place.other_name, search_text(place.all_names), place.province_code, place.province_short,
            place.province, place.region_code, place.region, json.dumps(boundary), *extent(boundary),
            place.lat, place.lon, totals.get(istat_code),
        )  # fmt: skip


def _extend_own_zonings(territory: Territory, areas: list[Area]) -> None:
    """Place new areas in the zonings that their codes imply."""
    for kind in OWN_ZONINGS:
        zoning, _ = Zoning.objects.get_or_create(
            territory=territory, slug=kind, defaults={"kind": kind, "name": OWN_ZONING_NAMES[kind]}
        )
        zones = {area.id: OWN_ZONES[kind](area) for area in areas}
        _save_zones(zoning, dict(zones.values()))
        _add_members(zoning, {area_id: code for area_id, (code, _) in zones.items()})


def _replace_zoning(
    territory: Territory, slug: str, table: ZoningTable, source: str, known: Mapping[str, UUID], by: Who
) -> Zoning:
    zoning, _ = Zoning.objects.update_or_create(
        territory=territory,
        slug=slug,
        defaults={"name": _zoning_name(table), "kind": table.kind, "source": source},
    )
    _save_zones(zoning, table.zones)
    ZoneArea.objects.filter(zoning=zoning).delete()
    zoning.zones.exclude(code__in=table.zones).delete()
    _add_members(zoning, {known[istat_code]: code for istat_code, code in table.members.items()})
    record(ZoningImported(zoning.id, len(table.zones), len(table.members)), by=by)
    return zoning


def _zoning_name(table: ZoningTable) -> Translated:
    english = ENGLISH_NAMES.get(table.kind)
    return Translated(it=table.name, en=english) if english else Translated(it=table.name)


def _save_zones(zoning: Zoning, names: Mapping[str, str]) -> None:
    """Make or rename zones, by code."""
    Zone.objects.bulk_create(
        [Zone(zoning=zoning, code=code, name=name) for code, name in names.items()],
        update_conflicts=True,
        unique_fields=["zoning", "code"],
        update_fields=["name"],
    )


def _add_members(zoning: Zoning, zone_codes: Mapping[UUID, str]) -> None:
    """Place areas in zones: `zone_codes` by area id."""
    zone_ids = dict(zoning.zones.values_list("code", "id"))
    members = ((zoning.id, zone_ids[code], area_id) for area_id, code in zone_codes.items())
    copy_rows(ZoneArea._meta.db_table, ["zoning_id", "zone_id", "area_id"], members)
