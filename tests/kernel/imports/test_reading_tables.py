"""Tables as people make them are read; what is none is refused with the place and what to do."""

import io
import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from intreccio.kernel.imports.plain_text import formula_safe, without_guard
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.tables import open_table


def read(content: bytes, **options):
    table = open_table(io.BytesIO(content), **options)
    return table.columns, [line.cells for line in table.lines]


def workbook(*rows, title="Foglio1") -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


TEXT = "nome;città\nPerché no;Forlì\nCosì è;Cantù\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "cp850", "utf-16"])
def test_every_usual_encoding_is_recognised(encoding):
    columns, rows = read(TEXT.encode(encoding))
    assert columns == ("nome", "città")
    assert rows == [("Perché no", "Forlì"), ("Così è", "Cantù")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_recognised(delimiter):
    lines = [["name", "note", "x"], ["Ada", '"a, b; c"', "1"], ["Bruno", "", "2"]]
    content = "\r\n".join(delimiter.join(line) for line in lines)
    assert read(content.encode()) == (("name", "note", "x"), [("Ada", "a, b; c", "1"), ("Bruno", "", "2")])


def test_a_table_of_one_column_is_read():
    assert read(b"name\nAda, Countess\n") == (("name",), [("Ada, Countess",)])


def test_columns_without_a_name_or_with_the_same_are_told_apart():
    assert read(b"name,,name,\nAda,1,Byron,\n")[0] == ("name", "column 2", "name (2)")


def test_wide_tables_are_read():
    names = [f"c{n}" for n in range(400)]
    columns, rows = read((",".join(names) + "\n" + ",".join("x" * 400) + "\n").encode())
    assert (len(columns), len(rows[0])) == (400, 400)


def test_a_workbook_gives_text_as_one_would_type_it():
    content = workbook(
        ["code", "since", "seen", "share"],
        [80051890152.0, date(2026, 7, 1), datetime(2026, 7, 1, 9), 0.5],  # noqa: DTZ001 - as openpyxl gives it
    )
    assert read(content)[1] == [("80051890152", "2026-07-01", "2026-07-01T09:00:00", "0.5")]


def test_a_sheet_is_found_by_name_or_the_present_ones_are_named():
    content = workbook(["name"], ["Ada"], title="Enti")
    assert read(content, sheet="Enti")[1] == [("Ada",)]
    with pytest.raises(TableRefused, match="there are: Enti"):
        read(content, sheet="Sedi")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\n\n \n", "empty"),
        (b"%PDF-1.7 something", "CSV or XLSX"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (b"PK\x03\x04 not really a workbook", "readable XLSX"),
        (b"80051890152,FONDAZIONE,MI\n97519070011,ALTRA,TO\n", "line 1.*name the columns.*80051890152"),
        (b"name,email\nAda,ada" + b"\x00" + b"@example.org\n", r"line 2: .*U\+0000"),
        (b"name,email\n" + b"Ada,x\n" * 2000 + b"Ada,\x1b[31m\n", r"line 2002: .*U\+001B"),
        ("nome\nCittà\nPerché\nCosì\n".encode() + b"Forl\xec\n", "line 5: .*byte EC.*CSV UTF-8"),
        (b'name,note\nAda,"never closed\n' + b"x,y\n" * 500, "line 2: .*never closed"),
        (b"name\n" + b"x" * 200_000, "line 2: .*characters"),
        ("name\nAda\n".encode("utf-16")[:-1], "utf-16"),
    ],
)
def test_what_is_no_table_is_refused_with_place_and_reason(content, message):
    with pytest.raises(TableRefused, match=message):
        read(content)


def test_refusals_speak_italian_too():
    with pytest.raises(TableRefused) as refusal:
        read(b"name,email\nAda,\x07\n")
    assert refusal.value.message.text("it").startswith("riga 2: c'è un carattere di controllo (U+0007)")


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1, max_size=5))
def test_any_plain_text_comes_through_unchanged(words):
    content = "a|b\n" + "".join(f'"{word.replace(chr(34), chr(34) * 2)}"|x\n' for word in words)
    assert [row[0] for row in read(content.encode())[1]] == [without_guard(word) for word in words]


@given(st.text())
def test_safe_cells_never_begin_a_formula_and_lose_nothing(text):
    safe = formula_safe(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r")) or re.fullmatch(r"\+[0-9][0-9 ]*", safe)
    assert without_guard(safe) == text or text.startswith("'")
    assert without_guard(formula_safe(safe)) == safe


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content):
    try:
        read(content)
    except TableRefused as refusal:
        assert refusal.message.text("it")
        assert refusal.message.text("en")
