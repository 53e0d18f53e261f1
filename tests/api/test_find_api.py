"""`GET /api/find`: as its description says, and kind to bad input."""

import json

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

pytestmark = pytest.mark.usefixtures("demonstration")


def ask(client: Client, query: str, status: int = 200) -> dict:
    answer = client.get(f"/api/find?{query}")
    assert answer.status_code == status, answer.content[:300]
    return answer.json()


@pytest.fixture
def described(client) -> Draft202012Validator:
    """What the API says of a page of answers."""
    document = client.get("/api/openapi.json").json()
    return Draft202012Validator({**document, "$ref": "#/components/schemas/Page"})


@pytest.mark.parametrize(
    "query",
    ["", "q=ginnastica", "q=ginastica&lat=45.65&lon=9.6", "municipality=016091&sort=distance", "q=xyzzyq",
     "term=activities:movimento&language=ar&free=true", "open=now", "day=2030-01-01&since=09:00&until=12:00",
     "zone=provincia-di-bergamo:ambiti:02"],
)  # fmt: skip
def test_answers_are_as_described(client, described, query):
    described.validate(ask(client, query))


def test_a_misspelt_word_finds_what_the_right_one_finds(client):
    right, wrong = ask(client, "q=ginnastica"), ask(client, "q=ginastica")
    assert wrong["corrections"] == {"ginastica": "ginnastica"}
    assert [found["id"] for found in wrong["results"]] == [found["id"] for found in right["results"]]


def test_the_zones_listed_are_those_one_can_search_in(client):
    zonings = client.get("/api/zonings").json()
    assert {"provincia-di-bergamo:ambiti", "provincia-di-bergamo:distretti"} <= {one["code"] for one in zonings}
    zones = client.get("/api/zonings/provincia-di-bergamo:ambiti").json()
    assert len(zones) == 14
    totals = [ask(client, f"zone={zone['code']}&size=1")["total"] for zone in zones]
    assert all(0 < total < ask(client, "")["total"] for total in totals)
    assert client.get("/api/zonings/nowhere:ambiti").status_code == 404


def test_nearest_stand_first_with_their_kilometres(client):
    found = ask(client, "municipality=016091&sort=distance&size=50")["results"]
    known = [result["distance_km"] for result in found if result["distance_km"] is not None]
    assert known == sorted(known)
    assert known[0] < 3


def test_pages_follow_each_other_without_repeating(client):
    seen = [found["id"] for page in (1, 2, 3) for found in ask(client, f"page={page}&size=40")["results"]]
    assert len(seen) == len(set(seen)) == 120


def test_filters_counted_are_filters_that_leave_so_many(client):
    counts = ask(client, "q=gruppo")["facets"]["term"]
    term = max(counts, key=lambda key: counts[key])
    assert ask(client, f"q=gruppo&term={term}")["total"] == counts[term]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("lat=91&lon=9", "latitude"),
        ("lat=45", "lon"),
        ("lat=x&lon=9", "lat"),
        ("municipality=999999", "municipality"),
        ("within_km=5", "within_km"),
        ("size=0", "size"),
        ("size=101", "size"),
        ("page=0", "page"),
        ("age=-1", "age"),
        ("sort=random", "sort"),
        ("day=yesterday", "day"),
        ("free=perhaps", "free"),
        ("sort=distance", "sort"),
        ("zone=ambiti:02", "zone"),
        ("lat=nan&lon=9", "latitude"),
        ("q=" + "a" * 20_001, "q"),
    ],
)
def test_what_makes_no_sense_is_named(client, query, field):
    detail = ask(client, query, status=422)["detail"]
    assert field in json.dumps(detail)


def test_long_questions_and_far_pages_are_answered(client):
    assert ask(client, "q=" + "camminare+" * 1000)["total"] >= 0
    assert ask(client, "page=99999999")["results"] == []


def test_only_asking_is_possible(client):
    assert client.post("/api/find").status_code == 405
