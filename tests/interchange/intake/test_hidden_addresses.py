"""An address that its steward hides comes back through no directory, and stays in nothing that one left behind."""

import json

import pytest
from django.db import connection

from intreccio.actors.actions import hide_site_address, publish_site_address
from intreccio.actors.models import Site, SitePrivateAddress
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports import actions
from tests.interchange.intake.directories import applied, checked, held, location, organization, service, source

pytestmark = pytest.mark.django_db

SECRET = "12 Quiet Lane"


def address(of="l1", street=SECRET, key="a1"):
    return "address", {"id": key, "location_id": of, "address_1": street, "city": "Bath", "postal_code": "BA1 1AA",
                       "country": "GB", "address_type": "physical"}  # fmt: skip


ROWS = [
    organization(),
    location(latitude=51.3816543, longitude=-2.36, description=f"Ring at {SECRET}"),
    address(),
    address(key="a2"),
    ("phone", {"id": "1", "location_id": "l1", "number": "+4411111"}),
    service(),
    held(),
]


@pytest.fixture(autouse=True)
def hidden(db):
    source()
    applied(ROWS)
    return hide_site_address(site=Site.objects.get(), visibility=AddressVisibility.HIDDEN, by=SYSTEM)


def clear_text():
    """All that any table holds in clear."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = ""
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(row::text, chr(10)), '') FROM \"{table}\" AS row")
            found += cursor.fetchone()[0]
    return found


def test_hiding_takes_the_address_out_of_everything_the_source_left():
    assert SECRET not in clear_text()
    assert "51.3816543" not in clear_text()
    assert SitePrivateAddress.objects.get().address().street == SECRET


def test_reading_the_source_again_does_not_bring_it_back():
    run = applied(ROWS)
    assert (run.new, run.changed) == (0, 0)
    site = Site.objects.get()
    assert (site.visibility, site.street, site.lat) == ("hidden", None, None)
    assert SECRET not in clear_text()
    assert "keeps this address" in json.dumps(list(run.rows.get(table="location").notes))


def test_a_change_of_the_address_is_not_taken_either_nor_is_anything_else_of_the_place():
    applied([organization(), location(name="Refuge", latitude=1, longitude=2), address(street="13 Quiet Lane"),
             service(), held()])  # fmt: skip
    assert "13 Quiet Lane" not in clear_text()
    assert SitePrivateAddress.objects.get().address().street == SECRET
    assert Site.objects.get().name == "Place l1"


def test_the_same_place_under_another_key_comes_hidden_and_without_an_address():
    applied(
        [*ROWS, location("l9", latitude=51.3816543, longitude=-2.36), address("l9", key="a9"), held("s1", "l9")]
    )
    again = Site.objects.get(name="Place l9")
    assert (again.visibility, again.street, again.lat) == ("hidden", None, None)
    assert SECRET not in clear_text()


def test_refused_rows_of_it_say_nothing_either():
    checked([*ROWS[:3], address(street=f"{SECRET}!", key="a1"), service(), held()])
    assert SECRET not in clear_text()


def test_undoing_the_import_that_brought_it_shows_nothing():
    publish_site_address(site=Site.objects.get(), by=SYSTEM)
    run = applied([organization(), location(latitude=51.39, longitude=-2.36), address(street="14 Quiet Lane"),
                   service(), held()])  # fmt: skip
    hide_site_address(site=Site.objects.get(), visibility=AddressVisibility.HIDDEN, by=SYSTEM)
    actions.undo(run=run, by=SYSTEM)
    assert "Quiet Lane" not in clear_text()
