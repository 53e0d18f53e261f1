"""Cells as people fill them mean what people mean; what cannot be read stays as words, and is told."""

import pytest

from intreccio.interchange.directories.flat.casing import spoken
from intreccio.interchange.directories.flat.costs import cost_values
from intreccio.interchange.directories.flat.dates import day_of
from intreccio.interchange.directories.flat.towns import Town, town_named
from tests.interchange.directories.flat.reading import line, rows, values


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("CONSULTORIO FAMILIARE DI BERGAMO", "Consultorio familiare di Bergamo"),
        ("ASL N. 8 DI CAGLIARI", "ASL N. 8 di Cagliari"),
        ("ASSOCIAZIONE INSIEME APS", "Associazione Insieme APS"),
        ("OSPEDALE SANT'AGATA DELL'OLMO", "Ospedale Sant'Agata dell'Olmo"),
        ("CITTA' DI TORTOLI'", "Città di Tortolì"),
        ("CASA DI CURA S. PIO X", "Casa di cura S. Pio X"),
        ("OSPEDALE CA' FONCELLO (TV)", "Ospedale Ca' Foncello (TV)"),
        ("POLIAMBULATORIO PAPA GIOVANNI XXIII", "Poliambulatorio Papa Giovanni XXIII"),
        ("AVIS", "AVIS"),
        ("Centro Anziani", "Centro Anziani"),
    ],
)
def test_names_in_capitals_are_written_as_people_would(shouted, written):
    assert spoken(shouted) == written


def test_capitals_stay_where_a_column_does_not_shout():
    content = "servizio;ente\nCENTRO MIMOSA;Mimosa APS\nCamminiamo;Passo Lento\nOrto;Orti di Sotto\n"
    assert [row["name"] for row in values(content, "service")] == ["CENTRO MIMOSA", "Camminiamo", "Orto"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("gratuito", {"option": "free", "amount": 0, "currency": "EUR"}),
        ("Servizio gratuito.", {"option": "free", "amount": 0, "currency": "EUR"}),
        ("5 €", {"amount": 5, "currency": "EUR"}),
        ("12,50", {"amount": 12.5, "currency": "EUR"}),
        ("5 € a incontro", {"amount": 5, "currency": "EUR", "amount_description": "5 € a incontro"}),
        ("offerta libera", {"option": "offerta libera"}),
        ("da 5 a 20 euro secondo ISEE", {"option": "da 5 a 20 euro secondo ISEE"}),
    ],
)
def test_costs_are_read(text, meant):
    assert cost_values(text) == meant


def test_a_column_that_asks_whether_it_is_free_is_understood():
    assert values(line(gratuito="sì"), "cost_option")[0]["amount"] == 0
    assert values(line(gratuito="no"), "cost_option")[0]["option"] == "a pagamento"


@pytest.mark.parametrize(
    ("text", "day"),
    [("1/7/2026", "2026-07-01"), ("46204", "2026-07-01"), ("1 luglio 2026", "2026-07-01"), ("presto", "")],
)
def test_days_are_read_also_where_a_spreadsheet_left_their_number(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("said", "town"),
    [
        (("BERGAMO", "BG", ""), Town("Bergamo", "BG")),
        (("Bergamo (BG)", "", ""), Town("Bergamo", "BG")),
        (("", "", "16024"), Town("Bergamo", "BG")),
        (("FORLI'", "", ""), Town("Forlì", "FC")),
        (("Napoli", "NA", ""), Town("Napoli", "Napoli")),
        (("Livo", "", ""), None),
        (("Atlantide", "BG", ""), None),
    ],
)
def test_towns_are_found_by_name_province_and_code(said, town):
    assert town_named(*said) == town


def openings(text: str) -> list[tuple[str, str, str]]:
    return [
        (row.get("byday", ""), row.get("opens_at", ""), row.get("closes_at", ""))
        for row in values(line(orari=text), "schedule")
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lun-ven 9-12, mar 14.30-18", [("MO,TU,WE,TH,FR", "09:00", "12:00"), ("TU", "14:30", "18:00")]),
        ("tutti i giorni escluso il lunedì 9-12", [("TU,WE,TH,FR,SA,SU", "09:00", "12:00")]),
        ("LUN 9-12 - MAR 14-16", [("MO", "09:00", "12:00"), ("TU", "14:00", "16:00")]),
        ("lunedì 8:30/12:30", [("MO", "08:30", "12:30")]),
        ("lunedì 9,00-12,00", [("MO", "09:00", "12:00")]),
        ("lunedì 9-12 (solo su appuntamento)", [("MO", "09:00", "12:00")]),
    ],
)
def test_hours_are_read_as_people_write_them(text, meant):
    assert openings(text) == meant
    assert values(line(orari=text), "schedule")[0]["description"] == text


def test_hours_that_cannot_be_read_stay_as_words_and_say_so():
    [schedule] = [
        row for row in rows(line(orari="quando capita, di solito la mattina")) if row.table == "schedule"
    ]
    assert schedule.values["description"] == "quando capita, di solito la mattina"
    assert "opens_at" not in schedule.values
    assert "cannot be read" in schedule.mends[0].message.text("en")


def test_closures_are_kept_with_the_hours():
    [schedule] = values(line(orari="lunedì 9-12, chiuso ad agosto e nei festivi"), "schedule")
    assert (schedule["closed_seasons"], schedule["on_holidays"]) == (["08-01/08-31"], "closed")


@pytest.mark.parametrize("text", ["lunedì 9-12 su appuntamento", "quando capita"])
def test_hours_that_people_must_read_themselves_stand_with_how_to_get_in(text):
    assert values(line(orari=text), "service")[0]["application_process"] == f"Orari: {text}"
    assert "application_process" not in values(line(orari="lunedì 9-12"), "service")[0]


def test_a_column_for_each_day_is_read():
    content = line(**{"lunedì": "9-12", "lunedì pomeriggio": "14-18", "martedì": "chiuso", "sabato": "8.30-12"})
    assert [(row["byday"], row["opens_at"]) for row in values(content, "schedule")] == [
        ("MO", "09:00"),
        ("MO", "14:00"),
        ("SA", "08:30"),
    ]


def test_two_header_lines_of_days_and_halves_are_read():
    content = (
        "Servizio;Comune;Lunedì;;Martedì;\n;;mattina;pomeriggio;mattina;pomeriggio\nOrto;Bergamo;9-12;;;14-18\n"
    )
    assert [(row["byday"], row["opens_at"]) for row in values(content, "schedule")] == [
        ("MO", "09:00"),
        ("TU", "14:00"),
    ]


def test_days_from_and_to_limit_the_hours():
    [row] = values(line(orari="lun 9-12", **{"data inizio": "1/10/2026", "data fine": "31/5/2027"}), "schedule")
    assert (row["valid_from"], row["valid_to"]) == ("2026-10-01", "2027-05-31")


def test_telephones_get_back_the_zero_that_a_spreadsheet_took():
    [phone] = [row for row in rows(line(telefono="35123456")) if row.table == "phone"]
    assert phone.values["number"] == "+39035123456"
    assert "lost the zero" in phone.mends[0].message.text("en")


def test_telephones_of_all_sorts_keep_their_sort():
    found = values(
        line(telefono="035/123456 - 333 1234567", fax="035123457", **{"numero verde": "800123456"}), "phone"
    )
    assert [(row["number"], row.get("type", "")) for row in found] == [
        ("+39035123456", ""),
        ("+393331234567", ""),
        ("+39800123456", ""),
        ("+39035123457", "fax"),
    ]


@pytest.mark.parametrize(
    ("cells", "ages"),
    [
        ({"età": "da 65 anni"}, {"minimum_age": 65}),
        ({"fascia d'età": "0-3"}, {"minimum_age": 0, "maximum_age": 3}),
        ({"età minima": "18", "età massima": "64"}, {"minimum_age": 18, "maximum_age": 64}),
        ({"età": "grandi e piccoli"}, {"eligibility_description": "grandi e piccoli"}),
    ],
)
def test_ages_are_read(cells, ages):
    [service] = values(line(**cells), "service")
    assert ages.items() <= service.items()


def test_languages_are_read_one_by_one():
    found = values(line(lingue="Italiano, inglese e arabo"), "language")
    assert [row["code"] for row in found] == ["it", "en", "ar"]


def test_our_terms_are_known_by_name_and_synonym_and_others_are_kept():
    found = rows(line(categoria="gruppo di cammino; Sportello Zebra"))
    terms = [row.values for row in found if row.table == "taxonomy_term"]
    assert [(term["taxonomy"], term["code"]) for term in terms] == [
        ("activities", "movimento/gruppo-di-cammino"),
        ("categoria", "categoria:sportello zebra"),
    ]
    links = [row.values["taxonomy_term_id"] for row in found if row.table == "attribute"]
    assert links == [row.key for row in found if row.table == "taxonomy_term"]


def test_coordinates_in_one_cell_are_read_either_way_round():
    assert values(line(coordinate="45.69, 9.67"), "location")[0]["latitude"] == 45.69
    assert values(line(coordinate="POINT(9.67 45.69)"), "location")[0]["latitude"] == 45.69


def test_a_town_alone_gives_no_coordinates():
    [place] = values(line(comune="Bergamo"), "location")
    assert "latitude" not in place
    [address] = values(line(comune="Bergamo"), "address")
    assert (address["city"], address["state_province"]) == ("Bergamo", "BG")
    assert "address_1" not in address


def test_an_address_with_everything_in_it_is_taken_apart():
    [address] = values(line(indirizzo="VIA ROMA N.5 - 9032 - ASSEMINI - CA", comune="ASSEMINI"), "address")
    assert address["address_1"] == "Via Roma N.5"
    assert (address["postal_code"], address["city"], address["state_province"]) == ("09032", "Assemini", "CA")


@pytest.mark.parametrize(
    "cells",
    [
        {"indirizzo": "Via del Segreto 7", "indirizzo riservato": "sì"},
        {"indirizzo": "Indirizzo riservato - via del Segreto 7"},
        {"indirizzo": "riservato", "sede": "Casa del Segreto 7"},
    ],
)
def test_what_is_not_public_is_taken_nowhere(cells):
    found = rows(line(comune="Bergamo", coordinate="45.69, 9.67", **cells))
    assert {row.table for row in found}.isdisjoint({"location", "address", "service_at_location"})
    told = str([(row.values, row.mends, row.problems) for row in found])
    assert not any(secret in told for secret in ("Segreto", "45.69", "Bergamo"))
    [service] = [row for row in found if row.table == "service"]
    assert "not public" in service.mends[-1].message.text("en")
