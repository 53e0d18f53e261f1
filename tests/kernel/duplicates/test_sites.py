"""Two records of one place."""

from dataclasses import replace

import pytest

from intreccio.actors import actions
from intreccio.actors.access import site_for
from intreccio.actors.merging import SITES
from intreccio.actors.models import Site, SitePrivateAddress
from intreccio.actors.rules.details import Address
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.actions import (
    ActivityDraft,
    OpeningDraft,
    ServiceDraft,
    TextDraft,
    add_service,
    edit_service,
)
from intreccio.catalogue.models import Activity, Schedule
from intreccio.kernel.access import ANYBODY
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.duplicates.actions import find_duplicates, merge, undo
from intreccio.kernel.duplicates.models import Duplicate, Merge
from intreccio.kernel.refusing import Refused
from tests.actors.factories import ADDRESS, organisation, site
from tests.kernel.duplicates.making import TIMING, service
from tests.kernel.duplicates.snapshots import snapshot


@pytest.fixture
def body(db):
    return organisation("Passo Lento")


def two(body):
    """Two sites of a body; a service at both, with hours at each, and a group at the second."""
    kept, lost = site(body, address=Address()), site(body)
    add_service(
        draft=ServiceDraft(
            organisation=body,
            texts={"it": TextDraft(name="Ascolto")},
            sites=(kept, lost),
            openings=(OpeningDraft(TIMING, kept), OpeningDraft(TIMING, lost)),
        ),
        activities=[ActivityDraft(texts={"it": ("Gruppo", "")}, site=lost)],
        by=SYSTEM,
    )
    service(body, "Pranzo", sites=(lost,))
    return kept, lost


def join(kept, lost):
    return merge(kind=SITES, kept=kept.pk, lost=lost.pk, by=SYSTEM)


def test_what_was_held_at_one_is_held_at_the_other(body):
    kept, lost = two(body)
    join(kept, lost)
    assert {row.site_id for model in (Activity, Schedule) for row in model.objects.all()} == {kept.pk}
    assert kept.at_services.count() == 2
    assert [list(one.sites.all()) for one in body.services.all()] == [[kept], [kept]]


def test_the_kept_place_takes_over_the_address_as_a_whole(body):
    kept, lost = two(body)
    join(kept, lost)
    kept.refresh_from_db()
    assert (kept.street, kept.postcode, kept.lat) == ("Via Pignolo 1", "24121", 45.7)


def test_undoing_restores_every_table_exactly(body):
    pair = two(body)
    before = snapshot()
    undo(merge=join(*pair), by=SYSTEM)
    assert snapshot() == before


def test_a_merged_place_is_in_no_list_and_leads_to_the_kept_one(body):
    kept, lost = two(body)
    join(kept, lost)
    assert list(body.sites.all()) == [kept]
    assert list(Site.objects.all()) == [kept]
    assert site_for(ANYBODY, lost.pk) == kept


def test_a_service_rewritten_since_keeps_a_merge_from_being_undone(body):
    kept, lost = two(body)
    merged = join(kept, lost)
    draft = ServiceDraft(organisation=body, texts={"it": TextDraft(name="Pranzo")}, sites=(kept,))
    edit_service(service=body.services.get(texts__name="Pranzo"), draft=draft, by=SYSTEM)
    with pytest.raises(Refused, match="places of services"):
        undo(merge=merged, by=SYSTEM)


@pytest.mark.parametrize("visibility", [AddressVisibility.HIDDEN, AddressVisibility.TOLD_AT_ENROLMENT])
def test_a_place_whose_address_is_not_public_is_neither_compared_nor_merged(body, visibility):
    one, other = site(body), site(body, visibility=visibility)
    find_duplicates(kind=SITES)
    assert not Duplicate.objects.exists()
    for pair in ((one, other), (other, one)):
        with pytest.raises(Refused, match="public"):
            join(*pair)


def test_hiding_the_kept_place_hides_the_address_in_what_was_merged_into_it(body):
    kept, middle, lost = site(body), site(body), site(body)
    join(middle, lost)
    join(kept, middle)
    kept.refresh_from_db()
    actions.hide_site_address(site=kept, visibility=AddressVisibility.HIDDEN, by=SYSTEM)
    assert not Site._base_manager.exclude(street=None, lat=None).exists()
    assert SitePrivateAddress.objects.count() == 3


def test_undoing_shows_no_address_that_was_hidden_since(body):
    kept, lost = two(body)
    merged = join(kept, lost)
    kept.refresh_from_db()
    actions.hide_site_address(site=kept, visibility=AddressVisibility.HIDDEN, by=SYSTEM)
    undo(merge=merged, by=SYSTEM)
    assert {one.visibility for one in Site.objects.all()} == {AddressVisibility.HIDDEN}
    assert not Site.objects.exclude(street=None).exists()


def test_what_is_kept_of_a_merge_holds_no_address(body):
    kept, lost = two(body)
    join(kept, lost)
    kept_of_it = str(Merge.objects.values().get())
    assert not any(part in kept_of_it for part in ("Pignolo", "24121", "45.7", "scala B"))


def test_one_address_of_one_body_is_proposed_and_another_is_not(body):
    site(body)
    site(body)
    site(body, address=replace(ADDRESS, street="Via Broseta 12", coordinates=None))
    find_duplicates(kind=SITES)
    assert Duplicate.objects.count() == 1
