"""Tables of every version of HSDS, and of Ohana, arrive in the names of HSDS 3.2."""

import io
import json

import pytest
from openpyxl import Workbook

from intreccio.interchange.directories.opening import open_directory
from intreccio.interchange.directories.rows import Format
from tests.interchange.directories.reading import (
    ORGANISATION,
    mends,
    only,
    packed,
    problems,
    read,
    read_bytes,
    table,
)

SERVICES = "id,organization_id,name,status\n1,7,Cammino,active\n"


def test_a_package_of_version_1_1_is_told_in_the_words_of_3_2():
    rows = read(
        {
            "organizations.csv": "id,name,description,url\n7,Passo Lento,Gruppi,http://passo.example.org\n",
            "services.csv": SERVICES,
            "locations.csv": "id,organization_id,name,latitude,longitude\n3,7,Oratorio,45.69,9.67\n",
            "services_at_location.csv": "id,service_id,location_id\n1,1,3\n",
            "physical_addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country\n"
            "1,3,Via Roma 1,Bergamo,BG,24121,IT\n",
            "postal_addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country\n"
            "1,3,Casella 5,Bergamo,BG,24121,IT\n",
            "regular_schedules.csv": "id,service_id,weekday,opens_at,closes_at\n1,1,Monday,09:00,12:00\n"
            "2,1,2,14:00,17:00\n",
            "eligibility.csv": "id,service_id,eligibility\n1,1,Over 65\n2,1,Residents\n",
            "payments_accepted.csv": "id,service_id,payment\n1,1,cash\n",
            "taxonomy.csv": "id,name,parent_id,vocabulary\n46,Movimento,,Own list\n",
            "services_taxonomy.csv": "id,service_id,taxonomy_id,taxonomy_detail\n1,1,46,\n",
            "accessibility_for_disabilities.csv": "id,location_id,accessibility,details\n1,3,ramp,at the back\n",
            "languages.csv": "id,service_id,language\n1,1,es\n",
        }
    )
    assert table(rows, "organization") == {
        "7": {"name": "Passo Lento", "description": "Gruppi", "website": "http://passo.example.org"}
    }
    assert table(rows, "service")["1"] == {
        "organization_id": "7",
        "name": "Cammino",
        "status": "active",
        "eligibility_description": "Over 65\nResidents",
    }
    assert table(rows, "location")["3"]["location_type"] == "physical"
    assert {key: values["address_type"] for key, values in table(rows, "address").items()} == {
        "1": "physical",
        "postal_address:1": "postal",
    }
    assert table(rows, "schedule") == {
        "1": {"service_id": "1", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"},
        "2": {"service_id": "1", "freq": "WEEKLY", "byday": "TU", "opens_at": "14:00", "closes_at": "17:00"},
    }
    assert table(rows, "cost_option") == {"payments_accepted:1": {"service_id": "1", "option": "cash"}}
    assert table(rows, "taxonomy_term") == {"46": {"name": "Movimento", "taxonomy": "Own list"}}
    assert table(rows, "attribute") == {"1": {"link_id": "1", "link_entity": "service", "taxonomy_term_id": "46"}}
    assert table(rows, "accessibility") == {
        "1": {"location_id": "3", "description": "ramp", "details": "at the back"}
    }
    assert table(rows, "language") == {"1": {"service_id": "1", "code": "es"}}


def test_what_version_1_said_of_a_telephone_in_lists_and_beside_its_number_is_kept():
    rows = read(
        {
            "phones.csv": "id,service_id,number,type,language,description,department\n"
            '1,1,035 123456,voice,"it, es",Mattina,Segreteria\n'
        }
    )
    assert only(rows, "phone").values["description"] == "Mattina\nSegreteria"
    assert [(values["phone_id"], values["code"]) for values in table(rows, "language").values()] == [
        ("1", "it"),
        ("1", "es"),
    ]


def test_tables_of_version_2_link_terms_to_services_and_to_other_things():
    rows = read(
        {
            "service_attribute.csv": "id,service_id,taxonomy_term_id\n1,1,46\n",
            "other_attribute.csv": "id,link_id,link_entity,taxonomy_term_id\n1,3,locations,46\n",
        }
    )
    assert table(rows, "attribute") == {
        "1": {"link_id": "1", "link_entity": "service", "taxonomy_term_id": "46"},
        "other_attribute:1": {"link_id": "3", "link_entity": "location", "taxonomy_term_id": "46"},
    }


@pytest.mark.parametrize(
    ("files", "version"),
    [
        (("organizations.csv", "regular_schedules.csv"), "1.1"),
        (("organizations.csv", "service_attribute.csv", "physical_address.csv"), "2.0"),
        (("organization.csv", "address.csv", "cost_option.csv"), "3.0"),
        (("organizations.csv", "addresses.csv", "units.csv"), "3.1+"),
        (("organizations.csv",), ""),
    ],
)
def test_the_version_is_told_by_the_tables(files, version):
    with open_directory(packed(dict.fromkeys(files, "id,name\n")), name="x.zip") as directory:
        assert (directory.format, directory.version) == (Format.HSDS_TABLES, version)


def test_the_same_id_means_another_thing_in_each_table():
    rows = read({"organizations.csv": "id,name,description\n1,Ente,x\n", "services.csv": SERVICES})
    assert {(row.table, row.key) for row in rows} == {("organization", "1"), ("service", "1")}


def test_the_package_file_names_tables_whatever_their_files_are_called():
    package = {
        "resources": [{"name": "service", "path": "data/elenco.csv"}, {"name": "phone", "path": "../x.csv"}]
    }
    files = packed({"datapackage.json": json.dumps(package), "data/elenco.csv": SERVICES})
    with open_directory(files, name="x.zip") as directory:
        assert only(list(directory.rows()), "service").file == "data/elenco.csv"
        assert [(aside.file, aside.reason.text("en")) for aside in directory.aside] == [
            ("../x.csv", "It is on the list of datapackage.json, but it is not there.")
        ]


def test_a_broken_package_file_is_told_and_done_without():
    with open_directory(packed({"datapackage.json": "{", "services.csv": SERVICES}), name="x.zip") as directory:
        assert [aside.file for aside in directory.aside] == ["datapackage.json"]
        assert only(list(directory.rows()), "service").values["name"] == "Cammino"


def test_what_is_not_read_is_told_file_by_file_and_column_by_column():
    files = {
        "services.csv": "id,organization_id,name,status,colour\n1,7,Cammino,active,red\n",
        "readme.txt": "hello",
        "old/services.csv": SERVICES,
        "__MACOSX/._services.csv": "x",
        "more.json": "[]",
    }
    with open_directory(packed(files), name="x.zip") as directory:
        assert {(aside.file, aside.column) for aside in directory.aside} == {
            ("services.csv", "colour"),
            ("readme.txt", ""),
            ("old/services.csv", ""),
            ("__MACOSX/._services.csv", ""),
            ("more.json", ""),
        }
        assert len(list(directory.rows())) == 1


def test_a_table_of_three_hundred_columns_is_read_and_its_unknown_columns_told_or_counted():
    extra = [f"c{number}" for number in range(300)]
    text = (
        ",".join(["id", "organization_id", "name", *extra]) + "\n" + ",".join(["1", "7", "Cammino", *["x"] * 300])
    )
    with open_directory(packed({"services.csv": text}), name="x.zip") as directory:
        assert len(directory.aside) == 51
        assert directory.aside[-1].reason.text("en") == "250 more columns for which HSDS has no field."
        assert only(list(directory.rows()), "service").values["name"] == "Cammino"


def test_a_folder_and_its_zip_are_the_same_directory(tmp_path):
    files = {"organizations.csv": ORGANISATION, "services.csv": SERVICES}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with (
        open_directory(tmp_path, name="folder") as folder,
        open_directory(packed(files), name="x.zip") as archive,
        open_directory(packed({**files, "services.csv": SERVICES + " "}), name="x.zip") as other,
    ):
        assert folder.fingerprint == archive.fingerprint != other.fingerprint
        assert list(folder.rows()) == list(archive.rows()) == list(archive.rows())


def test_links_in_a_folder_are_not_followed(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.csv").write_text(SERVICES)
    (tmp_path / "inside" / "organizations.csv").write_text(ORGANISATION)
    (tmp_path / "inside" / "services.csv").symlink_to(tmp_path / "secret.csv")
    with open_directory(tmp_path / "inside", name="inside") as directory:
        assert [aside.file for aside in directory.aside] == ["services.csv"]
        assert {row.table for row in directory.rows()} == {"organization"}


def test_a_single_table_and_a_workbook_are_directories_too():
    assert only(read_bytes(SERVICES.encode(), "services.csv"), "service").file == ""
    book, file = Workbook(), io.BytesIO()
    book.active.title = "organizations"
    for row in (["id", "name", "description"], [7, "Passo Lento", "Cammini"]):
        book.active.append(row)
    book.create_sheet("note").append(["nothing"])
    book.save(file)
    with open_directory(file, name="directory.xlsx") as directory:
        row = only(list(directory.rows()), "organization")
        assert (row.file, row.line, row.key, row.values["name"]) == ("organizations", 2, "7", "Passo Lento")
        assert [aside.file for aside in directory.aside] == ["note"]


def test_in_ohana_lists_in_cells_become_rows_and_a_service_belongs_to_its_locations_organisation():
    rows = read(
        {
            "organizations.csv": 'id,name,description,funding_sources\n7,Passo Lento,x,"Donations, Grants"\n',
            "locations.csv": "id,organization_id,name,admin_emails,languages,accessibility,virtual\n"
            '3,7,Oratorio,boss@example.org,"Spanish, Tagalog","ramp, restroom",false\n4,7,Online,,,,true\n',
            "services.csv": "id,location_id,name,status,taxonomy_ids,keywords,accepted_payments,"
            'required_documents,service_areas\n1,3,Cammino,active,"101,101-01","walk, Health",Cash,ID,Bergamo\n',
            "taxonomy.csv": "taxonomy_id,name,parent_id,parent_name\n101,Emergency,,\n"
            "101-01,Disaster,101,Emergency\n",
            "mail_addresses.csv": "id,location_id,attention,address_1,city,state_province,postal_code,country\n"
            "1,3,Anna,Via Roma 1,Bergamo,BG,24121,IT\n",
            "holiday_schedules.csv": "id,location_id,start_date,end_date,closed,opens_at,closes_at\n"
            '1,3,2026-12-24,2026-12-24,false,10:00,16:00\n2,3,"January 01, 0001","January 01, 0001",true,,\n',
        }
    )
    assert table(rows, "service")["1"]["organization_id"] == "7"
    assert {values["source"] for values in table(rows, "funding").values()} == {"Donations", "Grants"}
    assert list(table(rows, "service_at_location").values()) == [{"service_id": "1", "location_id": "3"}]
    assert [values.get("code") for values in table(rows, "language").values()] == ["es", "tl"]
    assert {values["description"] for values in table(rows, "accessibility").values()} == {"ramp", "restroom"}
    assert {key: values["location_type"] for key, values in table(rows, "location").items()} == {
        "3": "physical",
        "4": "virtual",
    }
    assert table(rows, "taxonomy_term") == {
        "101": {"code": "101", "name": "Emergency"},
        "101-01": {"code": "101-01", "name": "Disaster", "parent_id": "101"},
        "keywords:walk": {"name": "walk", "taxonomy": "keywords"},
        "keywords:health": {"name": "Health", "taxonomy": "keywords"},
    }
    assert {values["taxonomy_term_id"] for values in table(rows, "attribute").values()} == {
        "101",
        "101-01",
        "keywords:walk",
        "keywords:health",
    }
    assert table(rows, "address")["mail_address:1"]["address_type"] == "postal"
    special, yearly = table(rows, "schedule").values()
    assert (special["valid_from"], special["opens_at"], special["byday"]) == (
        "2026-12-24",
        "10:00",
        "MO,TU,WE,TH,FR,SA,SU",
    )
    assert yearly == {"location_id": "3", "closed": True, "description": "Every year (month-day): 01-01\nClosed"}
    assert only(rows, "cost_option").values["option"] == "Cash"


def test_internal_addresses_of_ohana_are_not_taken():
    files = {"locations.csv": "id,organization_id,name,admin_emails\n3,7,Oratorio,boss@example.org\n"}
    assert "boss@example.org" not in str(read(files))


def test_categories_beside_the_tables_are_linked_by_their_other_id_each_once():
    rows = read(
        {
            "services.csv": "id,location_id,organization_id,name,status\n1,3,7,Cammino,active\n",
            "taxonomy.csv": "id,name,taxonomy_id,parent_id\n46,Walking,101-01,\n",
            "service_categories.json": '{"1": ["46", "46"]}',
        }
    )
    row = only(rows, "attribute")
    assert row.values == {"link_id": "1", "link_entity": "service", "taxonomy_term_id": "101-01"}
    assert "kept once" in mends(row)


def test_a_line_that_belongs_to_a_row_that_is_not_there_is_refused_not_lost():
    files = {"services.csv": SERVICES, "eligibility.csv": "id,service_id,eligibility\n1,99,Over 65\n"}
    (orphan,) = [row for row in read(files) if row.problems]
    assert (orphan.file, orphan.line, orphan.key) == ("eligibility.csv", 2, "99")
    assert orphan.values == {"eligibility_description": "Over 65"}
    assert "not there" in problems(orphan)


def test_a_line_wider_than_its_header_is_refused():
    (row,) = read({"services.csv": "id,organization_id,name,status\n1,7,Cammino, insieme,active\n"})
    assert "5 cells, the header 4" in problems(row)
