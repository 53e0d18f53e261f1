"""What the endpoints answer: whole, honest, and as their own description says."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from jsonschema import Draft202012Validator

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.models import Service, ServiceAtSite, Taxonomy, Term
from intreccio.catalogue.search.models import SearchEntry
from tests.interchange.hsds.asking import LISTS, bad_ids, body, client, empty_values, get, ids, lines

pytestmark = pytest.mark.usefixtures("demonstration")

BASES = ("/hsds", "/oruk")
PAGE = {
    "total_items": int, "total_pages": int, "page_number": int, "size": int,
    "first_page": bool, "last_page": bool, "empty": bool, "contents": list,
}  # fmt: skip


def validator(base: str, name: str) -> Draft202012Validator:
    """What the served description says of the objects of a list."""
    told = get(f"{base}/openapi.json")
    page = told["paths"][f"/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**page, "components": told["components"]})


def test_the_root_says_which_standard_this_is() -> None:
    assert get("/hsds/")["version"] == "3.2"
    root = get("/oruk/")
    assert root["version"] == "HSDS-UK-3.0"
    assert client().get(root["openapi_url"]).json()["info"]["title"] == "Intreccio: Open Referral UK HSDS-UK-3.0"


def test_the_demonstration_says_that_it_is_one(settings: Any) -> None:
    settings.INTRECCIO_DEMONSTRATION = True
    assert "invented" in get("/hsds/")["notice"]
    assert "invented" in get("/oruk/openapi.json")["info"]["description"]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_as_its_description_says(base: str, name: str) -> None:
    allowed = validator(base, name)
    for query in ({}, {"full": "true", "per_page": 100}, {"full_service": "true"}):
        page = get(f"{base}/{name}", query)
        assert {field: type(value) for field, value in page.items()} == PAGE
        assert page["contents"]
        assert [error.message for error in allowed.iter_errors(page)] == []
        assert list(empty_values(page)) == []
        assert list(bad_ids(page)) == []


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("name", LISTS)
def test_what_is_listed_is_also_there_by_itself(base: str, name: str) -> None:
    for listed in get(f"{base}/{name}", {"per_page": 3})["contents"]:
        alone = get(f"{base}/{name}/{listed['id']}")
        assert alone["id"] == listed["id"]
        assert list(empty_values(alone)) == []
        assert listed.keys() - {"organization", "program", "location", "service"} <= alone.keys()


def test_a_place_by_itself_also_carries_its_services_name_and_status() -> None:
    held = get("/hsds/service_at_locations", {"per_page": 1})["contents"][0]
    alone = get(f"/hsds/service_at_locations/{held['id']}")
    assert (alone["name"], alone["status"]) == (held["service"]["name"], "active")


def test_pages_hold_everything_once_and_their_totals_are_exact() -> None:
    seen: list[str] = []
    number = 1
    while True:
        page = get("/hsds/services", {"page": number, "per_page": 100})
        seen += ids(page)
        assert page["total_items"] == SearchEntry.objects.count()
        assert (page["first_page"], page["size"]) == (number == 1, len(page["contents"]))
        if page["last_page"]:
            break
        number += 1
    assert number == page["total_pages"]
    assert len(seen) == len(set(seen)) == page["total_items"]
    beyond = get("/hsds/services", {"page": number + 1, "per_page": 100})
    assert (beyond["empty"], beyond["contents"], beyond["last_page"]) == (True, [], True)


def test_a_minimal_list_is_all_on_one_page() -> None:
    page = get("/hsds/services", {"minimal": "true"})
    assert page["size"] == page["total_items"] == len(page["contents"]) == SearchEntry.objects.count()
    assert {tuple(item) for item in page["contents"]} == {("id", "last_modified")}
    assert get("/hsds/services", {"minimal": "true", "per_page": 7})["size"] == 7


@pytest.mark.parametrize("name", LISTS)
def test_a_stream_holds_the_same_as_all_pages(name: str) -> None:
    paged: list[Any] = []
    for number in range(1, get(f"/hsds/{name}", {"per_page": 100})["total_pages"] + 1):
        paged += get(f"/hsds/{name}", {"per_page": 100, "page": number})["contents"]
    assert lines(f"/hsds/{name}") == paged


@pytest.mark.parametrize("name", LISTS)
def test_asking_by_post_answers_the_same(name: str) -> None:
    query = {"page": 2, "per_page": 3, "search": "a", "full": True}
    asked = client().get(f"/hsds/{name}", {**query, "full": "true"})
    as_json = client().post(f"/hsds/{name}", query, content_type="application/json")
    as_form = client().post(f"/hsds/{name}", {**query, "full": "true"})
    beside = client().post(f"/hsds/{name}?search=a&page=2", {"per_page": 3, "full": True}, "application/json")
    assert asked.status_code == 200
    assert {answer.content for answer in (as_json, as_form, beside)} == {asked.content}


def test_asking_by_post_needs_no_token_and_can_write_nothing() -> None:
    stranger = Client(enforce_csrf_checks=True, headers={"X-Forwarded-Proto": "https"})
    modes: list[Any] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        modes.append(connection.connection.execute("SHOW transaction_read_only").fetchone()[0])
        return result

    with connection.execute_wrapper(note):
        assert stranger.post("/hsds/services", {"per_page": 2}, "application/json").status_code == 200
    assert set(modes[2:-1]) == {"on"}


def test_texts_come_in_the_language_asked_for_and_in_italian_by_default() -> None:
    service = Service.objects.filter(texts__name="Cammini di casa – pianura").get()
    names = {text.language: text.name for text in service.texts.all()}
    path = f"/hsds/services/{service.pk}"
    assert get(path)["name"] == names["it"]
    assert get(path, **{"Accept-Language": "en-GB,en;q=0.9"})["name"] == names["en"]
    assert get(path, **{"Accept-Language": "fr, en;q=0.5"})["name"] == names["en"]
    assert get(path, **{"Accept-Language": "so"})["name"] == names["it"]
    assert client(**{"Accept-Language": "en"}).get(path)["Content-Language"] == "en"
    english, italian = (get(path, **{"Accept-Language": language}) for language in ("en", "it"))
    assert [row["id"] for row in english["schedules"]] == [row["id"] for row in italian["schedules"]]
    assert [row["description"] for row in english["schedules"]] != [
        row["description"] for row in italian["schedules"]
    ]


def test_a_service_in_full_says_all_that_its_page_says() -> None:
    service = Service.objects.filter(benefit__isee_up_to__gt=0).first()
    assert service is not None
    benefit = get(f"/hsds/services/{service.pk}")
    assert "Con ISEE fino a € " in benefit["description"]
    walks = get(f"/hsds/services/{Service.objects.get(texts__name='Cammini di casa – pianura').pk}")
    assert any(": " in schedule["description"] for schedule in walks["schedules"])
    assert {attribute["taxonomy_term"]["taxonomy"] for attribute in walks["attributes"]} >= {"activities"}
    assert walks["organization"]["organization_identifiers"]


def test_amounts_ages_and_coordinates_are_numbers() -> None:
    found = lines("/hsds/services", {"full": "true"})
    amounts = [cost["amount"] for line in found for cost in line.get("cost_options", ()) if "amount" in cost]
    assert amounts and all(isinstance(amount, int | float) for amount in amounts)
    assert all(isinstance(line.get("minimum_age", 0), int) for line in found)
    places = [held["location"] for line in found for held in line.get("service_at_locations", ())]
    assert all(isinstance(place["latitude"], float) for place in places if "latitude" in place)
    hours = [schedule for line in found for schedule in line.get("schedules", ())]
    assert {schedule.get("freq", "WEEKLY") for schedule in hours} <= {"WEEKLY", "MONTHLY"}
    assert all(isinstance(schedule["timezone"], int | float) for schedule in hours)


def test_open_referral_uk_has_its_own_names_beside() -> None:
    term = get("/oruk/taxonomy_terms", {"per_page": 1})["contents"][0]
    assert term["term"] == term["name"]
    services = get("/oruk/services", {"full": "true", "per_page": 100})["contents"]
    places = [held["location"] for row in services for held in row.get("service_at_locations", ())]
    accesses = [access for place in places for access in place.get("accessibility", ())]
    assert accesses and all(access["accessibility"] == access["description"] for access in accesses)
    areas = [area for row in services for area in row.get("service_areas", ())]
    assert areas and all(area["service_area"] == area["name"] for area in areas)
    assert "term" not in get("/hsds/taxonomy_terms", {"per_page": 1})["contents"][0]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("id", ["00000000-0000-7000-8000-000000000000", "abc", "1", "%00", "'--"])
def test_what_is_not_there_is_not_found_in_json(name: str, id: str) -> None:
    answer = client().get(f"/hsds/{name}/{id}")
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found"})
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_each_kind_is_found_under_its_own_address_only() -> None:
    for model in (Organisation, Site, ServiceAtSite, Taxonomy, Term):
        row = model.objects.first()
        assert row is not None
        assert client().get(f"/hsds/services/{row.pk}").status_code == 404


def test_the_description_names_what_runs_and_nothing_else() -> None:
    told = get("/hsds/openapi.json")
    assert set(told["paths"]) == {"/", *(f"/{name}" for name in LISTS), *(f"/{name}/{{id}}" for name in LISTS)}
    assert [server["url"].endswith("/hsds") for server in told["servers"]] == [True]
    for name in LISTS:
        assert {"get", "post"} == set(told["paths"][f"/{name}"])


def test_only_what_is_offered_is_answered() -> None:
    for method in ("put", "patch", "delete"):
        answer = getattr(client(), method)("/hsds/services")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert client().post("/hsds/").status_code == 405
    assert body(client().head("/hsds/services")) == b""


@pytest.mark.parametrize("path", ["/hsds/services/", "/oruk/services/"])
def test_a_slash_at_the_end_leads_to_the_address_without_it(path: str) -> None:
    answer = client().get(path, {"per_page": 1})
    assert (answer.status_code, answer["Location"]) == (308, f"{path.rstrip('/')}?per_page=1")
    assert client().post(path).status_code == 308
