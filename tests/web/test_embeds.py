"""The finder on other sites: there and nowhere else, without cookies, small, in colours that can be read."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from intreccio.catalogue.models import Embed
from intreccio.catalogue.rules.colours import READABLE, contrast, ink_on
from intreccio.catalogue.rules.hosts import is_host
from intreccio.kernel.journal.models import JournalEntry
from tests.web.conftest import VisitorOf

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
WANTED = {"host": "www.scuola.example", "question": "", "brand": "#0055aa", "ground": "#ffffff"}


def dalmine() -> Embed:
    return Embed.objects.get(host="www.comune.dalmine.example")


def page(client: Client, embed: Embed, **query: str):
    return client.get(f"/embed/{embed.key}/", query)


@given(COLOURS)
def test_every_ground_has_an_ink_that_can_be_read(ground: str) -> None:
    assert contrast(ink_on(ground), ground) >= READABLE


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("text", ["www.comune.example.it", "localhost:8000", "xn--cit-6la.example"])
def test_hosts(text: str) -> None:
    assert is_host(text)


@pytest.mark.parametrize(
    "text", ["", "*", "*.example.it", "https://x.it", "a b", "x.it; script-src *", "'self'", "x.it/"]
)
def test_what_is_no_host(text: str) -> None:
    assert not is_host(text)


@pytest.mark.usefixtures("demonstration")
def test_it_may_stand_on_its_site_and_on_no_other(visitor: VisitorOf) -> None:
    answer = page(visitor(), dalmine())
    assert answer.status_code == 200
    assert "frame-ancestors www.comune.dalmine.example" in answer["Content-Security-Policy"].split(";")[-1]
    assert "X-Frame-Options" not in answer
    assert not answer.cookies


@pytest.mark.usefixtures("demonstration")
def test_it_begins_with_its_question_and_listens_to_the_reader(visitor: VisitorOf) -> None:
    first = page(visitor(), dalmine()).text
    assert 'value="Dalmine"' in first
    assert re.search(r'href="/services/[^"]+" target="_blank" rel="noopener"', first)
    assert 'value="Treviglio"' in page(visitor(), dalmine(), where="Treviglio").text


@pytest.mark.usefixtures("demonstration")
def test_an_unknown_key_is_answered_kindly(visitor: VisitorOf) -> None:
    answer = visitor().get("/embed/nothing/")
    assert answer.status_code == 404
    assert "Qui la ricerca non si mostra" in answer.text
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.usefixtures("demonstration")
def test_all_of_it_weighs_less_than_60_kB(visitor: VisitorOf) -> None:
    client, embed = visitor(), dalmine()
    text = page(client, embed).content
    weights = [len(gzip.compress(text)), len(gzip.compress(client.get(f"/embed/{embed.key}/colours.css").content))]
    names = re.findall(r'(?:href|src)="/static/([^"]+)"', text.decode())
    assert len(names) == 3
    for name in names:
        found = finders.find(re.sub(r"\.[0-9a-f]{12}\.", ".", name))
        weights.append(len(gzip.compress(Path(str(found)).read_bytes())))
    assert sum(weights) < 60_000


def test_the_office_lets_a_site_show_it_and_ends_it(own_demonstration: str, visitor: VisitorOf) -> None:
    office = visitor("network-office")
    sent = {
        **WANTED,
        "host": "https://www.Scuola.example/",
        "question": "https://x.example/?where=Dalmine&free=yes",
    }
    assert office.post("/office/embeds/", sent).status_code == 303
    embed = Embed.objects.get(host="www.scuola.example")
    assert embed.question == "where=Dalmine&free=yes&sort=distance"
    assert embed.key in office.get("/office/embeds/").text
    assert page(visitor(), embed).status_code == 200
    office.post(f"/office/embeds/{embed.pk}/switch/", {})
    off = page(visitor(), embed)
    assert off.status_code == 410
    assert "Qui la ricerca non si mostra" in off.text
    office.post(f"/office/embeds/{embed.pk}/switch/", {"is_on": "yes"})
    assert page(visitor(), embed).status_code == 200
    events = JournalEntry.objects.filter(data__embed=str(embed.pk)).order_by("pk").values_list("event", flat=True)
    assert list(events) == ["catalogue.embed-issued", "catalogue.embed-changed", "catalogue.embed-changed"]


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"host": "*.example"}, "Scrivi solo il nome del sito"),
        ({"brand": "#eeeeee"}, "non si leggono"),
        ({"brand": "red;}"}, "non si leggono"),
        ({"question": "?where=Xyzzyland"}, "Xyzzyland"),
    ],
)
def test_what_will_not_do_is_said_and_stays_in_the_form(
    visitor: VisitorOf, change: dict[str, str], said: str
) -> None:
    answer = visitor("network-office").post("/office/embeds/", {**WANTED, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="www.scuola.example"' in answer.text or "host" in change


@pytest.mark.usefixtures("demonstration")
def test_nobody_else_decides_it(visitor: VisitorOf) -> None:
    embed = dalmine()
    for client, status in ((visitor(), 302), (visitor("steward"), 403)):
        assert client.get("/office/embeds/").status_code == status
        assert client.post(f"/office/embeds/{embed.pk}/switch/", {}).status_code == status
        assert client.post("/office/embeds/", WANTED).status_code == status
