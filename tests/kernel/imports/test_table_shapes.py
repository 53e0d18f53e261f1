"""Headers and lines of any shape: titles, two header rows, gaps, totals, footnotes, half files."""

import io

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.tables import open_table
from tests.kernel.imports.workbooks import workbook


def table(content: str | bytes):
    return open_table(io.BytesIO(content.encode() if isinstance(content, str) else content))


def columns(content: str | bytes) -> tuple[str, ...]:
    return table(content).columns


def refusals(content: str | bytes) -> dict[int, str]:
    return {line.number: line.refusal.text("en") for line in table(content).lines if line.refusal}


BODY = "Ballo;Bergamo;24121;035123\nOrto;Treviglio;24047;036312\n"


def test_titles_above_the_header_are_left_out_and_told():
    found = table(f"Elenco dei servizi;;;\nAggiornato al 1/7/2026;;;\n\nnome;comune;cap;telefono\n{BODY}")
    assert found.columns == ("nome", "comune", "cap", "telefono")
    assert "2 lines above the header were not read: “Elenco dei servizi" in found.notes[0].text("en")
    assert [line.number for line in found.lines] == [5, 6]


def test_titles_need_no_delimiters():
    assert columns(f"Elenco dei servizi, anno 2026\nComune di Bergamo\n\nnome;comune;cap;telefono\n{BODY}") == (
        "nome",
        "comune",
        "cap",
        "telefono",
    )


def test_a_header_of_two_lines_gives_joined_names():
    assert columns(
        "Nome;Comune;Lunedì;;Martedì;\n;;mattina;pomeriggio;mattina;pomeriggio\nBallo;Bergamo;9-12;;;14-18\n"
    ) == ("Nome", "Comune", "Lunedì / mattina", "Lunedì / pomeriggio", "Martedì / mattina", "Martedì / pomeriggio")


def test_groups_above_the_names_give_joined_names():
    found = table(
        ";;Recapiti;;Orari;\nNome;Comune;Telefono;Mail;mattina;pomeriggio\nBallo;Bergamo;035123;a@b.it;9-12;\n"
    )
    assert found.columns[2:] == ("Recapiti / Telefono", "Recapiti / Mail", "Orari / mattina", "Orari / pomeriggio")
    assert "two lines" in found.notes[0].text("en")


def test_merged_headers_of_workbooks_give_joined_names():
    content = workbook(
        ["Elenco dei servizi"],
        ["Nome", "Lunedì", None, "Note"],
        [None, "mattina", "pomeriggio", None],
        ["Ballo", "9-12", "14-18", "x"],
        merged=["A1:D1", "A2:A3", "B2:C2", "D2:D3"],
    )
    found = table(content)
    assert found.columns == ("Nome", "Lunedì / mattina", "Lunedì / pomeriggio", "Note")
    assert [line.cells for line in found.lines] == [("Ballo", "9-12", "14-18", "x")]


@pytest.mark.parametrize(
    "content",
    [
        "name,,town\nAda,x,Rome\nBruno,y,Bari\n",
        "nome;comune;note\nBallo;;\nOrto;Bergamo;x\n",
        "nome;2023;2024\nBallo;1;2\n",
        "nome;comune\n",
    ],
)
def test_a_header_of_one_line_stays_one(content):
    first = content.split("\n")[0].replace(",", ";").split(";")
    assert [name or "column 2" for name in first] == list(columns(content))


def test_columns_at_the_end_that_have_values_and_no_name_are_kept():
    assert columns("nome;comune\nBallo;Bergamo;sì\nOrto;Treviglio;no\n") == ("nome", "comune", "column 3")


def test_empty_columns_at_the_end_are_not_there():
    assert columns("nome;comune;;;\nBallo;Bergamo;;;\n") == ("nome", "comune")


def test_totals_footnotes_and_repeated_headers_are_no_records():
    content = (
        f"nome;comune;cap;telefono\n{BODY}nome;comune;cap;telefono\nTotale;;2;\n;;;\nFonte: Regione Lombardia;;;\n"
        "Totale generale: ;;;2\n* dati provvisori;;;\n"
    )
    found = refusals(content)
    assert {number: text.split()[1] for number, text in found.items()} == {
        4: "the",
        5: "a",
        7: "a",
        8: "a",
        9: "a",
    }
    assert "totals" in found[5]
    assert "footnote" in found[7]


def test_names_that_begin_like_totals_are_records():
    assert (
        refusals("nome;comune;cap\nTotale armonia APS;Bergamo;24121\nSomma Lombardo;Somma;21019\nNote;Bari;x\n")
        == {}
    )


def test_a_line_in_which_the_file_ends_is_refused():
    assert "half" in refusals("nome;comune;cap\nBallo;Bergamo;24121\nOrto;Tre")[3]
    assert "half" in refusals('nome;comune;cap\nBallo;Bergamo;24121\nOrto;Treviglio;"240')[3]
    assert refusals("nome;comune;cap\nBallo;Bergamo;24121\nOrto;Treviglio;24047") == {}


def test_a_cell_that_is_never_closed_is_refused_though_it_is_short():
    with pytest.raises(TableRefused, match=r"line 2: .*only half"):
        list(table('nome;note\nBallo;"aperta\nOrto;x\n').lines)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<html><body><table><tr><td>nome</td></tr></table>", "web page"),
        ('<?xml version="1.0"?><Workbook>', "XML"),
        ('[{"name": "Ballo"}]', "JSON"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old XLS.*save it as XLSX"),
    ],
)
def test_other_formats_say_what_to_do(content, message):
    with pytest.raises(TableRefused, match=message):
        table(content)


NAMES = st.text("abcdefgh ", max_size=6)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(NAMES, min_size=1, max_size=6), min_size=1, max_size=12))
def test_every_row_of_any_grid_is_header_title_or_line(grid):
    filled = [number for number, row in enumerate(grid, 1) if any(cell.strip() for cell in row)]
    content = "".join("|".join(row) + "\n" for row in grid)
    if not filled:
        return
    found = table(content)
    assume(len(found.columns) > 1 or "|" not in content)  # where nothing is apart, a bar is text
    lines = [line.number for line in found.lines]
    assert lines == filled[len(filled) - len(lines) :]
    titles = [note for note in found.notes if "were not read" in note.text("en")]
    assert len(filled) - len(lines) <= 2 or titles
    assert len(set(found.columns)) == len(found.columns)
