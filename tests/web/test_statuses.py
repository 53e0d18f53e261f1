"""What is asked wrongly is answered in words and with the right number, never with a 500."""

import json
import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

import intreccio.web
from intreccio.catalogue.actions import withdraw
from intreccio.catalogue.models import Service
from intreccio.kernel.acting import SYSTEM
from tests.web.addresses import ABSENT
from tests.web.conftest import VisitorOf

pytestmark = pytest.mark.usefixtures("demonstration")

LONG = "camminata " * 1000


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("where=Xyzzyland", "Non conosciamo nessun comune di nome «Xyzzyland»"),
        ("lat=91&lon=9", "La posizione non si capisce"),
        ("lat=45.6", "La posizione non si capisce"),
        ("lat=nan&lon=nan", "La posizione non si capisce"),
        ("lat=uno&lon=due", "La posizione non si capisce"),
        ("age=vecchio", "Età: «vecchio» non ha senso"),
        ("age=-1", "Età: «-1» non ha senso"),
        ("age=" + "9" * 5000, "Età"),
        ("km=0&where=Dalmine", "Distanza in km: «0» non ha senso"),
        ("km=5", "Distanza in km: «5» non ha senso"),
        ("km=inf&where=Dalmine", "Distanza in km"),
        ("when=yesterday", "Quando: «yesterday» non ha senso"),
        ("free=maybe", "Gratis: «maybe» non ha senso"),
        ("sector=mine", "Offerta: «mine» non ha senso"),
        ("page=0", "Pagina: «0» non ha senso"),
        ("page=uno", "Pagina: «uno» non ha senso"),
        ("&".join(f"term=t{number}" for number in range(60)), "Filtri"),
        ("&".join(f"lang=l{number}" for number in range(60)), "Lingue parlate"),
    ],
)
def test_a_find_page_names_what_makes_no_sense_and_answers_the_rest(
    visitor: VisitorOf, query: str, said: str
) -> None:
    answer = visitor().get(f"/?{query}")
    assert answer.status_code == 400
    assert said in words(answer)
    assert 'class="card-link"' in words(answer)


@pytest.mark.parametrize(
    "query",
    [
        "what=" + LONG,
        "where=" + LONG[:9] + "&what=" + "x" * 10_000,
        "what=%27%3B+DROP+TABLE+actors_site%3B--",
        "what=%26%7C%21%28%29%3A%2A%3C-%3E",
        "what=%F0%9F%A6%86%E2%80%AE%E2%81%A6abc",
        "what=%01%02%1B%7F",
        "page=999999999999",
        "sort=nonsense",
        "term=activities:unknown&lang=tlh&access=levitation",
        "unknown=1",
    ],
)
def test_odd_questions_are_answered(visitor: VisitorOf, query: str) -> None:
    assert visitor().get(f"/?{query}").status_code in (200, 400)


@pytest.mark.parametrize("path", ["/", "/network/", "/api/find", "/journal/", "/help/"])
def test_a_nul_is_refused_everywhere(visitor: VisitorOf, path: str) -> None:
    assert visitor().get(f"{path}?q=a%00b&what=a%00b").status_code == 400


@pytest.mark.parametrize(
    "query", ["q=" + "x" * 10_000, "kind=nonsense", "page=0", "page=-3", "page=1e9", "page=99999"]
)
def test_the_list_of_organisations_takes_what_comes(visitor: VisitorOf, query: str) -> None:
    assert visitor().get(f"/network/?{query}").status_code == 200


@pytest.mark.parametrize("before", ["0", "-1", "x", "9" * 400, "１２"])
def test_the_journal_takes_what_comes(visitor: VisitorOf, before: str) -> None:
    assert visitor("network-office").get("/journal/", {"before": before}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"/services/{ABSENT}/",
        f"/network/{ABSENT}/",
        "/services/1/",
        "/services/not-an-id/",
        f"/services/{ABSENT}%0A/",
        "/nothing-here/",
        "/static/nothing.css",
    ],
)
def test_what_is_not_there_is_not_found(visitor: VisitorOf, path: str) -> None:
    answer = visitor().get(path)
    assert answer.status_code == 404


def test_a_listing_taken_back_and_one_that_never_was_look_the_same(
    visitor: VisitorOf, own_demonstration: str
) -> None:
    service = Service.objects.first()
    assert service is not None
    withdraw(service=service, reason="It has ended.", by=SYSTEM)
    ids = (str(service.pk), ABSENT)
    answers = [visitor().get(f"/services/{one}/") for one in ids]
    assert [answer.status_code for answer in answers] == [404, 404]
    shown = [
        re.sub(f'{one}|(?<=value=")[^"]{{64}}', "", words(answer))
        for one, answer in zip(ids, answers, strict=True)
    ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("path", ["/", "/network/", "/journal/", "/map/boundaries.json", "/journal/roots.jsonl"])
def test_what_is_only_read_takes_no_post(visitor: VisitorOf, path: str) -> None:
    assert visitor("network-office").post(path, {"what": "x"}).status_code == 405


def test_choosing_a_language_takes_only_a_post_and_leads_nowhere_else(visitor: VisitorOf) -> None:
    assert visitor().get("/language/").status_code == 405
    for target in ("https://evil.example/", "//evil.example", "javascript:alert(1)", ""):
        answer = visitor().post("/language/", {"language": "en", "next": target})
        assert (answer.status_code, answer["Location"]) == (302, "/")
    assert visitor().post("/language/", {"language": "xx"}).status_code == 302


def test_a_form_from_elsewhere_is_refused(visitor: VisitorOf) -> None:
    client = Client(enforce_csrf_checks=True, HTTP_X_FORWARDED_PROTO="https")
    assert client.post("/language/", {"language": "en"}).status_code == 403


def test_too_much_at_once_is_refused_as_such(visitor: VisitorOf) -> None:
    answer = visitor().post("/language/", {"language": "e" * 3_000_000})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("lat=91&lon=9", "latitude"),
        ("lat=45", "lon"),
        ("lat=x&lon=9", "lat"),
        ("within_km=5", "within_km"),
        ("within_km=-1&lat=45&lon=9", "within_km"),
        ("municipality=000000", "municipality"),
        ("age=200", "age"),
        ("age=x", "age"),
        ("page=0", "page"),
        ("size=101", "size"),
        ("sort=distance", "sort"),
        ("sort=nonsense", "sort"),
        ("open=yesterday", "open"),
        ("day=2026-02-30", "day"),
        ("free=maybe", "free"),
        ("q=" + "x" * 20_001, "q"),
    ],
)
def test_the_api_says_which_part_makes_no_sense(visitor: VisitorOf, query: str, field: str) -> None:
    answer = visitor().get(f"/api/find?{query}")
    assert answer.status_code == 422
    assert [detail["loc"][-1] for detail in answer.json()["detail"]] == [field]


def test_the_api_answers_long_and_odd_questions(visitor: VisitorOf) -> None:
    for query in ({"q": LONG}, {"q": "\x01\x1b"}, {"q": "'; --"}, {"page": 10**9}, {"term": ["x"] * 40}):
        answer = visitor().get("/api/find", query)
        assert answer.status_code == 200
        json.loads(answer.content)


def test_no_page_of_last_resort_is_missing() -> None:
    folder = Path(intreccio.web.__file__).parent / "templates"
    assert all((folder / f"{code}.html").is_file() for code in (400, 403, 404, 413, 429, 500))


@pytest.mark.parametrize("path", ["/accounts/confirm-email/", "/accounts/confirm-email/x/", "/accounts/email/"])
def test_addresses_of_accounts_are_by_invitation(visitor: VisitorOf, path: str) -> None:
    assert visitor("steward").get(path).status_code == 404


def test_whoever_looks_for_a_way_to_make_an_account_is_told_whom_to_ask(visitor: VisitorOf) -> None:
    assert "Gli account sono su invito" in words(visitor().get("/accounts/signup/"))


def test_browsers_find_an_icon_where_they_look_for_one(visitor: VisitorOf) -> None:
    answer = visitor().get("/favicon.ico")
    assert answer.status_code == 302
    assert re.fullmatch(r"/static/intreccio/img/favicon\.\w+\.svg", answer["Location"])
