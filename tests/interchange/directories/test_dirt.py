"""Real directories are dirty: what can be mended is, and told; what cannot is refused, and told."""

import pytest

from intreccio.interchange.directories.rows import DirectoryRefused
from tests.interchange.directories.reading import mends, one, only, problems, read, service

# Text.


@pytest.mark.parametrize(
    ("said", "clean", "why"),
    [
        ("Primo.\\nSecondo.\\r\\nTerzo.", "Primo.\nSecondo.\nTerzo.", "Line breaks"),
        ("<p>Cammino</p><p>ogni <b>lunedì</b></p>", "Cammino\nogni lunedì", "HTML markup"),
        ("Caff&egrave; &amp;amp; tè", "Caffè & tè", "HTML markup"),
        ('Vedi <a href="https://a.example.org">qui</a>', "Vedi qui (https://a.example.org)", "HTML markup"),
        ("Uno<script>alert(1)</script> due", "Uno due", "HTML markup"),
        ("CittÃ\xa0 dellâ€™arte", "Città dell’arte", "wrong encoding"),
        ("Citt├á perch├®", "Città perché", "wrong encoding"),
        ("Universit… e perchŠ", "Università e perchè", "wrong encoding"),
        ("PerchÞ cosý", "Perchè così", "wrong encoding"),
        ("Con\x07 campanello\u200b", "Con campanello", "Control characters"),
        ("zero\x00byte", "zerobyte", "Control characters"),
    ],
)
def test_text_is_made_readable_and_the_report_says_how(said, clean, why):
    row = service(description=said)
    assert row.values["description"] == clean
    assert why in mends(row)


@pytest.mark.parametrize(
    "text",
    [
        "5 < 6 e 7 > 3",
        "AT&T; R&D",
        "scrivi a <nome@example.org>",
        "«CAFÉ» È «SÌ»",
        "Attesa… poi • punto",
        "Ångström, Šibenik",
    ],
)
def test_what_only_looks_like_dirt_is_left_alone(text):
    row = service(description=text)
    assert row.values["description"] == text
    assert not row.mends


def test_a_single_byte_of_another_encoding_in_utf8_is_mended():
    text = (
        "id,organization_id,name,status,description\n1,7,Forlì Cantù però,active,".encode() + b"citt\xe0 vecchia\n"
    )
    row = only(read({"services.csv": text}), "service")
    assert (row.values["name"], row.values["description"]) == ("Forlì Cantù però", "città vecchia")
    assert "wrong encoding" in mends(row)


@pytest.mark.parametrize("encoding", ["cp850", "cp1252", "utf-16", "utf-8-sig"])
def test_tables_in_every_usual_encoding_are_read_without_a_word(encoding):
    text = "id,organization_id,name,status\n1,7,Perché così è più bello,active\n"
    row = only(read({"services.csv": text.encode(encoding)}), "service")
    assert row.values["name"] == "Perché così è più bello"
    assert not row.mends


@pytest.mark.parametrize("nothing", ["NULL", "\\N", "nan", "#N/A"])
def test_signs_for_no_value_count_as_empty(nothing):
    row = service(url=nothing)
    assert "url" not in row.values
    assert "no value" in mends(row)


def test_none_of_fees_means_that_there_are_none():
    assert service(fees="None").values["fees"] == "None"


# Ids and links.


def test_ids_that_a_spreadsheet_made_decimal_are_whole_again():
    row = service(id=" 00123 ", organization_id="17.0")
    assert (row.key, row.values["organization_id"]) == ("00123", "17")
    assert "decimal point" in mends(row)
    assert service(id="12.0").key == "12"


def test_repeated_ids_are_all_given_for_whoever_sees_the_whole():
    rows = read({"services.csv": "id,organization_id,name,status\n1,7,Uno,active\n1,7,Due,active\n"})
    assert [row.key for row in rows] == ["1", "1"]


def test_a_listing_without_an_id_gets_one_from_what_names_it_and_the_report_says_so():
    first = service(id="", description="one text")
    second = service(id="", description="another text")
    assert first.key == second.key != service(id="", name="Altro").key
    assert first.key.startswith("~")
    assert "Without an id" in mends(first)


def test_what_belongs_to_a_listing_and_has_no_id_gets_one_quietly():
    rows = read({"phones.csv": "id,service_id,number\n,1,035 123456\n,1,035 654321\n"})
    assert len({row.key for row in rows}) == 2
    assert not any(row.mends for row in rows)


def test_links_to_what_does_not_exist_stay_for_whoever_sees_the_whole():
    assert service(organization_id="nobody").values["organization_id"] == "nobody"


@pytest.mark.parametrize("missing", ["name", "organization_id"])
def test_a_row_without_what_it_needs_is_refused_and_says_what_the_file_says(missing):
    row = service(**{missing: "", "url": "www.example.org"})
    assert problems(row) == f"{missing}: Missing, and without it nothing can be imported."
    assert row.values["url"] == "www.example.org"


def test_a_blank_value_that_the_standard_requires_is_told_and_done_without():
    row = one("organization", id="1", name="Ente", description="")
    assert mends(row) == "description: Missing: imported without."
    assert not row.problems


def test_a_place_without_a_name_is_named_by_its_address():
    rows = read(
        {
            "locations.csv": "id,name,location_type\n3,,physical\n4,,physical\n",
            "addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country\n"
            "1,3,Via Roma 1,Bergamo,BG,24121,IT\n",
        }
    )
    named, nameless = (row for row in rows if row.table == "location")
    assert named.values["name"] == "Via Roma 1, Bergamo"
    assert "taken from the address" in mends(named)
    assert "name" not in nameless.values


# Status and ages.


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ("", "active", "was missing"),
        ("Attivo", "active", "counts as active"),
        ("closed", "defunct", "counts as defunct"),
        ("wibble", "inactive", "no known status"),
    ],
)
def test_every_status_becomes_one_of_four_and_an_unknown_one_shows_nothing(said, status, why):
    row = service(status=said)
    assert row.values["status"] == status
    assert why in mends(row)


@pytest.mark.parametrize(
    ("column", "said", "least", "most"),
    [
        ("minimum_age", "18+", 18, None),
        ("minimum_age", "0-3", 0, 3),
        ("maximum_age", "under 18", None, 18),
        ("minimum_age", "da 6 a 14 anni", 6, 14),
        ("minimum_age", "65.0", 65, None),
        ("minimum_age", "400", None, None),
        ("minimum_age", "adulti", None, None),
    ],
)
def test_ages_are_read_as_people_write_them(column, said, least, most):
    row = service(**{column: said})
    assert (row.values.get("minimum_age"), row.values.get("maximum_age")) == (least, most)
    assert bool(row.mends) == (said != "65.0")


def test_ages_that_changed_places_go_back():
    row = service(minimum_age="99", maximum_age="18")
    assert (row.values["minimum_age"], row.values["maximum_age"]) == (18, 99)
    assert "changed places" in mends(row)


# Whole files.


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "services.csv: the file is empty"),
        (b"%PDF-1.7 x", "services.csv: this is no table"),
        (b'id,name\n1,"never closed\n' + b"x,y\n" * 400, "services.csv: line 2: .*never closed"),
        (b"1,7,Cammino,035123456\n", "services.csv: line 1: .*name the columns"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_name_and_the_place(content, message):
    with pytest.raises(DirectoryRefused, match=message):
        read({"services.csv": content, "organizations.csv": "id,name\n1,Ente\n"})
