"""The home page before anything was asked: ways in that lead somewhere."""

import html
import re
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intreccio.catalogue.queries.beginning import closing_soon, open_at_companies
from intreccio.catalogue.shipped import needs
from intreccio.kernel import clock
from intreccio.kernel.languages import NAMES
from tests.web.conftest import VisitorOf

pytestmark = pytest.mark.usefixtures("demonstration")
WAY = re.compile(r'class="way"\s+href="([^"]+)"')


def ways(page: str) -> list[str]:
    return [html.unescape(url) for url in WAY.findall(page)]


def test_every_way_in_leads_to_services(visitor: VisitorOf) -> None:
    client = visitor()
    found = ways(client.get("/").content.decode())
    assert len(found) >= len(needs()) + 10
    for url in found:
        assert 'class="results-total"' in client.get(url).content.decode(), url


@pytest.mark.parametrize("question", ["?what=ballo", "?where=Dalmine", "?free=yes", "?page=2", "?when=tomorrow"])
def test_a_question_takes_their_place(visitor: VisitorOf, question: str) -> None:
    page = visitor().get(f"/{question}").content.decode()
    assert ways(page) == []
    assert 'id="beginning"' in page


@pytest.mark.parametrize("language", NAMES)
def test_needs_are_said_in_every_public_language(language: str) -> None:
    for need in needs():
        assert need.words.shown_in(language) == language.partition("-")[0], need.words


def test_what_closes_soon_stands_there_until_its_last_day(visitor: VisitorOf) -> None:
    today = clock.today()
    ending = [one for one in closing_soon(today, date.max) if one.closes_on]
    last = ending[0].closes_on
    with clock.at(datetime.combine(last, time(12), clock.ITALY)):
        assert f"/services/{ending[0].service}/" in visitor().get("/").content.decode()
    with clock.at(datetime.combine(last + timedelta(days=1), time(12), clock.ITALY)):
        assert ending[0].service not in [one.service for one in closing_soon(clock.today(), date.max)]


def test_only_what_companies_open_to_everybody_stands_there(visitor: VisitorOf) -> None:
    names = {text[0] for one in open_at_companies(count=50) for text in one.card["texts"].values()}
    assert "Palestra aziendale aperta al quartiere" in names
    assert "Pausa attiva in officina" not in names
    page = visitor().get("/").content.decode()
    assert f"/services/{open_at_companies()[0].service}/" in page


def test_the_home_page_asks_few_questions_of_the_database(visitor: VisitorOf) -> None:
    client = visitor()
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) <= 16
