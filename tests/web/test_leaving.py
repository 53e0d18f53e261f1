"""Pages that are nobody else's business show a way out, and nothing in the browser's bar tells what they are."""

import re

import pytest
from django.urls import reverse

from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.terms import terms_by_key
from intreccio.web.frame.sensitive import TERMS
from intreccio.web.mylist.keeping import written
from tests.web.conftest import VisitorOf

pytestmark = pytest.mark.usefixtures("demonstration")
AGAINST_VIOLENCE = "activities:diritti/antiviolenza"


def title_of(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert found
    return found[1].strip()


def delicate_addresses() -> list[str]:
    service = Service.objects.filter(terms__code=AGAINST_VIOLENCE.partition(":")[2]).first()
    assert service
    listed = f"{reverse('list')}?s={written([service.pk])}"
    return [
        f"/?term={AGAINST_VIOLENCE}",
        "/?what=violenza",
        reverse("service", args=[service.pk]),
        listed,
        "/help/",
        "/help/?where=Dalmine",
        "/help/traces/",
    ]


def test_delicate_pages_have_a_way_out_and_no_name(visitor: VisitorOf) -> None:
    for url in delicate_addresses():
        page = visitor().get(url).content.decode()
        assert "data-quick-exit" in page, url
        assert 'href="https://www.wikipedia.org/"' in page, url
        assert title_of(page) == "Intreccio", url


@pytest.mark.parametrize("url", ["/", "/?what=Cammini+di+casa", "/network/", "/list/", "/accessibility/"])
def test_other_pages_have_none(visitor: VisitorOf, url: str) -> None:
    page = visitor().get(url).content.decode()
    assert "data-quick-exit" not in page
    assert title_of(page) != "Intreccio"


def test_what_tells_of_the_reader_is_stored_nowhere(visitor: VisitorOf) -> None:
    for url in delicate_addresses():
        answer = visitor().get(url)
        tells = url not in {"/help/", "/help/traces/"}
        assert (answer.headers.get("Cache-Control") == "no-store") is tells, url
        assert ("X-Offline" in answer.headers) is not tells, url


def test_listening_desks_near_a_municipality_come_with_their_telephone(visitor: VisitorOf) -> None:
    page = visitor().get("/help/?where=Dalmine").content.decode()
    assert page.index('href="tel:112"') < page.index('class="card-kicker"')
    assert page.count('class="card-kicker"') >= 2
    assert re.search(r'class="card-kicker".*?href="tel:', page, re.DOTALL)


def test_a_place_that_is_not_known_is_said_beside_the_numbers(visitor: VisitorOf) -> None:
    answer = visitor().get("/help/?where=Xyzzyland")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Xyzzyland" in page
    assert "1522" in page


def test_every_delicate_term_exists() -> None:
    assert set(terms_by_key()) >= TERMS
