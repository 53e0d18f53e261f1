"""Filters narrow together, and what makes no sense is named."""

from datetime import timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pytest

from intreccio.actors.models import Site
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.models import Schedule, Service, Taxonomy, Term
from intreccio.catalogue.search.keeping import refresh_vocabulary
from intreccio.interchange.hsds.queries.filters import WEEKDAYS
from tests.harness import superuser_connection
from tests.interchange.hsds.asking import LISTS, client, get, ids, lines

pytestmark = pytest.mark.usefixtures("demonstration")


def found(**query: Any) -> set[str]:
    return {row["id"] for row in lines("/hsds/services", query)}


def below(term: Term) -> set[Term]:
    return {term}.union(*(below(child) for child in Term.objects.filter(parent=term)))


def test_a_term_stands_for_those_below_it_and_a_taxonomy_for_all_of_its_own() -> None:
    term = Term.objects.get(taxonomy__slug="activities", code="movimento")
    having = Service.objects.filter(terms__in=below(term), state="published").distinct()
    assert found(taxonomy_term_id=term.pk) == {str(service.pk) for service in having}
    taxonomy = Taxonomy.objects.get(slug="settings")
    having = Service.objects.filter(terms__taxonomy=taxonomy, state="published").distinct()
    assert found(taxonomy_id=taxonomy.pk) == {str(service.pk) for service in having}


def test_all_filters_hold_together() -> None:
    term = Term.objects.get(taxonomy__slug="activities", code="movimento")
    service = Service.objects.filter(terms__in=below(term), state="published", min_age__gte=50).first()
    assert service is not None
    single = [
        {"taxonomy_term_id": term.pk},
        {"taxonomy_id": Taxonomy.objects.get(slug="audiences").pk},
        {"organization_id": service.organisation_id},
        {"minimum_age": 50},
        {"modified_after": "2020-01-01"},
    ]
    together = set.intersection(*(found(**query) for query in single))
    assert found(**{name: value for query in single for name, value in query.items()}) == together
    assert str(service.pk) in together or not service.terms.filter(taxonomy__slug="audiences").exists()


def test_several_terms_must_all_be_there() -> None:
    terms = [Term.objects.get(code=code) for code in ("movimento", "tutti")]
    both = set.intersection(*(found(taxonomy_term_id=term.pk) for term in terms))
    assert found(taxonomy_term_id=[term.pk for term in terms]) == both != set()


def test_ages_are_those_of_the_service() -> None:
    assert found(minimum_age=65) == {
        str(pk) for pk in Service.objects.filter(min_age__gte=65, state="published").values_list("pk", flat=True)
    }
    assert found(maximum_age=17.5) == {
        str(pk) for pk in Service.objects.filter(max_age__lte=17, state="published").values_list("pk", flat=True)
    }


@pytest.mark.parametrize("day", ["MO", "SA", "SU"])
def test_days_and_hours_are_asked_of_one_and_the_same_schedule(day: str) -> None:
    def opens(schedule: Schedule) -> bool:
        rule = schedule.timing.recurrence
        if rule is None:
            on_day = WEEKDAYS[schedule.starts_on.weekday()] == day
        else:
            on_day = rule.frequency == "DAILY" or any(str(weekday).endswith(day) for weekday in rule.weekdays)
        return on_day and f"{schedule.opens_at:%H:%M}" >= "15:00" and f"{schedule.closes_at:%H:%M}" <= "19:00"

    expected = {
        str(schedule.service_id or schedule.activity.service_id)
        for schedule in Schedule.objects.select_related("activity")
        if opens(schedule)
    }
    shown = found(day=day, start_time="15:00", end_time="19:00")
    assert shown == expected & found()
    assert shown == found(day=day.lower(), start_time="15:00:00", end_time="19:00")


def test_words_find_what_the_find_page_finds() -> None:
    assert found(search="cammino") == found(search="CAMMINO") != set()
    assert found(search="camminno") == found(search="cammino")
    assert found(search="qwertyuiop zxcvbnm") == set()


def test_words_are_mended_with_the_vocabulary_of_the_day(own_demonstration: str) -> None:
    assert found(search="zyxwvutt") == set()
    service = Service.objects.filter(state="published").first()
    text = service.texts.first()
    with superuser_connection(own_demonstration) as owner:
        owner.execute("UPDATE catalogue_servicetext SET name = 'Zyxwvut' WHERE id = %s", [text.pk])
    index([service.pk])
    refresh_vocabulary()
    assert found(search="zyxwvutt") == {str(service.pk)}


def test_near_a_postcode_is_within_so_many_metres_of_its_places() -> None:
    postcode = "24036"
    places = list(Site.objects.filter(postcode=postcode, visibility="public"))
    lat = sum(site.lat for site in places) / len(places)
    lon = sum(site.lon for site in places) / len(places)

    def metres(row: dict[str, Any]) -> float:
        place = row["location"]
        south, east = radians(place["latitude"] - lat), radians(place["longitude"] - lon)
        part = sin(south / 2) ** 2 + cos(radians(lat)) * cos(radians(place["latitude"])) * sin(east / 2) ** 2
        return 2 * 6371008.8 * asin(sqrt(part))

    path, every = "/hsds/service_at_locations", lines("/hsds/service_at_locations")
    for within in (500, 5000, 60_000):
        near = {row["id"] for row in lines(path, {"postcode": postcode, "proximity": within})}
        assert near == {row["id"] for row in every if "latitude" in row["location"] and metres(row) <= within}
    covered = {row["id"] for row in lines(path, {"postcode": postcode})}
    there = {str(site.pk) for site in places}
    assert {row["id"] for row in every if row["location_id"] in there} < covered


def test_terms_are_found_by_taxonomy_parent_and_name() -> None:
    movement = Term.objects.get(taxonomy__slug="activities", code="movimento")
    children = get("/hsds/taxonomy_terms", {"parent_id": movement.pk, "per_page": 100})
    assert set(ids(children)) == {str(term.pk) for term in movement.children.all()}
    query = {"taxonomy_id": movement.taxonomy_id, "top_only": "true", "per_page": 100}
    top = get("/hsds/taxonomy_terms", query)["contents"]
    assert movement.name["it"] in {row["name"] for row in top}
    assert all("parent_id" not in row for row in top)
    assert ids(get("/hsds/taxonomy_terms", {"search": movement.name["it"].upper()}))[0] == str(movement.pk)
    assert get("/hsds/taxonomies", {"search": "ambient"})["contents"][0]["name"] == "Ambienti di vita"


def test_organisations_are_found_by_name_and_by_what_they_offer() -> None:
    walking = get("/hsds/organizations", {"search": "passo lento"})["contents"]
    assert [row["name"] for row in walking] == ["Passo Lento APS – gruppi di cammino"]
    term = Term.objects.get(taxonomy__slug="activities", code="movimento")
    offering = {row["id"] for row in lines("/hsds/organizations", {"taxonomy_term_id": term.pk})}
    having = Service.objects.filter(terms__in=below(term), state="published")
    assert offering == {str(pk) for pk in having.values_list("organisation", flat=True)}


def test_changes_are_those_at_that_moment_or_later() -> None:
    latest = Service.objects.filter(state="published").latest("changed_at")
    moment = latest.changed_at
    assert str(latest.pk) in found(modified_after=moment.isoformat())
    assert str(latest.pk) in found(modified_after=moment.isoformat().replace("+00:00", ""))
    assert found(modified_after=(moment + timedelta(microseconds=1)).isoformat()) == set()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=1.5", "page"),
        ("page=99999999999999999999", "page"),
        ("page=１", "page"),
        ("per_page=0", "per_page"),
        ("per_page=101", "per_page"),
        ("per_page=all", "per_page"),
        ("format=xml", "format"),
        ("full=maybe", "full"),
        ("minimal=2", "minimal"),
        ("taxonomy_term_id=movimento", "taxonomy_term_id"),
        ("taxonomy_id=%27", "taxonomy_id"),
        ("organization_id=1", "organization_id"),
        ("modified_after=yesterday", "modified_after"),
        ("modified_after=2026-02-30", "modified_after"),
        ("modified_after=0001-01-01T00:00:00%2B14:00", "modified_after"),
        ("minimum_age=old", "minimum_age"),
        ("minimum_age=-1", "minimum_age"),
        ("maximum_age=nan", "maximum_age"),
        ("maximum_age=inf", "maximum_age"),
        ("day=monday", "day"),
        ("day=MO&day=XX", "day"),
        ("start_time=25:00", "start_time"),
        ("end_time=late", "end_time"),
        ("search=" + "x" * 501, "search"),
        ("search=a%01b", "search"),
    ],
)
def test_what_makes_no_sense_is_named_with_its_reason(query: str, named: str) -> None:
    answer = client().get(f"/hsds/services?{query}")
    assert answer.status_code == 422
    [problem] = answer.json()["detail"]
    assert problem["loc"] == ["query", named]
    assert problem["msg"].startswith("must be")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"proximity": "500"}, "needs a postcode"),
        ({"postcode": "99999"}, "no public place with the postcode 99999"),
        ({"postcode": "24036", "proximity": "-5"}, "must be a number"),
    ],
)
def test_places_that_cannot_be_told_are_named(query: dict[str, str], said: str) -> None:
    answer = client().get("/hsds/service_at_locations", query)
    assert answer.status_code == 422
    assert said in answer.json()["detail"][0]["msg"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "content",
    [b'{"x', b"[1]", b'"a"', b"\xff\xfe", b"{" * 5000, b'{"page": [' * 3000],
)
def test_a_body_that_cannot_be_read_is_refused_in_json(name: str, content: bytes) -> None:
    answer = client().generic("POST", f"/hsds/{name}", content, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("The body")


@pytest.mark.parametrize(
    "content",
    [{"search": "\ud800"}, {"search": "a\x00b"}, {"page": {}}, {"taxonomy_id": [[["x"]]]}, {"full": "si"}],
)
def test_odd_values_in_a_body_are_named(content: dict[str, Any]) -> None:
    answer = client().post("/hsds/services", content, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][1] in content


@pytest.mark.parametrize(
    "query",
    ["unknown=1", "search=%27%3B--", "search=%26%7C%21", "page=1000000000", "search=il", "day=", "full=", "page="],
)
def test_odd_questions_are_answered(query: str) -> None:
    assert client().get(f"/hsds/services?{query}").status_code == 200
