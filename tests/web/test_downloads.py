"""What a page finds can be taken along, all of it."""

import csv
import io
import json
import zipfile

import pytest
from django.test import Client
from openpyxl import load_workbook

from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Service
from intreccio.catalogue.search.find import find_all
from intreccio.catalogue.search.question import Question
from intreccio.web.downloads import views
from tests.web.conftest import VisitorOf

pytestmark = pytest.mark.usefixtures("demonstration")


def taken(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment;")
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]


def packaged(content: bytes, table: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert json.loads(archive.read("datapackage.json"))["profile"] == "tabular-data-package"
        return list(csv.DictReader(io.StringIO(archive.read(table).decode(), newline="")))


def test_pages_lead_to_files_with_the_filters_in_force(visitor: VisitorOf) -> None:
    page = visitor().get("/?what=cammino&free=yes").content.decode()
    for form in ("csv", "xlsx", "zip"):
        assert f'href="/download/services.{form}?what=cammino&amp;free=yes&amp;sort=relevance"' in page
    page = visitor().get("/network/?kind=foundation").content.decode()
    assert 'href="/download/organisations.csv?kind=foundation' in page


@pytest.mark.parametrize("query", ["", "what=cammino", "what=ginnastica&free=yes", "where=Dalmine&km=10"])
def test_every_form_holds_every_service_that_the_page_finds(visitor: VisitorOf, query: str) -> None:
    client = visitor()
    found = [row[-1] for row in rows(taken(client, f"/download/services.csv?{query}"))]
    assert len(found) == client.get(f"/?{query}").context["answer"].total > 20
    workbook = load_workbook(io.BytesIO(taken(client, f"/download/services.xlsx?{query}")))
    assert [row[-1].value for row in list(workbook.active.iter_rows())[1:]] == found
    package = packaged(taken(client, f"/download/services.zip?{query}"), "services.csv")
    assert {row["id"] for row in package} == set(found)


def test_the_best_stand_first_as_on_the_page(visitor: VisitorOf) -> None:
    client = visitor()
    page = client.get("/?what=ginnastica").context["answer"].results
    names = [row[0] for row in rows(taken(client, "/download/services.csv?what=ginnastica"))]
    assert names[: len(page)] == [result.name for result in page]


def test_every_form_holds_every_organisation_of_the_list(visitor: VisitorOf) -> None:
    client = visitor()
    foundations = {str(row.pk) for row in Organisation.objects.public().filter(kind="foundation")}
    found = rows(taken(client, "/download/organisations.csv?kind=foundation"))
    assert {row[-1] for row in found} == foundations
    package = taken(client, "/download/organisations.zip?kind=foundation")
    assert {row["id"] for row in packaged(package, "organizations.csv")} == foundations
    offered = Service.objects.filter(organisation__in=foundations, state="published")
    assert {row["id"] for row in packaged(package, "services.csv")} == {str(service.pk) for service in offered}
    walking = rows(taken(client, "/download/organisations.csv?q=passo+lento"))
    assert [row[0] for row in walking] == ["Passo Lento APS – gruppi di cammino"]


def test_who_reads_english_gets_english(visitor: VisitorOf) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en", HTTP_X_FORWARDED_PROTO="https")
    assert taken(client, "/download/services.csv").decode("utf-8-sig").startswith("Name;Organisation;")


def test_more_than_one_can_wait_for_is_refused_with_another_way(
    visitor: VisitorOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(views.MOST, "zip", 100)
    monkeypatch.setitem(views.MOST, "xlsx", 100)
    for form in ("zip", "xlsx"):
        answer = visitor().get(f"/download/services.{form}?free=yes")
        assert answer.status_code == 422
        assert 'href="/download/services.csv?free=yes"' in answer.content.decode()


def test_there_are_no_other_forms(visitor: VisitorOf) -> None:
    for path in ("services.exe", "organisations.pdf", "people.csv"):
        assert visitor().get(f"/download/{path}").status_code == 404
    assert visitor().post("/download/services.csv").status_code == 405


def test_all_that_is_found_is_what_paging_through_shows() -> None:
    for words in ("", "cammino", "ginnastica"):
        assert len(find_all(Question(words=words))) == len(set(find_all(Question(words=words))))
