"""Directories come in by the same pages: their source is said, what is in them is shown, table by table."""

import io
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intreccio.catalogue.models import Service, Source
from intreccio.kernel.files.models import StoredFile
from intreccio.kernel.imports.models import ImportRun
from tests.interchange.intake.directories import KIND, READER, organization, service, source

pytestmark = pytest.mark.usefixtures("own_database")
NEW = {"new-name": "Open data of the Region", "new-language": "it", "new-licence": "CC BY 4.0"}
ROWS = [organization("o1"), *(service(f"s{number}") for number in range(60))]


@pytest.fixture
def client(sign_in):
    return sign_in()


def upload(client, rows=ROWS, **said):
    READER.rows = rows
    file = io.BytesIO(b"rows")
    file.name = "directory.json"
    return client.post(reverse("import-new", args=[KIND.slug]), {"file": file, **said})


def url(page: str) -> str:
    """A page of the newest import."""
    return reverse(page, args=[ImportRun.objects.latest("created_at").pk])


@pytest.fixture
def checked(client, work):
    """Brings a directory of a source in and has it checked."""

    def checked(rows=ROWS, **said):
        upload(client, rows, source=source("feed", kind=KIND.slug).slug, **said)
        client.post(url("import-check"))
        work()
        return client.get(url("import-report"))

    return checked


def test_a_new_source_is_named_with_its_first_file(client):
    answer = upload(client, **NEW)
    run = ImportRun.objects.get()
    assert answer.url == reverse("import", args=[run.pk])
    named = Source.objects.get()
    assert (named.slug, named.kind, named.licence, run.source) == (
        "open-data-of-the-region",
        KIND.slug,
        "CC BY 4.0",
        "open-data-of-the-region",
    )
    page = client.get(answer.url)
    assert "Open data of the Region" in page.content.decode()
    assert [row.cells[1] for row in page.context["found"].rows] != []


def test_two_sources_of_one_name_are_two(client):
    upload(client, **NEW)
    upload(client, **NEW)
    assert [each.slug for each in Source.objects.all()] == [
        "open-data-of-the-region",
        "open-data-of-the-region-2",
    ]


def test_a_file_without_a_source_is_not_taken(client):
    answer = upload(client)
    assert answer.status_code == 422
    assert answer.context["form"].new_source.errors["name"]
    assert not ImportRun.objects.exists()


def test_a_file_that_is_refused_leaves_no_source_behind(client):
    READER.rows = ROWS
    file = io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    file.name = "picture.png"
    answer = client.post(reverse("import-new", args=[KIND.slug]), {"file": file, **NEW})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Source.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_known_source_is_chosen_and_a_part_is_only_a_part(client):
    source("feed", kind=KIND.slug)
    source("other", kind="another-kind")
    page = client.get(reverse("import-new", args=[KIND.slug]))
    assert [slug for slug, _ in page.context["form"].fields["source"].choices] == ["", "feed"]
    assert upload(client, source="feed", partial="on").status_code == 303
    run = ImportRun.objects.get()
    assert (run.source, run.partial) == ("feed", True)


def test_rows_are_counted_and_filtered_by_table(client, checked):
    page = checked()
    assert [tile.value for tile in page.context["tiles"]] == ["61", "0", "0", "0", "0"]
    tables = {choice.value: choice for choice in page.context["tables"].choices}
    assert {name: choice.count for name, choice in tables.items()} == {"organization": 1, "service": 60}
    services = client.get(tables["service"].url)
    assert len(services.context["rows"]) == 50
    assert [tile.value for tile in services.context["tiles"]] == ["60", "0", "0", "0", "0"]
    rest = client.get(services.context["pages"].next_url)
    assert len(rest.context["rows"]) == 10
    assert rest.context["pages"].next_url == ""
    assert {row.place.partition(",")[0] for row in rest.context["rows"]} == {"service.csv"}


def test_rows_are_found_by_their_words(client, checked):
    checked()
    found = client.get(url("import-report"), {"q": "service S59"})
    assert [row.name.label for row in found.context["rows"]] == ["Service s59"]
    assert "No row holds these words" in client.get(url("import-report"), {"q": "qqq"}).content.decode()


def test_a_search_through_many_rows_goes_on_where_it_stopped(client, checked, monkeypatch):
    monkeypatch.setattr("intreccio.kernel.imports.queries.LOOKED_THROUGH", 20)
    checked()
    page, seen = client.get(url("import-report"), {"q": "s5"}), []
    for _ in range(10):
        seen += [row.name.label for row in page.context["rows"]]
        if not page.context["pages"].next_url:
            break
        assert page.context["is_cut"]
        page = client.get(page.context["pages"].next_url)
    assert seen == [f"Service s{number}" for number in (5, *range(50, 60))]


def test_what_came_in_has_its_page_and_goes_again_with_undoing(client, checked, work):
    checked()
    client.post(url("import-apply"))
    work()
    ended = client.get(url("import"))
    assert ended.context["is_saved"]
    row = client.get(url("import-report"), {"table": "service"}).context["rows"][0]
    service_id = UUID(row.name.url.split("/")[2])
    assert Service.objects.filter(pk=service_id).exists()
    assert "Undo this import?" in client.get(ended.context["undo_url"]).content.decode()
    assert client.post(ended.context["undo_url"]).url == url("import")
    assert "Undoing directory.json" in client.get(url("import")).content.decode()
    work()
    assert "61 taken out" in client.get(url("import")).content.decode()
    assert not Service.objects.exists()
    assert client.get(url("import-report")).context["rows"][0].name.url == ""


def test_the_report_asks_no_more_for_many_rows(client, checked):
    def asked(rows):
        checked(rows, partial="on")
        with CaptureQueriesContext(connections["default"]) as queries:
            client.get(url("import-report"))
        return len(queries)

    asked(ROWS[:2])
    assert asked(ROWS[:2]) == asked(ROWS)
