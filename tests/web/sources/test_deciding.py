"""What a source leaves open is decided on its pages, one by one or all at once, and never by looking."""

import uuid

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Service, Source, SourceConflict, SourceRecord
from intreccio.kernel.actions import upkeep
from tests.interchange.intake.directories import KIND, applied, organization, service, source

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def client(sign_in):
    return sign_in()


def url(page: str, *more: str) -> str:
    return reverse(page, args=["feed", *more])


@upkeep
def change_here(names: dict[str, str]):
    """Somebody changes names of organisations, by their name at the source."""
    for there, here in names.items():
        Organisation.objects.filter(name=there).update(name=here)


@pytest.fixture
def disagreeing():
    """Organisations whose name was changed here, and then by the source."""

    def disagreeing(count: int = 2) -> Source:
        made = source(kind=KIND.slug)
        applied([organization(f"o{n}") for n in range(count)])
        change_here({f"Organisation o{n}": f"Ours {n}" for n in range(count)})
        applied([organization(f"o{n}", name=f"Theirs {n}") for n in range(count)])
        return made

    return disagreeing


@pytest.fixture
def gone():
    """Services and an organisation that their source has no more."""
    source(kind=KIND.slug)
    everything = [organization("o1"), organization("o2"), *(service(f"s{n}") for n in range(4))]
    applied(everything)
    applied([organization("o1"), service("s0")])


def names() -> set[str]:
    return set(Organisation.objects.filter(source="feed").values_list("name", flat=True))


def test_both_sides_stand_beside_each_other(client, disagreeing):
    disagreeing()
    page = client.get(url("source-conflicts"))
    first, second = page.context["things"]
    assert {first.conflicts[0].ours, second.conflicts[0].ours} == {"Ours 0", "Ours 1"}
    assert {first.conflicts[0].theirs, second.conflicts[0].theirs} == {"Theirs 0", "Theirs 1"}
    assert first.conflicts[0].field == "Name"
    assert first.name.url.startswith("/network/")


def test_one_is_decided_for_the_source_and_one_for_us(client, disagreeing):
    disagreeing()
    theirs, ours = SourceConflict.objects.order_by("theirs")
    page = url("source-conflicts")
    for conflict, decision in ((theirs, "theirs"), (ours, "ours")):
        answer = client.post(page, {"conflict": str(conflict.pk), "decision": decision}, follow=True)
        assert "Done." in answer.content.decode()
    assert names() == {"Theirs 0", "Ours 1"}
    assert "Nothing to decide" in client.get(page).content.decode()
    again = client.post(page, {"conflict": str(ours.pk), "decision": "theirs"}, follow=True)
    assert "It is decided already." in again.content.decode()
    assert names() == {"Theirs 0", "Ours 1"}


@pytest.mark.parametrize("sent", [{}, {"conflict": "x", "decision": "ours"}, {"conflict": str(uuid.uuid4())}])
def test_what_makes_no_sense_decides_nothing(client, disagreeing, sent):
    disagreeing()
    assert client.post(url("source-conflicts"), sent).status_code == 303
    assert SourceConflict.objects.filter(decision="open").count() == 2


@pytest.mark.parametrize(
    ("verdict", "left"), [("theirs", {"Theirs 0", "Theirs 1"}), ("ours", {"Ours 0", "Ours 1"})]
)
def test_all_are_decided_at_once_after_asking(client, disagreeing, work, verdict, left):
    disagreeing()
    question = client.get(url("source-settle-all", verdict))
    assert "2 fields" in question.content.decode()
    assert client.post(url("source-settle-all", verdict)).url == url("source-conflicts")
    client.post(url("source-settle-all", verdict))
    assert "It is being done" in client.get(url("source-conflicts")).content.decode()
    work()
    assert names() == left
    assert "Nothing to decide" in client.get(url("source-conflicts")).content.decode()


def test_what_is_gone_stays_until_it_is_withdrawn_or_kept(client, gone):
    page = client.get(url("source-vanished"))
    assert [thing.can_be_withdrawn for thing in page.context["things"]] == [False, True, True, True]
    assert Service.objects.filter(state="published").count() == 4
    organisation, first, second, _ = page.context["things"]
    for thing, decision in ((organisation, "keep"), (first, "withdraw"), (second, "keep")):
        client.post(url("source-vanished"), {"thing": thing.id, "decision": decision})
    assert Service.objects.filter(state="published").count() == 3
    assert [thing.key for thing in client.get(url("source-vanished")).context["things"]] == ["s3"]
    assert SourceRecord.objects.filter(settled_at__isnull=False).count() == 3


def test_all_that_is_gone_is_withdrawn_after_asking(client, gone, work):
    assert "4 things" in client.get(url("source-settle-all", "withdraw")).content.decode()
    client.post(url("source-settle-all", "withdraw"))
    work()
    assert Service.objects.filter(state="published").count() == 1
    assert "Nothing to settle" in client.get(url("source-vanished")).content.decode()


def test_only_those_who_import_decide(sign_in, disagreeing):
    disagreeing()
    steward = sign_in("steward")
    sent = {"conflict": str(SourceConflict.objects.first().pk), "decision": "theirs"}
    assert steward.post(url("source-conflicts"), sent).status_code == 403
    assert steward.post(url("source-vanished"), {}).status_code == 403
    assert steward.post(url("source-settle-all", "theirs")).status_code == 403
    assert sign_in().get(url("source-settle-all", "burn")).status_code == 404
    assert SourceConflict.objects.filter(decision="open").count() == 2


def test_pages_ask_no_more_for_many(client, disagreeing):
    def asked() -> int:
        with CaptureQueriesContext(connections["default"]) as queries:
            assert client.get(url("source-conflicts")).status_code == 200
        return len(queries)

    disagreeing(1)
    few = asked()
    disagreeing(12)
    assert asked() == few
