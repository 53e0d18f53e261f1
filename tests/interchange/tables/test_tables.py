"""Lists as CSV and XLSX open in a spreadsheet, hold what the pages show, and run nothing."""

import csv
import io
from collections.abc import Iterator, Sequence
from uuid import UUID

import pytest
from openpyxl import load_workbook

from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Service
from intreccio.interchange.hsds.queries import listings
from intreccio.interchange.hsds.queries.filters import Filters
from intreccio.interchange.hsds.reader import Reader
from intreccio.interchange.tables.organisations import ORGANISATIONS
from intreccio.interchange.tables.services import SERVICES
from intreccio.interchange.tables.table import Table
from intreccio.interchange.tables.writing import csv_pieces, write_xlsx
from intreccio.kernel.ids import public_id
from intreccio.kernel.text import Translated

ITALIAN, ENGLISH = Reader(("it",)), Reader(("en",))
NASTY = ['=HYPERLINK("http://evil.example")', "@SUM(1)", "-1+1", "+39 035123456", 'a\nb;c"d', "#N/A", "\x07bell"]


def nasty_rows(ids: Sequence[UUID], reader: Reader) -> Iterator[list[str]]:
    for _ in ids:
        yield list(NASTY)


TABLE = Table(Translated(it="Brutto", en="Nasty"), (Translated(it="Colonna"),), nasty_rows)
BATCHES = [[public_id()], [public_id()]]


def as_rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_cells_of_csv_run_nothing_and_telephone_numbers_keep_their_plus() -> None:
    _, first, second = as_rows("".join(csv_pieces(TABLE, BATCHES, ITALIAN)))
    assert first == second
    assert first[:4] == ["'" + NASTY[0], "'@SUM(1)", "'-1+1", "+39 035123456"]
    assert first[4] == NASTY[4]


def test_cells_of_a_workbook_are_text() -> None:
    file = io.BytesIO()
    assert write_xlsx(TABLE, BATCHES, ITALIAN, file) == 2
    workbook = load_workbook(file)
    assert workbook.sheetnames == ["Brutto"]
    row = workbook.active[2]
    assert {cell.data_type for cell in row} == {"s"}
    assert [cell.value for cell in row] == [*NASTY[:-1], "bell"]
    assert [cell.quotePrefix for cell in row[:4]] == [True, True, True, False]


@pytest.mark.usefixtures("demonstration")
def test_services_stand_in_it_as_their_pages_show_them() -> None:
    header, *rows = as_rows(
        "".join(csv_pieces(SERVICES, listings.shown_services(Filters()).batches(100), ITALIAN))
    )
    assert len(rows) == listings.shown_services(Filters()).count()
    service = Service.objects.get(texts__name="Cammini di casa – pianura")
    found = dict(zip(header, next(row for row in rows if row[-1] == str(service.pk)), strict=True))
    assert found["Nome"] == "Cammini di casa – pianura"
    assert found["Organizzazione"] == service.organisation.name
    assert found["Costo"].startswith("Quota associativa") or found["Costo"]
    confidential = [row for row in rows if "Indirizzo riservato" in row]
    assert confidential
    english, *_ = as_rows("".join(csv_pieces(SERVICES, [], ENGLISH)))
    assert (english[0], english[-1]) == ("Name", "Identifier")


@pytest.mark.usefixtures("demonstration")
def test_organisations_stand_in_it_with_their_numbers() -> None:
    header, *rows = as_rows(
        "".join(csv_pieces(ORGANISATIONS, listings.organisations(Filters()).batches(50), ENGLISH))
    )
    assert len(rows) == Organisation.objects.public().count()
    first = dict(zip(header, rows[0], strict=True))
    known = Organisation.objects.get(pk=first["Identifier"])
    assert (first["Name"], first["Tax code"]) == (known.name, known.tax_code or "")
    assert all(row[header.index("Telephone")].startswith(("+39 ", "", "1")) for row in rows)
