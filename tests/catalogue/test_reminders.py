"""A due listing is confirmed from a mail: one link, one button, once."""

import re
from datetime import timedelta

import pytest

from intreccio.accounts.actions import open_account
from intreccio.actors.actions import add_member, change_verification, mail_roots, register_organisation
from intreccio.actors.rules.details import OrganisationDetails
from intreccio.actors.rules.kinds import OrganisationKind
from intreccio.catalogue.actions import ServiceDraft, TextDraft, add_service, update_freshness
from intreccio.catalogue.models import Service
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.journal.sealing import seal
from intreccio.kernel.journal.verifying import SignedRoot, verify
from intreccio.kernel.models import JournalEntry, OutgoingMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    details = OrganisationDetails(name="Passo Lento", kind=OrganisationKind.APS)
    made = register_organisation(details=details, by=SYSTEM)
    return change_verification(organisation=made, verb="verify", by=SYSTEM)


@pytest.fixture
def steward(organisation):
    user = open_account(email="renato@example.org", name="Renato", by=SYSTEM)
    add_member(user=user, organisation=organisation, role="steward", by=SYSTEM)
    return user


@pytest.fixture
def service(organisation, steward):
    draft = ServiceDraft(organisation=organisation, texts={"it": TextDraft(name="Gruppo di cammino")})
    return add_service(draft=draft, by=SYSTEM)


@pytest.fixture
def later(service):
    with clock.at(clock.now() + timedelta(days=200)):
        yield


def link_in_the_mail() -> str:
    [message] = OutgoingMessage.objects.filter(kind="freshness-reminder")
    assert message.address == "renato@example.org"
    return re.search(r"http\S+?(/listings/\S+)", message.body)[1]


def test_a_due_listing_reminds_those_who_look_after_it_once(later):
    update_freshness()
    update_freshness()
    assert OutgoingMessage.objects.filter(kind="freshness-reminder").count() == 1


def test_opening_the_link_changes_nothing_and_the_button_confirms(later, client, service):
    update_freshness()
    link = link_in_the_mail()
    page = client.get(link)
    assert "Gruppo di cammino" in page.content.decode()
    assert Service.objects.get().freshness == "due"
    answer = client.post(link)
    assert answer.url == f"/services/{service.pk}/"
    assert Service.objects.get().freshness == "fresh"
    entry = JournalEntry.objects.get(event="catalogue.listing-confirmed")
    assert entry.user is None
    assert entry.organisation == service.organisation_id


def test_the_link_works_once_and_says_so_afterwards(later, client):
    update_freshness()
    link = link_in_the_mail()
    client.post(link)
    before = Service.objects.get().version
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
    assert Service.objects.get().version == before


def test_the_link_ends_after_its_days(later, client):
    update_freshness()
    link = link_in_the_mail()
    with clock.at(clock.now() + timedelta(days=61)):
        assert client.post(link).status_code == 410
    assert Service.objects.get().freshness == "due"


def test_a_forged_link_is_refused(client):
    assert client.get("/listings/confirm/forged/").status_code == 410


def test_auditors_get_the_newest_root_and_can_verify_with_it(organisation):
    auditor = open_account(email="franca@example.org", name="Franca", by=SYSTEM)
    add_member(user=auditor, organisation=organisation, role="auditor", by=SYSTEM)
    assert mail_roots() == 0
    seal()
    assert mail_roots() == 1
    [message] = OutgoingMessage.objects.filter(kind="journal-root")
    assert message.address == "franca@example.org"
    root = SignedRoot.from_line(message.body.splitlines()[-1])
    assert verify([root]).sound


def test_a_link_that_is_over_offers_a_new_one_and_sends_it_once_an_hour(later, client):
    update_freshness()
    link = link_in_the_mail()
    with clock.at(clock.now() + timedelta(days=61)):
        page = client.get(link)
        assert page.status_code == 410
        renewal = link.replace("/confirm/", "/renew/")
        assert renewal in page.content.decode()
        assert client.get(renewal).status_code == 405
        for _ in range(2):
            assert client.post(renewal).url == link
        assert OutgoingMessage.objects.filter(kind="freshness-reminder").count() == 2


def test_a_link_of_a_listing_that_was_confirmed_offers_nothing_and_sends_nothing(later, client):
    update_freshness()
    link = link_in_the_mail()
    client.post(link)
    assert "/renew/" not in client.get(link).content.decode()
    client.post(link.replace("/confirm/", "/renew/"))
    assert OutgoingMessage.objects.filter(kind="freshness-reminder").count() == 1


def test_a_forged_link_sends_nothing(client, service):
    assert client.post("/listings/renew/forged/").url == "/listings/confirm/forged/"
    assert not OutgoingMessage.objects.exists()
