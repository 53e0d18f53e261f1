"""JSON as APIs and exports give it arrives as rows of tables; what is broken is told, and the rest read."""

import io
import json
import tracemalloc

import pytest

from intreccio.interchange.directories.json_text import LARGEST
from intreccio.interchange.directories.opening import open_directory
from intreccio.interchange.directories.rows import DirectoryRefused, Format
from tests.interchange.directories.reading import mends, only, packed, problems, read_bytes, read_json, table

BODY = {"id": "7", "name": "Passo Lento", "description": "Gruppi"}
SERVICE = {"id": "1", "name": "Cammino", "status": "active", "organization": BODY}
FULL = SERVICE | {
    "program": {"id": "p", "name": "Cammini", "description": "x"},
    "phones": [{"id": "t", "number": "+39035123456", "languages": [{"id": "l", "code": "it"}]}],
    "attributes": [
        {
            "id": "a",
            "taxonomy_term": {"id": "46", "name": "Movimento", "taxonomy_detail": {"id": "x", "name": "Own"}},
        }
    ],
    "service_at_locations": [
        {
            "id": "s",
            "schedules": [{"id": "h", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "10:00"}],
            "location": {
                "id": "3",
                "name": "Oratorio",
                "location_type": "physical",
                "latitude": 45.69,
                "longitude": 9.67,
                "addresses": [
                    {"id": "i", "address_1": "Via Roma 1", "city": "Bergamo", "address_type": "physical"}
                ],
            },
        }
    ],
    "additional_urls": [{"id": "u", "url": "https://example.org"}],
    "metadata": [{"id": "m", "last_action_type": "update"}],
}


def test_a_nested_service_becomes_linked_rows():
    rows = read_json(FULL)
    assert table(rows, "service")["1"] == {
        "name": "Cammino",
        "status": "active",
        "organization_id": "7",
        "program_id": "p",
    }
    assert table(rows, "organization")["7"]["name"] == "Passo Lento"
    assert table(rows, "program")["p"]["organization_id"] == "7"
    assert table(rows, "phone") == {"t": {"number": "+39035123456", "service_id": "1"}}
    assert table(rows, "language") == {"l": {"code": "it", "phone_id": "t"}}
    assert table(rows, "attribute") == {"a": {"link_id": "1", "link_entity": "service", "taxonomy_term_id": "46"}}
    assert table(rows, "taxonomy_term") == {"46": {"name": "Movimento", "taxonomy_id": "x"}}
    assert table(rows, "taxonomy") == {"x": {"name": "Own"}}
    assert table(rows, "service_at_location") == {"s": {"service_id": "1", "location_id": "3"}}
    assert table(rows, "schedule")["h"]["service_at_location_id"] == "s"
    assert (table(rows, "location")["3"]["latitude"], table(rows, "location")["3"]["longitude"]) == (45.69, 9.67)
    assert table(rows, "address")["i"]["location_id"] == "3"
    assert table(rows, "url") == {"u": {"url": "https://example.org", "service_id": "1"}}
    assert table(rows, "metadata")["m"] == {
        "resource_id": "1",
        "resource_type": "service",
        "last_action_type": "update",
    }
    assert {row.line for row in rows} == {1}


@pytest.mark.parametrize(
    "value",
    [
        [SERVICE],
        {"contents": [SERVICE], "total_items": 1, "page_number": 1},
        {"items": [SERVICE]},
        {"services.csv": [SERVICE]},
        BODY | {"services": [{name: value for name, value in SERVICE.items() if name != "organization"}]},
    ],
)
def test_lists_pages_tables_and_nested_organisations_give_the_same(value):
    rows = read_json(value)
    assert table(rows, "service")["1"]["organization_id"] == "7"
    assert table(rows, "organization")["7"]["name"] == "Passo Lento"


def test_an_organisation_in_every_service_is_given_once_and_again_only_where_it_differs():
    same = [SERVICE | {"id": str(number)} for number in range(3)]
    other = SERVICE | {"id": "9", "organization": BODY | {"name": "Passo Svelto"}}
    names = [row.values["name"] for row in read_json([*same, other]) if row.table == "organization"]
    assert names == ["Passo Lento", "Passo Svelto"]


def test_one_thing_with_several_owners_is_one_row_with_several_links():
    phone = {"id": "t", "number": "+39035123456"}
    place = {"id": "3", "name": "Oratorio", "location_type": "physical", "phones": [phone]}
    rows = read_json(SERVICE | {"phones": [phone], "service_at_locations": [{"id": "s", "location": place}]})
    assert only(rows, "phone").values == {"number": "+39035123456", "service_id": "1", "location_id": "3"}


def test_a_place_without_a_name_is_named_by_the_address_inside_it():
    place = {
        "id": "3",
        "location_type": "physical",
        "addresses": [{"id": "i", "address_1": "Via Roma 1", "city": "Bergamo"}],
    }
    assert only(read_json(place), "location").values["name"] == "Via Roma 1, Bergamo"


def test_a_place_directly_inside_a_service_is_where_it_takes_place():
    rows = read_json(SERVICE | {"locations": [{"id": "3", "name": "Oratorio", "location_type": "physical"}]})
    assert table(rows, "service_at_location") == {"service:1:3": {"service_id": "1", "location_id": "3"}}


def test_ids_and_values_may_be_numbers_and_null_is_nothing():
    rows = read_json([{"id": 17, "name": "Ente", "description": None, "year_incorporated": 1999.0, "website": ""}])
    assert table(rows, "organization") == {"17": {"name": "Ente", "year_incorporated": 1999}}


def test_older_names_are_understood_in_json_too():
    old = SERVICE | {
        "eligibilitys": [{"id": "1", "eligibility": "Over 65"}],
        "service_taxonomys": [{"id": "2", "taxonomy": {"id": "46", "name": "Movimento", "vocabulary": "Own"}}],
        "regular_schedules": [{"id": "3", "weekday": "Monday", "opens_at": "9am", "closes_at": "5pm"}],
        "languages": ["Italian", "Spanish"],
    }
    rows = read_json(old)
    assert table(rows, "service")["1"]["eligibility_description"] == "Over 65"
    assert table(rows, "attribute")["2"]["taxonomy_term_id"] == "46"
    assert table(rows, "taxonomy_term")["46"]["taxonomy"] == "Own"
    assert table(rows, "schedule")["3"] == {
        "service_id": "1",
        "freq": "WEEKLY",
        "byday": "MO",
        "opens_at": "09:00",
        "closes_at": "17:00",
    }
    assert [values["code"] for values in table(rows, "language").values()] == ["it", "es"]


def test_names_that_the_standard_does_not_know_are_told_once():
    document = json.dumps([SERVICE | {"colour": "red", "moods": [{"x": 1}]}, SERVICE | {"colour": "blue"}])
    with open_directory(io.BytesIO(document.encode()), name="x.json") as directory:
        list(directory.rows())
        assert [aside.column for aside in directory.aside] == ["service.colour", "service.moods"]


def test_several_documents_in_a_zip_are_read_one_after_the_other():
    files = {"a/services_1.json": json.dumps([SERVICE]), "b.ndjson": json.dumps(BODY) + "\n", "notes.md": "x"}
    with open_directory(packed(files), name="x.zip") as directory:
        rows = list(directory.rows())
        assert directory.format is Format.HSDS_JSON
        assert [aside.file for aside in directory.aside] == ["notes.md"]
    assert {row.file for row in rows} == {"a/services_1.json", "b.ndjson"}


# One object a line.


def lines(*values: object) -> bytes:
    return b"".join(
        (value if isinstance(value, bytes) else json.dumps(value).encode()) + b"\n" for value in values
    )


@pytest.mark.parametrize("name", ["directory.ndjson", "directory.jsonl", "directory.json", "export"])
def test_one_object_a_line_is_recognised_whatever_the_file_is_called(name):
    content = lines(SERVICE, SERVICE | {"id": "2"})
    with open_directory(io.BytesIO(content), name=name) as directory:
        assert directory.format is Format.HSDS_NDJSON
        assert [(row.key, row.line) for row in directory.rows() if row.table == "service"] == [("1", 1), ("2", 2)]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (b'{"id": "2", "name": ', "This is no JSON"),
        (b'{"id": "2", "id": "3", "name": "x"}', "“id” is twice"),
        (b'{"id": "2", "name": NaN}', "“NaN” is not a value"),
        (b'{"id": "2", "year_incorporated": ' + b"9" * 5000 + b"}", "too many digits"),
        (b'{"id": "2", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"id": "2"} trailing', "not a JSON object"),
        (b"[1, 2]", "not a JSON object"),
        (b'{"colour": "red"}', "cannot be told what this is"),
        (b'{"id": "2", "name": "' + b"x" * LARGEST + b'"}', "million characters"),
    ],
)
def test_a_broken_line_is_refused_and_the_next_one_read(broken, why):
    rows = read_bytes(lines(SERVICE, broken, SERVICE | {"id": "3"}), "directory.ndjson")
    (refused,) = [row for row in rows if row.problems]
    assert refused.line == 2
    assert why in problems(refused)
    assert [row.key for row in rows if row.table == "service" and not row.problems] == ["1", "3"]


def test_broken_lines_come_first_too():
    rows = read_bytes(lines(b'{"id": }', SERVICE), "directory.json")
    assert [(row.line, bool(row.problems)) for row in rows if row.table == "service"] == [(1, True), (2, False)]


def test_bytes_of_another_encoding_are_mended():
    line = json.dumps(SERVICE | {"name": "citta"}).encode().replace(b"citta", b"citt\xe0")
    row = only(read_bytes(line, "directory.ndjson"), "service")
    assert row.values["name"] == "città"
    assert "wrong encoding" in mends(row)


def test_lone_surrogates_and_zero_bytes_do_not_come_through():
    row = only(read_json(SERVICE | {"name": "a\ud800b\x00c"}), "service")
    assert row.values["name"] == "abc"
    assert "Control characters" in mends(row)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_do_not_matter(encoding):
    content = json.dumps(SERVICE).encode(encoding)
    assert only(read_bytes(content, "x.json"), "service").values["name"] == "Cammino"


# Documents that are no JSON, and long ones.


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'[{"id": "1", "name": "x"', "character [0-9]+: .*no JSON"),
        (b'[{"id": "1"} {"id": "2"}]', "character 14: Here “,” is needed"),
        (b'[{"id": "1"}] and more', "character 15: There is more"),
    ],
)
def test_a_document_that_is_no_json_is_refused_at_the_place(content, message):
    with pytest.raises(DirectoryRefused, match=message):
        read_bytes(content, "x.json")


def test_in_a_list_an_element_that_is_refused_does_not_end_it():
    rows = read_bytes(b'[{"id": "1", "name": NaN}, ' + json.dumps(SERVICE).encode() + b"]", "services.json")
    assert [(row.line, bool(row.problems)) for row in rows if row.table == "service"] == [(1, True), (2, False)]


def long_list(count: int, before: str = "[", after: str = "]") -> bytes:
    filler = "parola " * 2_000
    elements = (json.dumps(SERVICE | {"id": str(number), "description": filler}) for number in range(count))
    return (before + ",\n".join(elements) + after).encode()


@pytest.mark.parametrize(
    ("before", "after"), [("[", "]"), ('{"page_number": 1, "contents": [', '], "empty": false}')]
)
def test_a_long_document_is_read_within_bounded_memory(before, after):
    content = long_list(4_000, before, after)
    with open_directory(io.BytesIO(content), name="services.json") as directory:
        tracemalloc.start()
        count = sum(row.table == "service" for row in directory.rows())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == 4_000
    assert len(content) > 50_000_000
    assert peak < 40_000_000


def test_one_single_thing_that_is_too_long_is_refused():
    content = long_list(1_000, '{"id": "7", "name": "Ente", "services": [')[:-1] + b"]}"
    with pytest.raises(DirectoryRefused, match="million characters"):
        read_bytes(content, "x.json")
