"""What directories say is read in words: no codes, no identifiers, no address of a refuge."""

import pytest

from intreccio.actors.actions import hide_site_address
from intreccio.actors.models import Site
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.models import Service
from intreccio.interchange.intake.saying import in_words
from intreccio.kernel.acting import SYSTEM
from tests.interchange.intake.directories import applied, held, location, organization, service, source

pytestmark = pytest.mark.django_db
UNKNOWN = "0190c0de-0000-7000-8000-000000000000"


def said(language="en", **values):
    return {name: text.text(language) for name, text in in_words([values])[0].items()}


def test_hours_prices_and_codes_are_words():
    openings = [{"rule": "FREQ=WEEKLY;BYDAY=MO,TU", "opens_at": "09:00:00", "closes_at": "12:30:00"}]
    assert said(openings=openings)["openings"] == "Monday and Tuesday, 9:00–12:30"
    assert said("it", **openings[0]) == {"openings": "Lunedì e martedì, 9:00–12:30"}
    costs = [{"kind": "amount", "cents": 1250, "currency": "EUR", "note": {"en": "a month"}}, {"kind": "free"}]
    assert said(costs=costs)["costs"] == "12.50 EUR – a month; free of charge"
    assert said(ages={"min": 6, "max": 12}, state="published") == {
        "ages": "from 6 to 12 years",
        "state": "published",
    }
    assert said("it", languages=[{"code": "ar"}, {"code": "xx"}])["languages"] == "arabo; xx"
    assert said(phones=[{"number": "+39035123456", "kind": "voice"}])["phones"] == "+39035123456"


def test_what_makes_no_sense_is_said_as_it_stands():
    assert "noon" in said(openings=[{"opens_at": "noon"}])["openings"]
    assert said(_kept={"x": 1}, name="", url=None) == {}


def test_identifiers_have_names_and_none_where_nothing_is_there():
    source()
    applied([organization(), location(), service(), held()])
    there = Service.objects.get()
    site = Site.objects.get()
    words = said(organization=str(there.organisation_id), sites=[{"site": str(site.pk)}], unit=UNKNOWN)
    assert words == {"organization": "Organisation o1", "sites": "Place l1"}


def test_a_refuge_is_not_named():
    source()
    applied([organization(), location(), service(), held()])
    site = Site.objects.get()
    hide_site_address(site=site, visibility=AddressVisibility.HIDDEN, by=SYSTEM)
    assert said(sites=[{"site": str(site.pk)}]) == {"sites": "a confidential place"}


def test_names_are_looked_up_once_for_many_rows(django_assert_num_queries):
    source()
    applied([organization(), location(), service(), held()])
    row = {
        "organization": str(Service.objects.get().organisation_id),
        "sites": [{"site": str(Site.objects.get().pk)}],
    }
    with django_assert_num_queries(2):
        in_words([row] * 50)
