"""Lists of services: every line is accounted for, the same things are found again, nothing is said twice."""

import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from intreccio.interchange.directories.flat.fields import FIELDS
from intreccio.interchange.directories.flat.reading import FlatList
from intreccio.interchange.tables.services import COLUMNS
from intreccio.kernel.imports.mapping import MappingRefused
from tests.interchange.directories.flat.reading import flat_list, line, rows, values
from tests.kernel.imports.workbooks import workbook

HEAD = "Codice;Servizio;Ente;Codice fiscale;Indirizzo;Comune\n"
BALLO = "S1;Ballo;Passo Lento APS;80051890152;Via Roma 1;Bergamo\n"
ORTO = "S2;Orto;Passo Lento;80051890152;Via Roma 1;Bergamo\n"
CORO = "S3;Coro;Kantuta APS;;Via Po 2;Bergamo\n"
OWN = (
    "service",
    "organisation",
    "description",
    "access",
    "eligibility",
    "minimum_age",
    "maximum_age",
    "cost",
    "hours",
    "address",
    "municipality",
    "area",
    "phone",
    "email",
    "url",
    "languages",
    "category",
    "assured_date",
    "id",
)


def keys(content: str, table: str) -> list[str]:
    return [row.key for row in rows(content) if row.table == table]


def test_a_line_becomes_rows_of_every_table_it_speaks_of():
    [organisation, location, address, service, at_location] = rows(HEAD + BALLO)
    assert organisation.values == {"name": "Passo Lento APS", "tax_id": "80051890152"}
    assert location.values["organization_id"] == organisation.key == "80051890152"
    assert address.values["address_1"] == "Via Roma 1"
    assert service.values == {"name": "Ballo", "organization_id": organisation.key, "status": "active"}
    assert at_location.values == {"service_id": service.key, "location_id": location.key}
    assert {row.line for row in rows(HEAD + BALLO)} == {2}


def test_lines_of_one_organisation_share_it_and_its_place():
    content = HEAD + BALLO + ORTO + CORO
    assert len(keys(content, "organization")) == 2
    assert len(keys(content, "location")) == 2
    assert keys(content, "service") == ["S1", "S2", "S3"]


def test_organisations_of_one_name_in_two_towns_are_two_but_a_health_authority_is_one():
    towns = "Servizio;Ente;Comune\n{0} A;{0};Bergamo\n{0} B;{0};Treviglio\n"
    assert len(keys(towns.format("Parrocchia San Marco"), "organization")) == 2
    assert len(keys(towns.format("ASST Bergamo Ovest"), "organization")) == 1


def test_the_same_list_again_in_any_order_gives_the_same_keys():
    content = "Servizio;Ente;Comune\nBallo;Passo Lento;Bergamo\nOrto;Passo Lento;Bergamo\n"
    turned = "Comune;Ente;Servizio\nBergamo;Passo Lento;Orto\nBergamo;Passo Lento;Ballo\n"
    assert sorted(keys(content, "service")) == sorted(keys(turned, "service"))
    assert keys(content, "organization") == keys(turned, "organization")


def test_a_service_at_several_places_is_one():
    content = HEAD + BALLO + BALLO.replace("Via Roma 1", "Via Po 9")
    assert keys(content, "service") == ["S1"]
    assert len(keys(content, "service_at_location")) == 2
    assert not [row for row in rows(content) if row.problems]


def test_a_line_that_says_nothing_new_is_refused_as_a_repetition():
    [again] = [row for row in rows(HEAD + BALLO + BALLO) if row.line == 3]
    assert again.problems[0].message.text("en") == "repeats line 2 of the file."


def test_one_id_for_two_services_is_refused_naming_the_first_line():
    *_, again = rows(HEAD + BALLO + ORTO.replace("S2", "S1"))
    assert "line 2" in again.problems[0].message.text("en")
    assert again.values["service"] == "Orto"


def test_a_line_without_a_name_is_refused_and_keeps_what_it_said():
    [refused] = rows(HEAD + BALLO.replace("Ballo", ""))
    assert refused.problems[0].field == "service"
    assert refused.values["organisation"] == "Passo Lento APS"


def test_totals_and_half_lines_are_refused_not_read_as_services():
    found = rows("Servizio;Ente;Comune\nBallo;Passo Lento;Bergamo\nTotale;1;\nOrto;Pas")
    assert {row.line: bool(row.problems) for row in found} == {2: False, 3: True, 4: True}


def test_without_an_organisation_the_owner_stands_for_it_else_the_service_itself():
    assert values("Servizio;Comune\nBallo;Bergamo\n", "organization", owner="Comune di Bergamo") == [
        {"name": "Comune di Bergamo"}
    ]
    assert values("Servizio;Comune\nCentro Mimosa;Bergamo\n", "organization") == [{"name": "Centro Mimosa"}]


def test_what_holds_for_every_line_can_be_said_in_the_mapping():
    content = "Servizio;Comune\nBallo;Bergamo\n"
    assert values(content, "organization", given={"organisation": "=Comune di Bergamo"}) == [
        {"name": "Comune di Bergamo"}
    ]


def test_columns_that_are_not_read_are_named():
    aside = flat_list("Servizio;Zebra\nBallo;x\n").aside
    assert [(found.column, "not read" in found.reason.text("en")) for found in aside] == [("Zebra", True)]


def test_a_sheet_of_three_hundred_columns_names_the_first_of_those_not_read():
    content = workbook(["Servizio", *(f"zz{n}" for n in range(300))], ["Ballo", *range(300)])
    found = flat_list(content)
    assert len(found.aside) == 51
    assert "250 more" in found.aside[-1].reason.text("en")
    assert [row.values["name"] for row in found.rows() if row.table == "service"] == ["Ballo"]


def test_a_list_without_names_of_services_is_refused():
    with pytest.raises(MappingRefused, match="Name of the service"):
        flat_list("zebra;lince\n1;x\n")


def test_a_preview_gives_the_first_lines_as_they_would_be_read():
    found = flat_list(HEAD + BALLO + ORTO + CORO).preview(2)
    assert [line.number for line in found] == [2, 3]
    assert [row.table for row in found[1].rows] == ["service", "service_at_location"]


def test_merged_cells_of_a_workbook_hold_for_each_of_their_lines():
    content = workbook(
        ["Ente", "Servizio", "Comune"],
        ["Kantuta", "Ballo", "Bergamo"],
        [None, "Coro", "Bergamo"],
        merged=["A2:A3"],
    )
    found = rows(content)
    assert len([row for row in found if row.table == "organization"]) == 1
    [coro] = [row for row in found if row.values.get("name") == "Coro"]
    assert "merged" in coro.mends[0].message.text("en")


def test_a_wrong_tax_code_is_told_and_the_name_counts():
    found = rows(line(ente="Passo Lento", **{"codice fiscale": "80051890153"}))
    [service] = [row for row in found if row.table == "service"]
    assert service.mends[0].field == "tax_code"
    assert "tax_id" not in found[0].values


def test_lost_letters_and_stray_bytes_are_told_not_refused():
    content = (
        "servizio;comune\n" + "".join(f"Università {n};Bergamo\n" for n in range(30))
    ).encode() + b"Universit\xe0;Bergamo\n"
    found = [row for row in rows(content) if row.table == "service" and row.line == 32]
    assert found[0].values["name"] == "Università"
    assert values("servizio;comune\nUniversit�;Bergamo\n", "service")[0]["name"] == "Universit�"


def test_several_addresses_in_one_cell_are_several_places_of_one_service():
    content = line(indirizzo="Via Roma 1, 24121 Bergamo; Via Po 2, 24047 Treviglio", orari="lun 9-12")
    found = rows(content)
    assert [row.values["city"] for row in found if row.table == "address"] == ["Bergamo", "Treviglio"]
    assert len([row for row in found if row.table == "service_at_location"]) == 2
    [schedule] = [row for row in found if row.table == "schedule"]
    assert "service_id" in schedule.values


@pytest.mark.parametrize("language", ["it", "en"])
def test_columns_of_our_own_tables_are_known(language):
    head = ";".join(column.text(language) for column in COLUMNS)
    assert flat_list(f"{head}\nBallo{';' * (len(COLUMNS) - 1)}\n").mapping == dict(
        zip(OWN, (column.text(language) for column in COLUMNS), strict=True)
    )


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n"), max_size=12) | st.sampled_from(
    [
        "Totale",
        "lun 9-12",
        "5 €",
        "45,69",
        "0",
        "-",
        "riservato",
        "BG",
        "035123456",
        "80051890152",
        "24/12/2026",
        "x; y",
    ]
)
FIELD_COLUMNS = {field.name: f"column-{field.name}" for field in FIELDS}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(list(FIELD_COLUMNS)), CELLS, max_size=12), min_size=1, max_size=6))
@example([{"service": ";", "id": ";", "description": "\x1e\x0c"}])
def test_whatever_cells_hold_every_line_gives_rows_each_once(told):
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(FIELD_COLUMNS))
    writer.writerow(FIELD_COLUMNS)
    writer.writerows(told)
    found = list(FlatList(io.BytesIO(file.getvalue().encode()), name="", mapping=FIELD_COLUMNS).rows())
    told_lines = {number for number, cells in enumerate(told, 2) if any(cell.strip() for cell in cells.values())}
    assert {row.line for row in found} == told_lines
    kept = [(row.table, row.key) for row in found if not row.problems]
    assert len(kept) == len(set(kept))
