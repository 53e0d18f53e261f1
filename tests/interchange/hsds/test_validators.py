"""Who holds an answer is told truly whether it is still the same."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils.http import http_date

from intreccio.actors.actions import edit_site, hide_site_address, write_text
from intreccio.actors.queries import details_of
from intreccio.actors.rules.details import SiteDetails
from intreccio.actors.rules.kinds import AddressVisibility, SiteKind
from intreccio.catalogue.actions import TextDraft, add_service, confirm, edit_service
from intreccio.interchange.hsds import validators
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.journal.sealing import seal
from tests.interchange.hsds.asking import LISTS, body, client

FULL = "/hsds/services?full=true"


@pytest.fixture
def service(draft, today, monkeypatch):
    # As if this process had begun yesterday.
    monkeypatch.setattr(validators, "_STARTED", today - timedelta(days=1))
    made = add_service(draft=draft, by=SYSTEM)
    seal()
    with clock.at(today + timedelta(minutes=1)):
        yield made


def tag_of(path: str = FULL, **headers: str) -> str:
    return client(**headers).get(path)["ETag"]


def test_an_answer_has_a_tag_and_is_not_sent_to_who_has_it(service) -> None:
    first = client().get(FULL)
    again = client(**{"If-None-Match": first["ETag"]}).get(FULL)
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Access-Control-Allow-Origin", "Cache-Control", "Last-Modified"):
        assert again[name] == first[name]
    assert client(**{"If-None-Match": 'W/"another"'}).get(FULL).status_code == 200


def test_compressed_it_is_the_same_answer(service) -> None:
    compressed = client(**{"Accept-Encoding": "gzip"}).get(FULL)
    assert compressed["Content-Encoding"] == "gzip"
    assert compressed["ETag"] == tag_of()
    kept = {"Accept-Encoding": "gzip", "If-None-Match": compressed["ETag"]}
    assert client(**kept).get(FULL).status_code == 304


def change_text(service: Any, draft: Any) -> None:
    edit_service(service=service, draft=replace(draft, texts={"it": TextDraft("Altro")}), by=SYSTEM)


def describe_organisation(service: Any, draft: Any) -> None:
    write_text(organisation=draft.organisation, language="it", description="Si cammina.", by=SYSTEM)


def rename_site(service: Any, draft: Any) -> None:
    details = SiteDetails(kind=SiteKind.OFFICE, name="Altra sede")
    edit_site(site=draft.sites[0], details=details, by=SYSTEM)


def hide_site(service: Any, draft: Any) -> None:
    hide_site_address(site=draft.sites[0], visibility=AddressVisibility.HIDDEN, by=SYSTEM)


def confirm_it(service: Any, draft: Any) -> None:
    with clock.at(clock.now() + timedelta(days=1)):
        confirm(service=service, by=SYSTEM)


@pytest.mark.parametrize(
    "change", [change_text, describe_organisation, rename_site, hide_site, confirm_it], ids=lambda f: f.__name__
)
def test_whatever_changes_in_it_changes_its_tag_and_its_date(service, draft, change) -> None:
    before = client().get(FULL)
    dated = {"If-Modified-Since": before["Last-Modified"]}
    assert client(**dated).get(FULL).status_code == 304
    assert client(**dated).get("/hsds/services?format=ndjson").status_code == 304
    change(service, draft)
    assert client(**dated).get(FULL).status_code == 200, "not sealed yet"
    assert "Last-Modified" not in client().get(FULL)
    seal()
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert client(**dated).get(FULL).status_code == 200
        after = client().get(FULL)
        assert after["ETag"] != before["ETag"]
        assert after["Last-Modified"] > before["Last-Modified"]
        again = {"If-Modified-Since": after["Last-Modified"]}
        assert client(**again).get(FULL).status_code == 304


def test_only_a_date_that_was_given_counts(service, today) -> None:
    for moment in (today + timedelta(days=1), today - timedelta(days=1)):
        dated = {"If-Modified-Since": http_date(moment.timestamp())}
        assert client(**dated).get(FULL).status_code == 200


def test_a_new_day_and_a_new_process_make_every_date_new(service, today, monkeypatch) -> None:
    dated = {"If-Modified-Since": client().get(FULL)["Last-Modified"]}
    with clock.at(today + timedelta(days=1)):
        assert client(**dated).get(FULL).status_code == 200
    monkeypatch.setattr(validators, "_STARTED", today + timedelta(seconds=30))
    assert client(**dated).get(FULL).status_code == 200


def test_within_the_second_of_a_seal_no_date_is_promised(service, draft, today) -> None:
    with clock.at(today + timedelta(minutes=2)):
        confirm_it(service, draft)
        seal()
        assert "Last-Modified" not in client().get(FULL)
    with clock.at(today + timedelta(minutes=2, seconds=1)):
        assert "Last-Modified" in client().get(FULL)


def test_what_words_find_has_no_date(service) -> None:
    assert "Last-Modified" not in client().get("/hsds/services?search=cammino")
    assert "ETag" in client().get("/hsds/services?search=cammino")


def test_each_language_has_its_own_tag(service, organisation) -> None:
    assert details_of(organisation).name
    path = "/hsds/organizations"
    assert tag_of(path) != tag_of(path, **{"Accept-Language": "en"})
    assert "Accept-Language" in client().get(path)["Vary"]


@pytest.mark.parametrize("base", ["/hsds", "/oruk"])
def test_any_site_may_ask_without_its_visitors_credentials(service, base) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    for path in ("/", "/openapi.json", "/services?page=x", *(f"/{name}" for name in LISTS)):
        answer = client(**origin).get(base + path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer
    asked = {**origin, "Access-Control-Request-Method": "POST"}
    preflight = client(**asked).options(f"{base}/services")
    assert (preflight.status_code, body(preflight)) == (204, b"")
    assert "POST" in preflight["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight["Access-Control-Allow-Headers"]
    assert client(**origin).post(f"{base}/services")["Access-Control-Allow-Origin"] == "*"


def test_other_doors_stay_closed_to_other_sites(service) -> None:
    for path in ("/", "/api/find", "/network/"):
        assert "Access-Control-Allow-Origin" not in client(Origin="https://elsewhere.example").get(path)


def test_only_the_head_is_sent_to_who_asks_for_it(service) -> None:
    for path in (FULL, "/hsds/services?format=ndjson"):
        answer = client().head(path)
        assert (answer.status_code, body(answer)) == (200, b"")
        assert answer["Last-Modified"]
