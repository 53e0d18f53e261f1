"""A point finds its municipality, a few letters find a name."""

import pytest

from intreccio.kernel.acting import SYSTEM
from intreccio.territory import actions, queries
from intreccio.territory.models import Area

pytestmark = pytest.mark.django_db


def code_at(lat: float, lon: float) -> str | None:
    area = queries.area_at(lat, lon)
    return area and area.istat_code


def names(text: str, **options) -> list[str]:
    return [str(area) for area in queries.areas_matching(text, **options)]


def test_a_point_in_bergamo_is_in_bergamo(bergamo):
    assert code_at(45.6983, 9.6773) == "016024"


def test_every_municipality_is_found_at_its_own_point(bergamo):
    for area in bergamo.areas.defer("boundary"):
        assert code_at(area.lat, area.lon) == area.istat_code


def test_a_point_in_no_municipality_finds_none(bergamo):
    assert code_at(45.4642, 9.19) is None
    assert code_at(0, 0) is None


def test_san_marino_and_the_vatican_are_in_no_italian_municipality(db):
    actions.add_territory(name="Rimini", province="RN", by=SYSTEM)
    actions.add_territory(name="Pesaro e Urbino", province="PU", by=SYSTEM)
    actions.add_territory(name="Roma", codes=["058091"], by=SYSTEM)
    assert code_at(43.9424, 12.4578) is None
    assert code_at(41.9030, 12.4530) is None
    assert code_at(41.8902, 12.4922) == "058091"
    assert code_at(44.0594, 12.5683) == "099014"


def test_an_exclave_and_an_island_belong_to_their_municipality(db):
    actions.add_territory(name="Como", province="CO", by=SYSTEM)
    actions.add_territory(name="Isole", codes=["084020"], by=SYSTEM)
    assert code_at(45.9695, 8.9720) == "013040"
    assert code_at(35.8610, 12.8675) == "084020"
    assert code_at(35.5085, 12.6010) == "084020"


def test_the_same_border_point_finds_the_same_area_every_time(bergamo):
    lon, lat = Area.objects.get(istat_code="016024").boundary[0][0][5]
    assert len({code_at(lat, lon) for _ in range(5)}) == 1


def test_whole_names_come_before_beginnings_and_these_before_the_rest(bergamo):
    found = names("alb")
    assert found[:2] == ["Albino", "Albano Sant'Alessandro"]
    assert names("Bergamo")[0] == "Bergamo"


def test_accents_capitals_and_apostrophes_are_forgiven(bergamo):
    assert names("cene") == names("CÈNE")
    assert names("sant omobono")[0] == "Sant'Omobono Terme"
    assert names("dalmíne")[0] == "Dalmine"


def test_a_misspelt_name_is_found(bergamo):
    assert names("treviglo")[0] == "Treviglio"
    assert names("romano lombardia")[0] == "Romano di Lombardia"
    assert names("clusne")[0] == "Clusone"


def test_a_name_is_found_in_every_official_language(db):
    actions.add_territory(name="Alto Adige", province="BZ", by=SYSTEM)
    assert names("Bozen")[0] == "Bolzano/Bozen"
    assert names("weinstrasse")
    assert names("innichen")[0] == "San Candido/Innichen"


def test_nonsense_and_nothing_find_nothing(bergamo):
    assert names("") == names(" - ") == []
    assert names("xqzwkj") == []
    assert names("%") == names("|") == []


def test_a_search_can_stay_in_one_territory(bergamo):
    milan = actions.add_territory(name="Milano", province="MI", by=SYSTEM)
    assert "Bergamo" not in names("bergamo", territory=milan)
    assert len(names("a", limit=3)) == 3


def test_finding_takes_one_query_and_does_not_load_boundaries(bergamo, django_assert_num_queries):
    with django_assert_num_queries(1):
        areas = queries.areas_matching("ber")
        assert [area.name for area in areas]
    assert "boundary" in areas[0].get_deferred_fields()
