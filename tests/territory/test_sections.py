"""Parts of municipalities come as GeoJSON and are areas like any other."""

import pytest

from intreccio.kernel.acting import SYSTEM
from intreccio.territory import actions, queries
from intreccio.territory.models import Area
from intreccio.territory.rules import AreaKind
from intreccio.territory.tables import TableRefused

pytestmark = pytest.mark.django_db


def square(west: float, south: float) -> list[list[list[float]]]:
    east, north = west + 0.01, south + 0.01
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(istat_code, coordinates=None, kind="Polygon", **properties):
    return {
        "type": "Feature",
        "properties": {"istat_code": istat_code, **properties},
        "geometry": {"type": kind, "coordinates": square(9.67, 45.69) if coordinates is None else coordinates},
    }


def load(*features) -> int:
    return actions.import_sections(
        collection={"type": "FeatureCollection", "features": features and list(features)}, by=SYSTEM
    )


def test_a_point_finds_its_section_and_still_its_municipality(bergamo):
    load(
        feature("0160240000001", name="Città Alta", population=2500),
        feature("0160240000002", [square(9.68, 45.69)], "MultiPolygon"),
    )
    section = queries.area_at(45.695, 9.675, kind=AreaKind.SECTION)
    assert (section.name, section.population, section.parent.name) == ("Città Alta", 2500, "Bergamo")
    assert section.province_short == "BG"
    assert queries.area_at(45.695, 9.675).istat_code == "016024"
    assert queries.area_at(45.695, 9.685, kind=AreaKind.SECTION).name == "0160240000002"


def test_sections_are_not_municipalities_of_the_territory(bergamo):
    load(feature("0160240000001", name="Città Alta"))
    assert bergamo.areas.count() == 243
    assert "Città Alta" not in [area.name for area in queries.areas_matching("città alta")]


def test_importing_again_replaces_and_keeps_the_identity(bergamo):
    load(feature("0160240000001", name="Città Alta"))
    before = Area.objects.get(name="Città Alta").id
    load(feature("0160240000001", square(9.6, 45.6), name="Colli"))
    after = Area.objects.get(kind=AreaKind.SECTION)
    assert (after.id, after.name, after.west) == (before, "Colli", 9.6)


def test_refused_features_are_named_and_change_nothing(bergamo):
    metres = [[[553000, 5060000], [553100, 5060000], [553100, 5060100], [553000, 5060000]]]
    with pytest.raises(TableRefused) as refused:
        load(
            feature("0160240000001"),
            feature("0160240000001"),
            feature(160240000002),
            feature("0151460000001"),
            feature("0160240000003", population="many"),
            feature("0160240000004", metres),
            feature("0160240000005", square(9.67, 45.69)[0], "LineString"),
            feature("0160240000006", [square(9.67, 45.69)[0][:-1]]),
        )
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [
        (2, "istat_code"), (3, "istat_code"), (4, "istat_code"), (5, "population"),
        (6, "geometry"), (7, "geometry"), (8, "geometry"),
    ]  # fmt: skip
    assert not Area.objects.filter(kind=AreaKind.SECTION).exists()


@pytest.mark.parametrize("collection", [{}, [], {"features": []}, {"features": "none"}])
def test_what_is_no_feature_collection_is_refused(db, collection):
    with pytest.raises(TableRefused, match="FeatureCollection"):
        actions.import_sections(collection=collection, by=SYSTEM)
