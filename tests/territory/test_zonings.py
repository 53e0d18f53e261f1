"""Municipalities are grouped in many ways, which do not nest."""

import json

import pytest

from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.text import Translated
from intreccio.territory import actions, queries
from intreccio.territory.models import Area, LayerValue, Zone
from intreccio.territory.rules import Sex, ZoningKind
from intreccio.territory.tables import TableRefused

pytestmark = pytest.mark.django_db


def row(zoning: str, zone: str, istat_code: str, **more: str) -> dict[str, str]:
    return {
        "zoning": zoning, "zone_code": zone, "zone_name": f"{zoning} {zone}", "istat_code": istat_code,
    } | more  # fmt: skip


CROSSING = [
    row("Ambiti", "A1", "016024", kind="ambito"),
    row("Ambiti", "A1", "016091", kind="ambito"),
    row("Ambiti", "A2", "016219", kind="ambito"),
    row("Distretti", "D1", "016024", kind="distretto"),
    row("Distretti", "D2", "016091", kind="distretto"),
    row("Distretti", "D2", "016219", kind="distretto"),
]


def import_rows(territory, rows):
    return actions.import_zonings(territory=territory, rows=rows, source="Piano di zona", by=SYSTEM)


def faults(territory, rows) -> list[str]:
    with pytest.raises(TableRefused) as refused:
        import_rows(territory, rows)
    return [str(fault) for fault in refused.value.faults]


def test_every_territory_can_switch_between_municipalities_provinces_and_regions(bergamo):
    counts = {zoning.slug: zoning.zones.count() for zoning in queries.zonings_of(bergamo)}
    assert counts == {"municipality": 243, "province": 1, "region": 1}


def test_zonings_need_not_nest(bergamo):
    ambiti, distretti = import_rows(bergamo, CROSSING)
    assert (ambiti.kind, distretti.kind) == (ZoningKind.AMBITO, ZoningKind.DISTRETTO)
    dalmine = Area.objects.get(istat_code="016091")
    assert queries.zone_of(dalmine, ambiti).code == "A1"
    assert queries.zone_of(dalmine, distretti).code == "D2"
    assert len(queries.zone_ids_by_area(ambiti)) == 3


def test_an_area_that_a_zoning_leaves_out_has_no_zone_there(bergamo):
    ambiti, _ = import_rows(bergamo, CROSSING)
    assert queries.zone_of(Area.objects.get(istat_code="016004"), ambiti) is None


def test_importing_again_replaces_members_and_keeps_the_identity_of_zones(bergamo):
    ambiti, _ = import_rows(bergamo, CROSSING)
    kept = ambiti.zones.get(code="A1")
    import_rows(bergamo, [row("Ambiti", "A1", "016219", kind="ambito") | {"zone_name": "Nuovo nome"}])
    assert [(zone.id, zone.name) for zone in ambiti.zones.all()] == [(kept.id, "Nuovo nome")]
    assert list(queries.zone_ids_by_area(ambiti).values()) == [kept.id]
    assert bergamo.zonings.filter(slug="distretti").exists()


def test_an_import_is_told_to_the_journal(bergamo):
    zoning = import_rows(bergamo, CROSSING)[0]
    entry = JournalEntry.objects.get(event="territory.zoning-imported", data__zoning=str(zoning.id))
    assert entry.data == {"zoning": str(zoning.id), "zones": 2, "areas": 3}


def test_codes_without_their_zeros_and_with_blanks_are_understood(bergamo):
    (zoning,) = import_rows(bergamo, [row("Ambiti", "A1", " 16024 ")])
    assert zoning.kind == ZoningKind.OTHER
    assert len(queries.zone_ids_by_area(zoning)) == 1


def test_a_refused_table_names_each_cell_and_changes_nothing(bergamo):
    rows = [
        row("Ambiti", "A1", "016024"),
        row("Ambiti", "A2", "016024"),
        row("Ambiti", "A1", "016091") | {"zone_name": "Altro"},
        row("Ambiti", "A1", "015146"),
        row("Ambiti", "", "016219"),
        row("Decanati", "X", "016219", kind="decanato"),
        row("region", "X", "016219"),
        row("Ambiti", "A1", "016004", kind="ambito"),
    ]
    assert faults(bergamo, rows) == [
        "row 3, istat_code: 016024 is in zone A1 of Ambiti already",
        "row 4, zone_name: zone A1 is called Ambiti A1 above",
        "row 5, istat_code: 015146 is no municipality of this territory",
        "row 6, zone_code: is empty",
        "row 7, kind: 'decanato' is not one of ambito, distretto, health-authority, inner-area, other",
        "row 8, zoning: 'region' cannot be the name of a zoning of your own",
        "row 9, kind: Ambiti is other above, ambito here",
    ]
    assert not Zone.objects.filter(zoning__slug="ambiti").exists()


def test_a_table_without_a_column_or_without_rows_is_refused(bergamo):
    assert faults(bergamo, [{"zoning": "Ambiti", "zone_code": "1"}]) == [
        "row 1, zone_name: this column is missing",
        "row 1, istat_code: this column is missing",
    ]
    assert "no rows" in faults(bergamo, [])[0]


def test_residents_of_zones_take_one_query(bergamo, django_assert_num_queries):
    (ambiti, _) = import_rows(bergamo, CROSSING)
    with django_assert_num_queries(1):
        zones = queries.population_by_zone(ambiti)
    cities = dict(Area.objects.values_list("istat_code", "population"))
    assert {zone.code: zone.residents for zone in zones} == {
        "A1": cities["016024"] + cities["016091"],
        "A2": cities["016219"],
    }


def test_residents_can_be_asked_by_sex_and_age(bergamo):
    province = bergamo.zonings.get(slug="province")
    everyone = queries.population_by_zone(province)[0].residents
    women = queries.population_by_zone(province, sexes=[Sex.FEMALE])[0].residents
    men = queries.population_by_zone(province, sexes=[Sex.MALE])[0].residents
    young = queries.population_by_zone(province, ages_below=65)[0].residents
    old = queries.population_by_zone(province, ages_from=65)[0].residents
    assert everyone == women + men == young + old == 1_103_768
    assert 0 < old < young


def test_ages_inside_a_band_cannot_be_asked(bergamo):
    with pytest.raises(ValueError, match="five years"):
        queries.population_by_zone(bergamo.zonings.get(slug="province"), ages_from=18)


def test_zones_say_how_many_of_their_areas_have_no_count(db):
    trapani = actions.add_territory(name="Trapani", province="TP", by=SYSTEM)
    (zone,) = queries.population_by_zone(trapani.zonings.get(slug="province"))
    assert zone.areas_unknown == 1
    (zone,) = queries.population_by_zone(trapani.zonings.get(slug="province"), year=1999)
    assert (zone.residents, zone.areas_unknown) == (0, 25)


def test_the_map_is_geojson_with_the_zone_of_each_municipality(bergamo, django_assert_num_queries):
    ambiti, _ = import_rows(bergamo, CROSSING)
    with django_assert_num_queries(1):
        collection = json.loads("".join(queries.geojson(bergamo, ambiti)))
    assert len(collection["features"]) == 243
    features = {feature["properties"]["istat_code"]: feature for feature in collection["features"]}
    city = features["016024"]
    assert city["properties"] == {
        "istat_code": "016024", "name": "Bergamo", "population": 119534,
        "zone": "A1", "zone_name": "Ambiti A1",
    }  # fmt: skip
    assert city["geometry"]["coordinates"] == Area.objects.get(istat_code="016024").boundary
    assert features["016004"]["properties"]["zone"] is None


def test_the_map_of_nothing_is_an_empty_collection(db):
    territory = actions.add_territory(name="Uno", codes=["016024"], by=SYSTEM)
    assert "zone" not in json.loads("".join(queries.geojson(territory)))["features"][0]["properties"]


def layer_rows(*rows: tuple[str, str, str]) -> list[dict[str, str]]:
    return [dict(zip(("istat_code", "year", "value"), cells, strict=True)) for cells in rows]


def import_layer(rows):
    return actions.import_layer(
        slug="fragility",
        name=Translated(it="Fragilità", en="Fragility"),
        unit=Translated(it="indice", en="index"),
        source="ISTAT",
        rows=rows,
        by=SYSTEM,
    )


def test_a_layer_gives_its_latest_values(bergamo):
    layer = import_layer(layer_rows(("16024", "2020", "1,5"), ("016091", "2021", "2.25")))
    areas = dict(Area.objects.values_list("istat_code", "id"))
    assert queries.layer_values(layer) == {areas["016091"]: 2.25}
    assert queries.layer_values(layer, year=2020) == {areas["016024"]: 1.5}


def test_importing_a_layer_again_replaces_values_of_the_same_area_and_year(bergamo):
    import_layer(layer_rows(("016024", "2020", "1"), ("016091", "2020", "7")))
    layer = import_layer(layer_rows(("016024", "2020", "2")))
    assert sorted(LayerValue.objects.values_list("value", flat=True)) == [2, 7]
    assert layer.source == "ISTAT"


def test_a_refused_layer_names_each_cell(bergamo):
    rows = layer_rows(
        ("016024", "2020", "1"), ("016024", "2020", "2"), ("1", "MMXX", "nan"), ("016091", "2020", "")
    )
    with pytest.raises(TableRefused) as refused:
        import_layer(rows)
    assert list(map(str, refused.value.faults)) == [
        "row 3, istat_code: 016024 has a value for 2020 above",
        "row 4, istat_code: 000001 is no area of this installation",
        "row 4, year: 'MMXX' is not a year",
        "row 4, value: 'nan' is not a number",
        "row 5, value: is empty",
    ]
    assert not LayerValue.objects.exists()


def test_a_zoning_of_a_known_kind_has_an_english_name(bergamo):
    row = {"zoning": "Ambiti", "zone_code": "1", "zone_name": "Uno", "istat_code": "016024", "kind": "ambito"}
    [zoning] = actions.import_zonings(territory=bergamo, rows=[row], source="a test", by=SYSTEM)
    assert (zoning.name.text("it"), zoning.name.text("en")) == ("Ambiti", "Social services areas")
