"""Sources are listed with what is to be done about them, described, and edited."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from intreccio.catalogue.models import Source
from intreccio.kernel.journal.models import JournalEntry
from tests.interchange.intake.directories import applied, organization, service, source

pytestmark = pytest.mark.django_db
SAID = {"name": "Open data", "language": "en", "licence": "CC BY 4.0", "url": "example.org"}


def test_sources_say_what_they_told_and_what_is_to_be_settled(sign_in):
    source(kind="test-directory")
    everything = [organization(f"o{n}") for n in range(4)] + [service(f"s{n}", of="o1") for n in range(4)]
    applied(everything)
    applied([organization("o1"), service("s1")])
    page = sign_in().get(reverse("sources"))
    (line,) = page.context["table"].rows
    assert line.cells[:2] == ["Feed", "Test"]
    assert line.cells[3:6] == ["2", "0", "6"]
    shown = sign_in().get(line.url)
    assert len(shown.context["runs"].rows) == 2
    assert "Gone from it, to settle" in shown.content.decode()


def test_the_list_asks_no_more_for_many_sources(sign_in):
    client = sign_in()

    def asked():
        with CaptureQueriesContext(connections["default"]) as queries:
            assert client.get(reverse("sources")).status_code == 200
        return len(queries)

    source("one")
    few = asked()
    for number in range(10):
        source(f"more-{number}")
    assert asked() == few


def test_a_source_is_changed_on_its_page(sign_in):
    found = source(vouched=False)
    client = sign_in()
    address = "https://example.org/feed.zip"
    sent = {**SAID, "vouched": "on", "active": "on", "address": address, "every_hours": "24"}
    assert client.post(reverse("source-edit", args=[found.slug]), sent).status_code == 303
    found.refresh_from_db()
    assert (found.name, found.vouched, found.every_hours, found.url) == (
        "Open data",
        True,
        24,
        "https://example.org",
    )
    assert "Every day" in client.get(reverse("source", args=[found.slug])).content.decode()
    assert JournalEntry.objects.filter(event="catalogue.source-edited").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"url": "no address"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"name": "n" * 201}, "name"),
        ({"address": "/etc/passwd"}, "address"),
        ({"address": "file:///etc/passwd"}, "address"),
        ({"every_hours": "24"}, "address"),
        ({"every_hours": "5"}, "every_hours"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_changes_nothing(sign_in, wrong, field):
    found = source()
    answer = sign_in().post(reverse("source-edit", args=[found.slug]), {**SAID, **wrong})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert Source.objects.get().name == "Feed"


def test_only_those_who_verify_may_say_that_a_source_is_vouched_for(sign_in):
    found = source(vouched=False)
    planner = sign_in("planning-office")
    url = reverse("source-edit", args=[found.slug])
    assert "vouched" not in planner.get(url).content.decode()
    planner.post(url, {**SAID, "vouched": "on"})
    found.refresh_from_db()
    assert (found.name, found.vouched) == ("Open data", False)


@pytest.mark.parametrize("page", ["source", "source-edit", "source-conflicts", "source-vanished"])
def test_pages_of_sources_are_for_those_who_import(sign_in, client, page):
    found = source()
    url = reverse(page, args=[found.slug])
    assert client.get(url).url.startswith("/accounts/login/")
    assert sign_in("steward").get(url).status_code == 403
    assert sign_in("planning-office").get(url).status_code == 200
    assert sign_in().get(reverse(page, args=["nothing"])).status_code == 404


def test_a_feed_is_fetched_when_somebody_asks(sign_in):
    found = source(address="https://example.org/feed.zip")
    client = sign_in()
    page = reverse("source", args=[found.slug])
    assert "Fetch it now" in client.get(page).content.decode()
    for _ in range(2):
        assert client.post(reverse("source-fetch", args=[found.slug])).url == page
    assert ProcrastinateJob.objects.filter(task_name="interchange.read_feed").count() == 1
    assert "It is being fetched" in client.get(page).content.decode()
    assert sign_in("steward").post(reverse("source-fetch", args=[found.slug])).status_code == 403


def test_what_went_wrong_with_a_feed_is_told(sign_in):
    problem = {"it": "Non risponde.", "en": "It does not answer."}
    found = source(address="https://example.org/feed.zip", fetched="failed", fetch_problem=problem)
    shown = sign_in().get(reverse("source", args=[found.slug])).content.decode()
    assert "The last fetch failed" in shown
    assert "It does not answer." in shown


def test_a_source_without_an_address_is_not_fetched(sign_in):
    found = source()
    client = sign_in()
    assert "Fetch it now" not in client.get(reverse("source", args=[found.slug])).content.decode()
    client.post(reverse("source-fetch", args=[found.slug]))
    assert not ProcrastinateJob.objects.filter(task_name="interchange.read_feed").exists()
