"""Workbooks as people make them: what cells show is read, what cannot be read is told, nothing is lost."""

import io
import tracemalloc
import zipfile
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH

from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.tables import open_table, sheets
from tests.kernel.imports.workbooks import ods_cell, ods_row, open_document, saved, with_sheet, workbook


def lines(content: bytes, **options):
    return list(open_table(io.BytesIO(content), **options).lines)


def cells(content: bytes, **options):
    return [line.cells for line in lines(content, **options)]


def remarks(content: bytes) -> list[tuple[int, int, str]]:
    return [
        (line.number, remark.place, remark.message.text("en"))
        for line in lines(content)
        for remark in line.remarks
    ]


def test_cells_read_as_one_would_type_them():
    book = Workbook()
    book.active.append(["a", "b", "c", "d", "e", "f", "g"])
    book.active.append([39.0, 0.1 + 0.2, 0.25, 9032, time(9, 30), timedelta(hours=30, minutes=5), True])
    for place, form in {"C2": "0%", "D2": "00000", "F2": "[h]:mm"}.items():
        book.active[place].number_format = form
    assert cells(saved(book)) == [("39", "0.3", "25%", "09032", "09:30", "30:05", "true")]


def test_dates_read_as_days_whichever_epoch_the_workbook_counts_from():
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append(["x", date(2026, 7, 1)])
    since_1900 = saved(book)
    book.epoch = MAC_EPOCH
    assert cells(since_1900) == cells(saved(book)) == [("x", "2026-07-01")]


def test_a_number_that_is_no_day_stays_a_number():
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append(["x", 99999999999])
    book.active["B2"].number_format = "dd/mm/yyyy"
    assert cells(saved(book)) == [("x", "99999999999")]


def test_of_formulas_the_last_result_is_read():
    content = with_sheet(
        workbook(["a", "b"], ["x", "=1+1"], ["y", "=A2&A3"]), r"<f>1\+1</f><v ?/?>(</v>)?", "<f>1+1</f><v>2</v>"
    )
    content = with_sheet(
        content, r"<c r=\"B3\"><f>A2&amp;A3</f><v ?/?>(</v>)?", '<c r="B3" t="str"><f>A2</f><v>xy</v>'
    )
    assert cells(content) == [("x", "2"), ("y", "xy")]
    assert remarks(content) == []


def test_a_formula_without_result_counts_as_empty_and_says_what_to_do():
    content = workbook(["a", "b"], ["x", "=1+1"])
    assert cells(content) == [("x", "")]
    [(row, place, message)] = remarks(content)
    assert (row, place) == (2, 1)
    assert "save it again" in message


def test_errors_count_as_empty_and_are_told():
    content = workbook(["a", "b"], ["x", "#REF!"], ["y", "#N/A"])
    assert cells(content) == [("x", ""), ("y", "")]
    assert [(row, "error" in message) for row, _, message in remarks(content)] == [(2, True), (3, True)]


def test_a_cell_merged_over_rows_holds_for_each_of_them_and_says_so():
    content = workbook(
        ["ente", "servizio"], ["ASST", "Ballo"], [None, "Orto"], [None, "Coro"], ["Aps", "Tè"], merged=["A2:A4"]
    )
    assert cells(content) == [("ASST", "Ballo"), ("ASST", "Orto"), ("ASST", "Coro"), ("Aps", "Tè")]
    assert [
        (row, place) for row, place, message in remarks(content) if "merged with that of row 2" in message
    ] == [
        (3, 0),
        (4, 0),
    ]


def test_a_merged_cell_makes_no_lines_where_nothing_else_stands():
    assert cells(workbook(["a", "b"], ["x", "y"], merged=["A2:A900"])) == [("x", "y")]


def test_a_title_over_the_lines_is_no_record():
    content = workbook(["a", "b", "c"], ["Provincia di Bergamo"], ["x", "y", "z"], merged=["A2:C2"])
    heading, line = lines(content)
    assert "heading" in heading.refusal.text("en")
    assert line.refusal is None


def test_rich_and_spoken_text_is_read_without_its_looks():
    content = with_sheet(
        workbook(["a", "b"], ["x", "y"]),
        r'<c r="B2"[^>]*>.*?</c>',
        '<c r="B2" t="inlineStr"><is><r><t>due </t></r><r><t>pezzi</t></r><rPh><t>no</t></rPh></is></c>',
    )
    assert cells(content) == [("x", "due pezzi")]


def test_the_sheet_with_the_data_is_chosen_and_the_choice_is_told():
    book = Workbook()
    book.active.title = "Leggimi"
    book.active.append(["Questo file contiene i servizi"])
    data = book.create_sheet("Servizi")
    for row in [["nome", "comune"], ["Ballo", "Bergamo"], ["Orto", "Treviglio"]]:
        data.append(row)
    table = open_table(io.BytesIO(saved(book)))
    assert (table.sheet, table.columns) == ("Servizi", ("nome", "comune"))
    assert "“Servizi”" in table.notes[0].text("en")
    assert open_table(io.BytesIO(saved(book)), sheet="Leggimi").columns == ("Questo file contiene i servizi",)


def test_hidden_sheets_are_read_when_named_only():
    book = Workbook()
    book.active.title = "Codici"
    book.active.append(["codice", "voce"])
    for number in range(40):
        book.active.append([f"c{number}", "voce"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("Servizi")
    shown.append(["nome", "comune"])
    shown.append(["Ballo", "Bergamo"])
    book.active = 1
    content = saved(book)
    assert open_table(io.BytesIO(content)).sheet == "Servizi"
    assert open_table(io.BytesIO(content), sheet="Codici").columns == ("codice", "voce")
    assert sheets(io.BytesIO(content)) == ["Codici", "Servizi"]


def test_hidden_rows_are_read():
    book = Workbook()
    for row in [["a", "b"], ["x", "y"], ["z", "w"]]:
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    assert cells(saved(book)) == [("x", "y"), ("z", "w")]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_half_a_workbook_is_refused(share):
    content = workbook(["a", "b"], *(["x", number] for number in range(500)))
    with pytest.raises(TableRefused, match="only half of one"):
        lines(content[: int(len(content) * share)])


def test_a_damaged_sheet_is_refused():
    content = with_sheet(workbook(["a", "b"], ["x", "y"]), r"</sheetData>.*", "")
    with pytest.raises(TableRefused, match="readable XLSX"):
        lines(content)


def test_a_workbook_that_would_unpack_to_immense_size_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"x")
        archive.infolist()[0].file_size = 5_000_000_000
    with pytest.raises(TableRefused):
        lines(file.getvalue())


def test_declarations_that_could_multiply_text_are_refused():
    content = with_sheet(
        workbook(["a", "b"], ["x", "y"]), r"<worksheet", '<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet'
    )
    with pytest.raises(TableRefused):
        lines(content)


def test_a_long_sheet_is_read_within_bounded_memory():
    content = with_sheet(
        workbook(["a", "b"], ["x", "y"]),
        r"</sheetData>",
        "".join(
            f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>riga {n}</t></is></c></row>' for n in range(3, 40_000)
        )
        + "</sheetData>",
    )
    table = open_table(io.BytesIO(content))
    tracemalloc.start()
    count = sum(1 for _ in table.lines)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 39_998
    assert peak < 5_000_000


def test_open_document_sheets_are_read_as_they_look():
    content = open_document(
        ods_row("nome", "quanti", "dal", "ora", "cap", "quota")
        + ods_row(
            "Ballo",
            ods_cell("39", office_value_type="float", office_value="39.0"),
            ods_cell("1/7", office_value_type="date", office_date_value="2026-07-01"),
            ods_cell("9", office_value_type="time", office_time_value="PT09H30M00S"),
            ods_cell("09032", office_value_type="float", office_value="9032"),
            ods_cell("25,0%", office_value_type="percentage", office_value="0.25"),
        )
        + ods_row("", attributes='table:number-rows-repeated="1048000"')
    )
    assert cells(content) == [("Ballo", "39", "2026-07-01", "09:30", "09032", "25%")]


def test_open_document_merges_repetitions_and_errors_are_read():
    content = open_document(
        ods_row("ente", "x", "y")
        + ods_row(
            ods_cell("ASST", table_number_rows_spanned="2"), ods_cell("sì", table_number_columns_repeated="2")
        )
        + ods_row("<table:covered-table-cell/>", "no", ods_cell("#DIV/0!", table_formula="of:=1/0"))
    )
    assert cells(content) == [("ASST", "sì", "sì"), ("ASST", "no", "")]
    assert [place for _, place, _ in remarks(content)] == [2, 0]


def test_an_open_document_with_a_password_says_so():
    with pytest.raises(TableRefused, match="password"):
        lines(open_document(ods_row("a"), manifest="<manifest><encryption-data/></manifest>"))


def test_open_document_rows_that_multiply_are_refused():
    content = open_document(
        ods_row("a", "b") + ods_row("x", "y", attributes='table:number-rows-repeated="900000"')
    )
    with pytest.raises(TableRefused, match="repeated 900000 times"):
        lines(content)


GOOD = workbook(["a", "b"], ["x", 1], ["y", date(2026, 7, 1)], merged=["A2:A3"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_workbook_with_wrong_bytes_is_read_or_refused_in_words(changes):
    content = bytearray(GOOD)
    for place, byte in changes:
        content[place] = byte
    try:
        lines(bytes(content))
    except TableRefused as refusal:
        assert refusal.message.text("it")
