"""What is no longer offered is named as such for a while; what never was, never is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intreccio.actors.actions import add_site, change_verification, register_organisation
from intreccio.actors.merging import ORGANISATIONS, SITES
from intreccio.actors.rules.details import OrganisationDetails, SiteDetails
from intreccio.actors.rules.kinds import OrganisationKind, SiteKind
from intreccio.catalogue.actions import TextDraft, add_service, confirm, publish, update_freshness, withdraw
from intreccio.catalogue.merging import SERVICES
from intreccio.catalogue.rules.listing import DEFUNCT_DAYS, ListingState
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.duplicates.actions import merge
from tests.interchange.hsds.asking import client, get, ids

TOMBSTONE = {"id", "organization_id", "name", "status", "last_modified", "organization"}


def listed(**query: str) -> dict[str, str]:
    return {row["id"]: row["status"] for row in get("/hsds/services", query)["contents"]}


def test_a_withdrawn_service_is_defunct_for_a_while_and_then_gone(draft, today) -> None:
    service = add_service(draft=draft, by=SYSTEM)
    assert listed() == {str(service.pk): "active"}
    withdraw(service=service, reason="the group has ended", by=SYSTEM)
    assert listed() == {str(service.pk): "defunct"}
    assert get("/hsds/service_at_locations")["empty"]
    alone = get(f"/hsds/services/{service.pk}")
    assert set(alone) == TOMBSTONE
    assert get("/hsds/services", {"full": "true"})["contents"] == [alone]
    with clock.at(today + timedelta(days=DEFUNCT_DAYS, seconds=1)):
        assert listed() == {}
        assert client().get(f"/hsds/services/{service.pk}").status_code == 404


def test_a_service_published_again_is_active_again(draft, today) -> None:
    service = add_service(draft=draft, by=SYSTEM)
    withdraw(service=service, reason="a pause", by=SYSTEM)
    publish(service=service, by=SYSTEM)
    assert listed() == {str(service.pk): "active"}


def test_a_draft_is_never_named_not_even_when_it_is_withdrawn(draft, today) -> None:
    service = add_service(draft=draft, state=ListingState.DRAFT, by=SYSTEM)
    assert listed() == {}
    withdraw(service=service, reason="a mistake", by=SYSTEM)
    assert listed() == {}
    assert client().get(f"/hsds/services/{service.pk}").status_code == 404


def test_a_service_that_nobody_confirms_is_inactive_until_somebody_does(draft, today) -> None:
    service = add_service(draft=draft, by=SYSTEM)
    with clock.at(today + timedelta(days=600)):
        update_freshness()
        assert listed() == {str(service.pk): "inactive"}
        assert set(get(f"/hsds/services/{service.pk}")) == TOMBSTONE
        service.refresh_from_db()
        confirm(service=service, by=SYSTEM)
        assert listed() == {str(service.pk): "active"}


def test_what_ended_is_named_to_whoever_asks_for_changes_and_not_to_whoever_asks_for_contents(
    draft, today
) -> None:
    service = add_service(draft=draft, by=SYSTEM)
    with clock.at(today + timedelta(days=1)):
        withdraw(service=service, reason="the end", by=SYSTEM)
        assert listed(modified_after="2026-11-24") == {str(service.pk): "defunct"}
        assert listed(modified_after="2026-11-25T10:00:00Z") == {}
        assert listed(search="cammino") == listed(minimum_age="3") == {}
        assert listed(organization_id=str(draft.organisation.pk)) == {str(service.pk): "defunct"}


def test_nothing_of_an_organisation_that_is_not_seen_goes_out(draft, organisation, today) -> None:
    shown = add_service(draft=draft, by=SYSTEM)
    ended = add_service(draft=draft, by=SYSTEM)
    withdraw(service=ended, reason="the end", by=SYSTEM)
    for verb in ("doubt", "reject"):
        change_verification(organisation=organisation, verb=verb, reason="no such body", by=SYSTEM)
    for name in ("services", "service_at_locations", "organizations"):
        assert get(f"/hsds/{name}")["total_items"] == 0
    for path in (f"services/{shown.pk}", f"services/{ended.pk}", f"organizations/{organisation.pk}"):
        assert client().get(f"/hsds/{path}").status_code == 404


def test_services_of_a_merged_organisation_stand_under_the_one_that_counts(draft, organisation, today) -> None:
    service = add_service(draft=draft, by=SYSTEM)
    details = OrganisationDetails(name="Passo Lento Bergamo", kind=OrganisationKind.APS)
    other = register_organisation(details=details, by=SYSTEM)
    change_verification(organisation=other, verb="verify", by=SYSTEM)
    merge(kind=ORGANISATIONS, kept=other.pk, lost=organisation.pk, by=SYSTEM)
    assert ids(get("/hsds/organizations")) == [str(other.pk)]
    alone = get(f"/hsds/services/{service.pk}")
    assert alone["organization_id"] == alone["organization"]["id"] == str(other.pk)
    assert ids(get("/hsds/services", {"organization_id": str(other.pk)})) == [str(service.pk)]
    offered = get(f"/hsds/organizations/{other.pk}")["services"]
    assert [row["id"] for row in offered] == [str(service.pk)]


def test_of_two_listings_of_one_service_the_lost_one_is_defunct(draft, today) -> None:
    kept, lost = (add_service(draft=draft, by=SYSTEM) for _ in range(2))
    merge(kind=SERVICES, kept=kept.pk, lost=lost.pk, by=SYSTEM)
    assert listed() == {str(kept.pk): "active", str(lost.pk): "defunct"}


def test_a_service_at_two_records_of_one_place_is_held_there_once(draft, site, today) -> None:
    details = SiteDetails(kind=SiteKind.OFFICE, name="Sede operativa")
    twin = add_site(organisation=site.organisation, details=details, by=SYSTEM)
    service = add_service(draft=replace(draft, sites=(site, twin)), by=SYSTEM)
    merge(kind=SITES, kept=site.pk, lost=twin.pk, by=SYSTEM)
    held = get("/hsds/service_at_locations", {"full": "true"})["contents"]
    assert [row["location"]["id"] for row in held] == [str(site.pk)]
    alone = get(f"/hsds/services/{service.pk}")
    assert [row["location"]["id"] for row in alone["service_at_locations"]] == [str(site.pk)]


@pytest.mark.parametrize("order", [("active", "defunct")])
def test_new_services_come_after_those_that_others_have_paged_past(draft, today, order) -> None:
    first = [add_service(draft=draft, by=SYSTEM) for _ in range(4)]
    page = get("/hsds/services", {"per_page": 2})
    add_service(draft=replace(draft, texts={"it": TextDraft("Aaa")}), by=SYSTEM)
    withdraw(service=first[0], reason="the end", by=SYSTEM)
    every = get("/hsds/services", {"per_page": 100})["contents"]
    assert ids(page) == [str(service.pk) for service in first[:2]]
    assert [row["id"] for row in every][:3] == [str(service.pk) for service in first[1:]]
    assert tuple(dict.fromkeys(row["status"] for row in every)) == order
