"""Changes that the network office looks at before everybody sees them."""

import pytest
from django.test import Client

from intreccio.catalogue.actions import oversee
from intreccio.catalogue.models import Oversight, Proposal, Revision, Service
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.models import OutgoingMessage
from tests.web.conftest import VisitorOf
from tests.web.desk.sending import fields


@pytest.fixture
def overseen(service: Service) -> Service:

    oversee(organisation=service.organisation, on=True, by=SYSTEM)
    return service


@pytest.fixture
def office(visitor: VisitorOf) -> Client:
    return visitor("network-office")


def edit(client: Client, service: Service, **more: str):
    path = f"/desk/services/{service.pk}/edit/"
    return client.post(path, {**fields(client.get(path).content.decode()), **more})


def waiting(service: Service) -> Proposal:

    return Proposal.objects.get(service=service, state="waiting")


def public(service: Service) -> str:
    return Client(HTTP_ACCEPT_LANGUAGE="it").get(f"/services/{service.pk}/", secure=True).text


HOW = {"text-it-how_to": "Suona al cancello verde."}


def test_a_change_waits_and_is_shown_once_approved(steward, office, overseen):

    before = Service.objects.get(pk=overseen.pk)
    assert edit(steward, overseen, **HOW).status_code == 303
    assert "cancello verde" not in public(overseen)
    after = Service.objects.get(pk=overseen.pk)
    assert (after.version, after.confirmed_on) == (before.version, before.confirmed_on), (
        "as if nothing had happened"
    )
    proposal = waiting(overseen)
    page = office.get(f"/office/changes/{proposal.pk}/").text
    assert "Suona al cancello verde." in page
    answer = office.post(f"/office/changes/{proposal.pk}/", {"verb": "approve", "version": str(after.version)})
    assert answer.status_code == 303
    assert "cancello verde" in public(overseen)
    assert Revision.objects.filter(service=overseen.pk).latest("version").user == proposal.user, "who wrote it"


def test_it_is_sent_back_with_words_and_not_lost(steward, office, overseen):
    edit(steward, overseen, **HOW)
    proposal = waiting(overseen)
    assert office.post(f"/office/changes/{proposal.pk}/", {"verb": "return", "reason": ""}).status_code == 422
    office.post(f"/office/changes/{proposal.pk}/", {"verb": "return", "reason": "Quale cancello?"})
    assert "cancello verde" not in public(overseen)
    assert "Quale cancello?" in steward.get(f"/desk/services/{overseen.pk}/").text
    form = steward.get(f"/desk/services/{overseen.pk}/edit/?again=1").text
    assert "Suona al cancello verde." in form, "what was written is still there"

    assert OutgoingMessage.objects.filter(kind="proposal-settled").count() == 1


def test_one_change_waits_at_a_time_until_it_is_taken_back(steward, overseen):
    edit(steward, overseen, **HOW)
    second = edit(steward, overseen, **{"text-it-how_to": "Citofono 7."})
    assert second.status_code == 409
    assert "Citofono 7." in second.text, "what was typed stays"
    proposal = waiting(overseen)
    assert steward.get(f"/desk/changes/{proposal.pk}/").status_code == 200
    assert steward.post(f"/desk/changes/{proposal.pk}/take-back/").status_code == 303
    assert edit(steward, overseen, **{"text-it-how_to": "Citofono 7."}).status_code == 303


def test_groups_wait_too(steward, office, overseen):
    activity = overseen.activities.first()
    name = activity.texts.first().name
    steward.post(f"/desk/activities/{activity.pk}/remove/")
    assert name in public(overseen)
    proposal = waiting(overseen)
    version = Service.objects.get(pk=overseen.pk).version
    office.post(f"/office/changes/{proposal.pk}/", {"verb": "approve", "version": str(version)})
    assert not overseen.activities.filter(pk=activity.pk).exists()


def test_publishing_waits_and_withdrawing_does_not(steward, office, overseen):
    service = Service.objects
    steward.post(f"/desk/services/{overseen.pk}/withdraw/", {"reason": "Chiuso per lavori"})
    assert service.get(pk=overseen.pk).state == "withdrawn", "what may be wrong goes at once"
    assert edit(steward, overseen, **HOW).status_code == 303, "nobody finds it, so nobody waits"
    steward.post(f"/desk/services/{overseen.pk}/publish/")
    assert service.get(pk=overseen.pk).state == "withdrawn"
    version = service.get(pk=overseen.pk).version
    office.post(f"/office/changes/{waiting(overseen).pk}/", {"verb": "approve", "version": str(version)})
    assert service.get(pk=overseen.pk).state == "published"
    assert "cancello verde" in public(overseen)


def test_what_changed_since_is_looked_at_again(steward, office, overseen):
    edit(steward, overseen, **HOW)
    proposal = waiting(overseen)
    seen = Service.objects.get(pk=overseen.pk).version
    assert edit(office, overseen, **{"text-it-summary": "Detto dall'ufficio."}).status_code == 303
    office.post(f"/office/changes/{proposal.pk}/", {"verb": "approve", "version": str(seen)})
    assert waiting(overseen) == proposal, "the office has not seen this difference"


def test_only_the_office_decides_and_only_keepers_see(steward, visitor, office, overseen):
    edit(steward, overseen, **HOW)
    proposal = waiting(overseen)
    assert steward.get(f"/office/changes/{proposal.pk}/").status_code == 403
    assert steward.post(f"/network/{overseen.organisation_id}/members/oversight/").status_code == 403
    assert visitor("link-worker").get(f"/desk/changes/{proposal.pk}/").status_code in (403, 404)
    assert "Modifiche da guardare" in office.get("/office/").text
    office.post(f"/network/{overseen.organisation_id}/members/oversight/", {"on": ""})

    assert not Oversight.objects.filter(organisation=overseen.organisation_id).exists()
