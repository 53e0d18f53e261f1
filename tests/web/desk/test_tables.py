"""Many listings at once: download, change, upload, look, apply; what cannot be taken says why."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from intreccio.catalogue.models import Revision, Service
from tests.web.desk.sending import fields, said


@pytest.fixture
def address(service) -> str:
    return f"/desk/organisations/{service.organisation_id}/"


@pytest.fixture
def book(steward, address):
    answer = steward.get(f"{address}services.xlsx")
    return load_workbook(BytesIO(answer.content))


def sent(book, name: str = "servizi.xlsx") -> dict:
    file = BytesIO()
    book.save(file)
    return {"file": SimpleUploadedFile(name, file.getvalue())}


def line_of(book, service) -> tuple:
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    [row] = [row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == str(service.pk)]
    return sheet, row, columns


def test_a_table_sent_back_unchanged_changes_nothing(steward, address, book):
    page = said(steward.post(f"{address}upload/", sent(book)))
    assert "Non c'è nulla da salvare" in page


def test_changed_cells_are_shown_then_saved_all_at_once(steward, address, book, service):
    sheet, row, columns = line_of(book, service)
    sheet.cell(row, columns["Telefono"]).value = "035 333333"
    sheet.cell(row, columns["Orari"]).value = "ven 9-12"
    sheet.cell(row, columns["In una frase"]).value = "<i>Ci si siede in cerchio.</i>"
    answer = steward.post(f"{address}upload/", sent(book))
    page = answer.content.decode()
    assert "&lt;i&gt;Ci si siede" in page
    assert not Revision.objects.filter(service=service.pk).exists()
    assert (
        steward.post(f"{address}upload/", {"changes": fields(page, named="changes")["changes"][0]}).url == "/desk/"
    )
    changed = Service.objects.get(pk=service.pk)
    assert changed.phone == "+39035333333"
    assert Revision.objects.filter(service=service.pk).count() == 1
    again = steward.post(
        f"{address}upload/", {"changes": fields(page, named="changes")["changes"][0]}, follow=True
    )
    assert "nel frattempo" in said(again)
    assert Revision.objects.filter(service=service.pk).count() == 1


def test_wrong_cells_say_why_and_the_good_lines_go_on(steward, address, book, service):
    sheet, row, columns = line_of(book, service)
    sheet.cell(row, columns["Orari"]).value = "boh"
    sheet.cell(row, columns["Età minima"]).value = "900"
    sheet.append(["00000000-0000-7000-8000-000000000000", "1", "Di altri"])
    page = said(steward.post(f"{address}upload/", sent(book)))
    assert "Orari: " in page
    assert "da 0 a 130" in page
    assert "Nessuna scheda di questo ente" in page


def test_a_table_that_is_older_than_the_listing_is_refused(steward, address, book, service):
    steward.post(f"/desk/services/{service.pk}/confirm/", {"version": service.version})
    sheet, row, columns = line_of(book, service)
    sheet.cell(row, columns["Telefono"]).value = "035 333333"
    assert "scaricala di nuovo" in said(steward.post(f"{address}upload/", sent(book)))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", b"Nome;Cognome\nA;B\n", b"PK\x03\x04 half"])
def test_other_files_are_refused_in_words(steward, address, content):
    answer = steward.post(f"{address}upload/", {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 422


def test_nobody_takes_or_changes_the_table_of_others(steward, visitor, foreign, address):
    other = f"/desk/organisations/{foreign.organisation_id}/"
    assert steward.get(f"{other}services.xlsx").status_code == 403
    assert steward.post(f"{other}upload/", {"changes": "x"}).status_code == 403
    assert visitor().get(f"{address}services.xlsx").status_code == 302
    assert "ricarica la tabella" in said(steward.post(f"{address}upload/", {"changes": "x:y"}, follow=True))


def test_the_table_speaks_english_to_who_reads_english_and_is_read_in_either(steward, address, service):
    english = {"Accept-Language": "en"}
    book = load_workbook(BytesIO(steward.get(f"{address}services.xlsx", headers=english).content))
    assert "Non c'è nulla da salvare" in said(steward.post(f"{address}upload/", sent(book)))
    sheet, row, columns = line_of(book, service)
    assert {"Identifier", "Version", "Name", "Opening hours", "Telephone"} <= set(columns)
    sheet.cell(row, columns["Opening hours"]).value = "Mon-Fri 9-12"
    for language in ("en", "it"):
        page = said(steward.post(f"{address}upload/", sent(book), headers={"Accept-Language": language}))
        assert "Mon-Fri 9-12" in page
        assert 'name="changes"' in page
