"""Every answer against the schemas that the standards publish, where they are at hand."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from intreccio.interchange.hsds.standard import Kind, things
from tests.interchange.hsds.asking import LISTS, get, lines

STANDARDS = Path(__file__).parents[4] / "shared" / "standards"
HSDS, ORUK = STANDARDS / "hsds-3.1", STANDARDS / "oruk-3.0"
TABLES = STANDARDS / "hsds-3.2.3" / "datapackage.json"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not STANDARDS.is_dir(), reason=f"{STANDARDS} is absent"),
]
ALONE = {
    "services": "service", "organizations": "organization", "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    # Its answer is declared with the schema of services.
    "service_at_locations": "service",
}  # fmt: skip
LISTED = {
    "services": "compiled-3.1-dev/service_list", "organizations": "compiled-3.1-dev/organization_list",
    "service_at_locations": "compiled-3.1-dev/service_at_location_list", "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}  # fmt: skip


@cache
def validator(folder: Path, schema: str) -> Draft202012Validator:
    resources = [
        (file.name, Resource.from_contents(json.loads(file.read_text()), default_specification=DRAFT202012))
        for file in folder.glob("*.json")
    ]
    told = json.loads((folder / f"{schema}.json").read_text())
    return Draft202012Validator(
        told, registry=Registry().with_resources(resources), format_checker=FormatChecker()
    )


def faults(folder: Path, schema: str, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(folder, schema).iter_errors(value)]


@pytest.mark.parametrize("name", LISTS)
def test_lists_and_single_things_are_valid_hsds(demonstration: str, name: str) -> None:
    for number, listed in enumerate(lines(f"/hsds/{name}")):
        assert faults(HSDS, LISTED[name], listed) == []
        if number % 17 == 0:
            assert faults(HSDS, ALONE[name], get(f"/hsds/{name}/{listed['id']}")) == []


@pytest.mark.parametrize("name", LISTS)
def test_lists_and_single_things_are_valid_open_referral_uk(demonstration: str, name: str) -> None:
    listed_as = LISTED[name].replace("compiled-3.1-dev", "compiled")
    for number, listed in enumerate(lines(f"/oruk/{name}")):
        assert faults(ORUK, listed_as, listed) == []
        if number % 23 == 0:
            assert faults(ORUK, ALONE[name], get(f"/oruk/{name}/{listed['id']}")) == []


def test_everything_in_full_is_valid(demonstration: str) -> None:
    services = lines("/hsds/services", {"full": "true"})
    assert [fault for service in services[::5] for fault in faults(HSDS, "service", service)] == []
    held = lines("/hsds/service_at_locations", {"full": "true"})
    assert [fault for row in held[::11] for fault in faults(HSDS, "service_at_location", row)] == []
    organisations = lines("/hsds/organizations", {"full_service": "true"})
    assert [fault for row in organisations[::5] for fault in faults(HSDS, "organization", row)] == []


@pytest.mark.parametrize(("base", "folder"), [("/hsds", HSDS), ("/oruk", ORUK)])
def test_every_endpoint_and_parameter_of_the_standard_is_there(
    demonstration: str, base: str, folder: Path
) -> None:
    published = json.loads((folder / "openapi.json").read_text())
    ours = get(f"{base}/openapi.json")
    for path, operations in published["paths"].items():
        for method in operations.keys() & {"get", "post"}:
            asked = _parameters(published, operations[method])
            offered = _parameters(ours, ours["paths"][path]["get"])
            assert method in ours["paths"][path], f"{method} {path}"
            assert asked <= offered | {"format"}, f"{method} {path}"


def _parameters(told: dict[str, Any], operation: dict[str, Any]) -> set[str]:
    found = set()
    for parameter in operation.get("parameters", []):
        named = parameter.get("$ref", "").rpartition("/")[2]
        found.add(told["components"]["parameters"][named]["name"] if named else parameter["name"])
    return found


def test_the_tables_are_those_of_the_standard() -> None:
    published = json.loads(TABLES.read_text())["resources"]
    assert {row["name"]: row["path"] for row in published} == {name: one.file for name, one in things().items()}
    for row in published:
        known = things()[row["name"]]
        assert [field["name"] for field in row["schema"]["fields"]] == list(known.fields)
        links = {link["fields"]: link["reference"]["resource"] for link in row["schema"].get("foreignKeys", [])}
        assert links == known.links
        for field in row["schema"]["fields"]:
            ours = known.fields[field["name"]]
            kind = field.get("format") or field["type"]
            assert ours.kind == (Kind.TEXT if kind == "string" else kind)
            assert list(ours.choices) == field["constraints"].get("enum", [])
            required = ours.required or ours.name in known.tabular_required
            assert required == field["constraints"]["required"], (row["name"], ours.name)


def test_what_hangs_below_an_object_is_what_its_schema_says() -> None:
    for name, known in things().items():
        properties = json.loads((HSDS / f"{name}.json").read_text())["properties"]
        many = {key: item["items"]["$ref"] for key, item in properties.items() if item.get("type") == "array"}
        one = {key: item["$ref"] for key, item in properties.items() if "$ref" in item}
        assert {key: f"{target}.json" for key, target in known.many.items()} == many
        assert {key: f"{target}.json" for key, target in known.one.items()} == one
