"""A questionnaire by link: answered alone, once, and not a word on the page says whose it is."""

import re

import pytest
from django.urls import reverse

from intreccio.kernel.databases.context import asking
from intreccio.pathways.models import Assessment
from tests.web.people.test_pages import of, person_called, place_of


@pytest.fixture
def at_work(own_demonstration, visitor):
    return visitor


@pytest.fixture
def rosario(at_work):
    return person_called("Rosario Quispe Mamani", place_of("link-worker"))


@pytest.fixture
def link(at_work, rosario):
    page = (
        at_work("link-worker")
        .post(reverse("person-questionnaire-link", args=[rosario.pk, "ons4"]))
        .content.decode()
    )
    return re.search(r'value="https?://[^/]+(/answer/[^"]+)"', page)[1]


def kept(person):
    with asking(of(place_of("link-worker"))):
        return list(Assessment.objects.filter(person=person, instrument="ons4"))


def test_it_is_answered_once(at_work, visitor, rosario, link):
    before, alone = len(kept(rosario)), visitor()
    page = alone.get(link)
    assert page.status_code == 200
    assert "Quispe" not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert alone.post(link, {}).status_code == 422, "nothing was answered"
    assert alone.post(link, {"satisfied": "7", "happy": "99"}).status_code == 422
    assert alone.post(link, {"satisfied": "7"}).status_code == 200
    assert alone.post(link, {"satisfied": "1"}).status_code == 410
    assert alone.get(link).status_code == 410
    found = kept(rosario)
    assert len(found) == before + 1
    assert (found[-1].way, found[-1].scores) == ("alone", {"satisfied": 7})


def test_a_link_opens_no_other_questionnaire_and_no_other_person(visitor, link):
    assert visitor().get(link.replace("ons4", "loneliness")).status_code == 410
    assert visitor().get(link[:-4] + "xxx/").status_code == 410
    assert visitor().get("/answer/nothing/x/").status_code == 404


def test_on_paper_it_says_nothing_of_the_person(at_work, rosario):
    address = reverse("person-questionnaire-paper", args=[rosario.pk, "ons4"])
    assert at_work("link-worker").get(address).content.startswith(b"%PDF")
    assert at_work("volunteer-helper").get(address).status_code == 404
