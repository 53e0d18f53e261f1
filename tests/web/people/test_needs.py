"""What is needed: written down one by one or in a first listening, and carried into who answers."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from intreccio.kernel.databases.context import asking
from intreccio.pathways.models import Need
from tests.web.people.test_pages import of, person_called, place_of

ITALIAN = "activities:lingua-studio/italiano"


@pytest.fixture
def at_work(own_demonstration, visitor):
    return visitor


@pytest.fixture
def rosario(at_work):
    return person_called("Rosario Quispe Mamani", place_of("link-worker"))


def kept(person):
    with asking(of(place_of("link-worker"))):
        return list(Need.objects.filter(person=person).select_related("term__taxonomy"))


def test_a_need_leads_to_who_answers_with_every_wish(at_work, rosario):
    client, address = at_work("link-worker"), reverse("person-needs", args=[rosario.pk])
    said = {
        "term": ITALIAN,
        "how_soon": "soon",
        "words": "Per parlare col dottore",
        "times": ["evening"],
        "free": "on",
    }
    assert client.post(address, said).status_code == 303
    assert client.post(address, said).status_code == 422, "written down already"
    [need] = kept(rosario)
    assert (need.term.key, str(need.words)) == (ITALIAN, "Per parlare col dottore")
    page = client.get(address).content.decode().replace("&amp;", "&")
    start = page.index(f"/people/{rosario.pk}/refer/?")
    link = page[start : page.index('"', start)]
    assert parse_qs(urlsplit(link).query) == {"term": [ITALIAN], "times": ["evening"], "free": ["on"]}
    assert "%</p>" in client.get(link).content.decode(), "how well each fits stands beside it"


def test_what_came_out_of_listening_is_written_down_once(at_work, rosario):
    client, address = at_work("link-worker"), reverse("person-listening", args=[rosario.pk])
    page = client.get(address).content.decode()
    assert f'name="{ITALIAN}"' in page
    for _ in range(2):
        assert client.post(address, {ITALIAN: "soon", "activities:socialita": "no"}).status_code == 303
    assert [(one.term.key, one.how_soon) for one in kept(rosario)] == [(ITALIAN, "soon")]


def test_it_is_met_and_open_again(at_work, rosario):
    client = at_work("link-worker")
    client.post(reverse("person-listening", args=[rosario.pk]), {ITALIAN: "later"})
    [need] = kept(rosario)
    settle = reverse("person-need", args=[rosario.pk, need.pk])
    for verb, state in [
        ("meet", "met"),
        ("meet", "met"),
        ("reopen", "open"),
        ("nonsense", "open"),
        ("leave", "left"),
    ]:
        assert client.post(settle, {"verb": verb}).status_code == 303
        assert kept(rosario)[0].state == state


def test_others_find_no_such_needs(at_work, rosario):
    for name in ("person-needs", "person-listening"):
        assert at_work("municipal-social-worker").get(reverse(name, args=[rosario.pk])).status_code == 404
