"""A territory is made of shipped municipalities; doing it again changes nothing."""

import pytest
from django.db import IntegrityError, transaction

from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.journal.models import JournalEntry
from intreccio.territory import actions, shipped
from intreccio.territory.models import Area, Population, Territory, ZoneArea
from intreccio.territory.rules import Sex

pytestmark = pytest.mark.django_db


def test_the_province_of_bergamo_has_its_municipalities_and_residents(bergamo):
    assert bergamo.areas.count() == 243
    assert sum(bergamo.areas.values_list("population", flat=True)) == 1_103_768
    assert Population.objects.count() == 243 * 21 * 2


def test_the_total_of_a_municipality_is_the_sum_of_its_bands(bergamo):
    city = Area.objects.get(istat_code="016024")
    assert city.population == sum(city.residents.values_list("number", flat=True)) == 119_534
    assert city.residents.get(sex=Sex.FEMALE, age_from=100).number == 71


def test_adding_again_changes_nothing_and_says_nothing(bergamo):
    before = JournalEntry.objects.count()
    again = actions.add_territory(name="Provincia di Bergamo", province="Bergamo", by=SYSTEM)
    assert again == bergamo
    assert Area.objects.count() == 243
    assert JournalEntry.objects.count() == before


def test_a_territory_grows_by_codes(bergamo):
    actions.add_territory(name="Provincia di Bergamo", codes=["013040", "016024"], by=SYSTEM)
    assert bergamo.areas.count() == 244
    assert [zone.code for zone in bergamo.zonings.get(slug="province").zones.all()] == ["013", "016"]
    entry = JournalEntry.objects.filter(event="territory.territory-extended").latest("pk")
    assert entry.data == {"territory": str(bergamo.id), "areas": 1}


def test_two_territories_share_an_area(bergamo):
    valley = actions.add_territory(name="Val di Scalve", codes=["016012", "016078"], by=SYSTEM)
    assert Area.objects.count() == 243
    assert Area.objects.get(istat_code="016078").territories.count() == 2
    assert valley.timezone == "Europe/Rome"


def test_a_municipality_without_a_count_has_no_population_rather_than_none_living_there(db):
    actions.add_territory(name="Misiliscemi", codes=["081025"], by=SYSTEM)
    assert Area.objects.get().population is None
    assert not Population.objects.exists()


def test_naples_keeps_its_letters(db):
    territory = actions.add_territory(name="Napoli", province="NA", by=SYSTEM)
    assert territory.areas.filter(province_short="NA").count() == 92


def test_an_unknown_province_leaves_nothing_behind(db):
    with pytest.raises(shipped.NoSuchPlace):
        actions.add_territory(name="Padania", province="Padania", by=SYSTEM)
    assert not Territory.objects.exists()


def test_the_database_refuses_a_zone_of_another_zoning(bergamo):
    provinces, regions = bergamo.zonings.get(slug="province"), bergamo.zonings.get(slug="region")

    @actions.action
    def misplace(*, by) -> None:
        ZoneArea.objects.filter(zoning=provinces).update(zone=regions.zones.get())
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="zonearea_zone_of_zoning"):
        misplace(by=SYSTEM)
