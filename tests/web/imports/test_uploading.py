"""What is uploaded is taken in, or refused beside its field in words; nothing breaks the page."""

import io
import zipfile

import pytest
from django.urls import reverse

from intreccio.kernel.files.models import StoredFile
from intreccio.kernel.imports.models import ImportRun
from intreccio.web.imports import forms
from intreccio.web.middleware import LARGEST_BODY
from tests.web.imports.files import GOOD, HEADER, KIND, TABLE, choose, upload, workbook

pytestmark = pytest.mark.django_db


def damaged(content: bytes, *, member: str) -> bytes:
    """A workbook one part of which is cut in half."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name == member else data)
    return file.getvalue()


BOOK = workbook(Foglio=[["CF", "Denominazione"], ["80051890152", "Dei Colli"]])
WRONG_FILES = {
    "empty": b"",
    "only a header's line end": b"\n\n",
    "PDF": b"%PDF-1.7\n\x00\x01\x02",
    "picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "old XLS": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
    "zip that is no workbook": b"PK\x03\x04" + b"junk" * 40,
    "workbook cut off": BOOK[: len(BOOK) // 2],
    "workbook with a damaged sheet": damaged(BOOK, member="xl/worksheets/sheet1.xml"),
    "NUL byte": (HEADER + "80051890152;Dei\x00Colli;a\n").encode(),
    "UTF-16 without mark": TABLE.encode("utf-16-le"),
    "UTF-8 mixed with Latin": (HEADER + "1;Città à è ì ò ù;\n").encode() + "2;Perché;\n".encode("latin-1"),
    "quotation mark never closed": (HEADER + '1;"Dei Colli;a\n' + "2;x;y\n" * 300).encode(),
    "data instead of names": b"80051890152;12;2022\n80051890152;13;2022\n",
    "too many columns": (";".join(f"c{n}" for n in range(forms.MOST_COLUMNS + 1)) + "\n").encode(),
}


@pytest.mark.parametrize("content", WRONG_FILES.values(), ids=WRONG_FILES.keys())
def test_what_is_no_table_is_refused_beside_the_field_and_leaves_nothing(sign_in, content):
    answer = upload(sign_in(), content)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not ImportRun.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_refused_beside_the_field(sign_in, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 10)
    assert "at most 50 MB" in upload(sign_in(), TABLE).content.decode()


def test_more_than_anybody_may_send_is_not_even_read(sign_in):
    answer = sign_in().generic(
        "POST", reverse("import-new", args=[KIND]), b"x", CONTENT_LENGTH=str(LARGEST_BODY + 1)
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("sent", [{}, {"file": "text"}, {"file": "\x00"}])
def test_a_form_without_a_file_is_shown_again(sign_in, sent):
    assert sign_in().post(reverse("import-new", args=[KIND]), sent).status_code == 422


def test_what_cannot_be_imported_has_no_page(sign_in):
    assert sign_in().get(reverse("import-new", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "utf-16"])
def test_any_usual_encoding_is_read(sign_in, encoding):
    client = sign_in()
    answer = upload(client, (HEADER + "80051890152;Città Perché;a\n").encode(encoding))
    assert answer.status_code == 303
    assert "Città Perché" in client.get(answer.url).content.decode()


def test_columns_show_their_first_values_and_what_they_may_be(sign_in):
    client = sign_in()
    page = client.get(upload(client, TABLE).url)
    first, second, third = page.context["rows"]
    assert (first.source, list(first.samples)) == ("Codice fiscale", ["80051890152", "80051890153", "743110157"])
    chosen = [next(option.value for option in row.options if option.is_chosen) for row in (first, second, third)]
    assert chosen == ["tax_code", "name", ""]


def test_the_first_lines_are_shown_as_they_would_be_read(sign_in):
    client = sign_in()
    page = client.get(upload(client, TABLE).url)
    first, wrong, mended = page.context["lines"]
    assert [(row.label, row.text) for row in first.rows][:2] == [
        ("Tax code", "80051890152"),
        ("Name", "Dei Colli"),
    ]
    assert [row.is_refused for row in wrong.rows] == [True]
    assert "had lost the zeros in front" in mended.rows[0].notes[0]
    again = client.post(page.request["PATH_INFO"], {"column-0": "tax_code", "column-2": "name", "preview": "1"})
    assert (again.status_code, again.context["lines"][0].rows[1].text) == (200, "a")
    assert ImportRun.objects.get().state == "staged"


def test_three_hundred_columns_are_shown_and_can_be_chosen(sign_in):
    names = [f"colonna {letter}{n}" for letter in "abc" for n in range(100)]
    client = sign_in()
    answer = upload(
        client, ";".join([*names, "cf", "denominazione"]) + "\n" + "x;" * 300 + "80051890152;Dei Colli\n"
    )
    page = client.get(answer.url)
    assert [row.source for row in page.context["rows"]][-2:] == ["cf", "denominazione"]
    assert len(client.get(page.context["more_url"]).context["rows"]) == 302
    assert choose(client, answer.url, *[""] * 300, "tax_code", "name").status_code == 303


def test_a_title_above_the_header_is_no_header(sign_in):
    client = sign_in()
    page = client.get(upload(client, "Elenco degli enti\n" + TABLE).url)
    assert [row.source for row in page.context["rows"]] == ["Codice fiscale", "Denominazione", "Note"]
    assert not page.context["missing"]


def test_what_no_column_holds_is_told(sign_in):
    client = sign_in()
    page = client.get(upload(client, "Zebra;Lince\nx;y\n").url)
    assert set(page.context["missing"]) == {"Tax code", "Name"}
    assert "Still needed" in page.content.decode()


def test_a_required_field_without_column_is_named_and_the_choice_is_kept(sign_in):
    client = sign_in()
    answer = choose(client, upload(client, TABLE).url, "tax_code", "", "website")
    assert answer.status_code == 422
    assert answer.context["missing"] == ["Name"]
    assert [option.value for option in answer.context["rows"][2].options if option.is_chosen] == ["website"]


def test_a_field_chosen_twice_is_told(sign_in):
    client = sign_in()
    answer = choose(client, upload(client, TABLE).url, "tax_code", "name", "name")
    assert answer.status_code == 422
    assert "“Name” is chosen for several columns: Denominazione, Note" in answer.content.decode()


def test_a_field_that_does_not_exist_is_refused(sign_in):
    client = sign_in()
    answer = choose(client, upload(client, TABLE).url, "tax_code", "name", "is_staff")
    assert answer.status_code == 422
    assert "“is_staff” is not a field" in answer.content.decode()


def test_another_sheet_of_a_workbook_can_be_taken(sign_in):
    client = sign_in()
    book = workbook(Note=[["Nota"], ["x"]], Enti=[["CF", "Denominazione"], ["80051890152", "Dei Colli"]])
    first = upload(client, book, "book.xlsx").url
    assert [sheet.value for sheet in client.get(first).context["sheets"]] == ["Note", "Enti"]
    sheet_url = first.replace("columns", "sheet")
    wrong = client.post(sheet_url, {"sheet": "Altro"}, follow=True)
    assert "there is no sheet Altro" in wrong.content.decode()
    second = client.post(sheet_url, {"sheet": "Enti"})
    page = client.get(second.url)
    assert [row.source for row in page.context["rows"]] == ["CF", "Denominazione"]
    assert sorted(ImportRun.objects.values_list("state", "sheet")) == [("discarded", ""), ("staged", "Enti")]


def test_a_sheet_that_is_too_wide_is_not_taken(sign_in):
    client = sign_in()
    wide = [f"c{n}" for n in range(forms.MOST_COLUMNS + 1)]
    rows = [["80051890152", "Dei Colli", "nota"]] * 60
    book = workbook(Enti=[["CF", "Denominazione", "Note"], *rows], Larga=[wide])
    columns_url = upload(client, book, "book.xlsx").url
    answer = client.post(columns_url.replace("columns", "sheet"), {"sheet": "Larga"}, follow=True)
    assert "at most 500 are taken here" in answer.content.decode()
    assert ImportRun.objects.get().state == "staged"


def test_a_file_name_is_shown_as_text(sign_in):
    client = sign_in()
    answer = upload(client, HEADER + GOOD, "<b>x</b>\x00..csv")
    assert "<b>x" not in client.get(answer.url).content.decode()
