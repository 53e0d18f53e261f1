"""An address that could endanger somebody is nowhere to be read but by the people of the place."""

import pytest
from django.db import IntegrityError, connection

from intreccio.actors import actions
from intreccio.actors.access import private_address, shown_municipality, viewer_for
from intreccio.actors.models import Site, SitePrivateAddress
from intreccio.actors.queries import sites_of
from intreccio.actors.rules.details import Address, SiteDetails
from intreccio.actors.rules.kinds import AddressVisibility, SiteKind
from intreccio.kernel.access import ANYBODY, NotFound
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from tests.actors.factories import ADDRESS, organisation, site, user

pytestmark = pytest.mark.django_db
HIDDEN = AddressVisibility.HIDDEN


def row_of(made: Site) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM actors_site s WHERE id = %s", [made.pk])
        return cursor.fetchone()[0]


def test_a_hidden_address_is_not_in_the_table_of_places():
    made = site(organisation("Lune Nuove"), visibility=HIDDEN)
    assert not any(part in row_of(made) for part in ("Pignolo", "24121", "45.7", "9.67", "scala"))


@pytest.mark.parametrize(
    "change", ["street = 'Via Pignolo'", "extra = 'B'", "postcode = '24121'", "lat = 45, lon = 9"]
)
@pytest.mark.parametrize("visibility", [HIDDEN, AddressVisibility.TOLD_AT_ENROLMENT])
def test_the_database_refuses_an_address_that_is_not_public(change, visibility):
    made = site(organisation("Lune Nuove"), visibility=visibility)

    @upkeep
    def leak():
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE actors_site SET {change} WHERE id = %s", [made.pk])

    with pytest.raises(IntegrityError, match="site_address_only_if_public"):
        leak()


def test_hiding_moves_the_address_and_publishing_brings_it_back():
    made = site(organisation())
    actions.hide_site_address(site=made, visibility=HIDDEN, by=SYSTEM)
    assert "Pignolo" not in row_of(made)
    assert SitePrivateAddress.objects.get(site=made).address().street == "Via Pignolo 1"
    actions.hide_site_address(site=made, visibility=AddressVisibility.TOLD_AT_ENROLMENT, by=SYSTEM)
    actions.publish_site_address(site=made, by=SYSTEM)
    made.refresh_from_db()
    assert (made.street, made.postcode, made.lat, made.lon) == ("Via Pignolo 1", "24121", 45.7, 9.67)
    assert not SitePrivateAddress.objects.exists()


def test_the_private_address_is_encrypted_at_rest():
    site(organisation(), visibility=HIDDEN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT street, coordinates, notes FROM actors_siteprivateaddress")
        assert not any(b"Pignolo" in bytes(cell) or b"45.7" in bytes(cell) for cell in cursor.fetchone())


def test_only_the_organisations_own_editors_read_it():
    shelter, network = organisation("Lune Nuove"), organisation("Ufficio")
    made = site(shelter, visibility=HIDDEN)
    for reader in (user((shelter, "steward")), user((shelter, "operator"))):
        assert private_address(viewer_for(reader), made) == ADDRESS
    others = (
        user(),
        user((network, "network-office")),
        user((network, "steward")),
        user((shelter, "link-worker")),
    )
    assert [private_address_or_none(viewer_for(one), made) for one in others] == [None] * 4
    assert private_address_or_none(ANYBODY, made) is None


def private_address_or_none(viewer, made):
    try:
        return private_address(viewer, made)
    except NotFound:
        return None


def test_editing_without_an_address_keeps_the_hidden_one():
    made = site(organisation(), visibility=HIDDEN)
    details = SiteDetails(kind=SiteKind.SHELTER, name="Casa")
    actions.edit_site(site=made, details=details, by=SYSTEM)
    assert SitePrivateAddress.objects.get(site=made).address() == ADDRESS
    actions.edit_site(site=made, details=details, address=Address(street="Via Nuova 2"), by=SYSTEM)
    assert SitePrivateAddress.objects.get(site=made).address() == Address(street="Via Nuova 2")
    assert "Nuova" not in row_of(made)


def test_lists_of_places_do_not_read_hidden_addresses(django_assert_num_queries):
    body = organisation()
    for _ in range(3):
        site(body, visibility=HIDDEN)
    with django_assert_num_queries(1) as queries:
        assert [one.street for one in sites_of(body)] == [None] * 3
    assert "siteprivateaddress" not in queries.captured_queries[0]["sql"]


def test_the_municipality_of_a_hidden_place_is_not_shown(bergamo):
    area = bergamo.areas.first()
    details = SiteDetails(kind=SiteKind.SHELTER, name="Casa", municipality_id=area.pk)
    made = actions.add_site(organisation=organisation(), details=details, visibility=HIDDEN, by=SYSTEM)
    assert shown_municipality(made) is None
    actions.publish_site_address(site=made, by=SYSTEM)
    assert shown_municipality(made) == area


def test_statistics_cannot_read_private_addresses_nor_members():
    with connection.cursor() as cursor:
        for table, may in (("site", True), ("siteprivateaddress", False), ("member", False)):
            cursor.execute(f"SELECT has_table_privilege('intreccio_statistics', 'actors_{table}', 'SELECT')")
            assert cursor.fetchone() == (may,)
