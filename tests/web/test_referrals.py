"""Referrals as those who send and those who are asked meet them."""

import re
from html import unescape

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from intreccio.accounts.links import Link
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.databases.context import asking
from intreccio.kernel.models import OutgoingMessage
from intreccio.pathways.actions.telling import ANSWER
from intreccio.pathways.models import Offer, Referral
from tests.web.people.test_pages import person_called, place_of

ITALIAN = "activities:lingua-studio/italiano"


@pytest.fixture
def at_work(own_demonstration, visitor):
    return visitor


def referral_about(words: str) -> Referral:
    with asking(SYSTEM):
        return next(one for one in Referral.objects.select_related("term") if words in str(one.said))


def offer_of(referral: Referral, name: str) -> Offer:
    with asking(SYSTEM):
        return Offer.objects.select_related("organisation").get(
            referral=referral, organisation__name__contains=name
        )


def state_of(referral: Referral) -> str:
    with asking(SYSTEM):
        return Referral.objects.get(pk=referral.pk).state


def said(answer) -> str:
    return unescape(answer.content.decode())


def test_a_worker_finds_who_answers_and_sends(at_work):
    client = at_work("link-worker")
    person = person_called("Gurpreet Dhillon", place_of("link-worker"))
    path = f"/people/{person.pk}/refer/"
    page = said(client.get(path, {"term": ITALIAN, "where": "Verdellino"}))
    first = re.search(r'name="services" value="([^"]+)"', page)
    assert first
    assert "parla ਪੰਜਾਬੀ" in page[: page.index("</ol>")], "who speaks the language comes first, and that is said"
    form = re.search(r'name="id" value="([^"]+)"', page)
    assert form
    sent = {
        "term": ITALIAN, "where": "Verdellino", "id": form[1], "services": [first[1]], "said": "Lavora di notte.",
        "urgency": "ordinary", "agreed": "on", "legal_basis": "care", "tells_name": "on",
    }  # fmt: skip
    answer = client.post(path, sent)
    assert answer.status_code == 303
    assert client.post(path, sent)["Location"] == answer["Location"], "sent twice, there is one"
    referral = referral_about("Lavora di notte")
    assert referral.considered[0]["chosen"]
    assert any(not one["chosen"] for one in referral.considered)
    assert "Lavora di notte." in said(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"agreed": ""}, "Senza il sì della persona"),
        ({"said": ""}, "obbligatorio"),
        ({"urgency": "now"}, "chiama"),
        ({"services": ["x"]}, "non è tra quelle disponibili"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(at_work, wrong, words):
    client = at_work("link-worker")
    person = person_called("Gurpreet Dhillon", place_of("link-worker"))
    path = f"/people/{person.pk}/refer/"
    page = said(client.get(path, {"term": ITALIAN, "where": "Verdellino"}))
    service = re.search(r'name="services" value="([^"]+)"', page)
    form = re.search(r'name="id" value="([^"]+)"', page)
    assert service
    assert form
    sent = {
        "term": ITALIAN, "where": "Verdellino", "id": form[1], "services": [service[1]], "said": "Lavora di notte.",
        "companion": "La vicina Ilaria", "urgency": "ordinary", "agreed": "on", "legal_basis": "care", **wrong,
    }  # fmt: skip
    answer = client.post(path, sent)
    assert answer.status_code == 422
    assert words in said(answer)
    assert "La vicina Ilaria" in said(answer)


def test_a_body_without_an_account_answers_by_its_link(at_work):
    referral = referral_about("parlare con le maestre")
    offer = offer_of(referral, "Tramoggia")
    path = f"/referrals/answer/{Link(ANSWER, offer.pk).token(days=8)}/"
    hub = Client(HTTP_ACCEPT_LANGUAGE="it", HTTP_X_FORWARDED_PROTO="https")
    page = said(hub.get(path))
    assert "parlare con le maestre" in page
    assert "Solo donne" in page
    assert "signora del martedì" not in page
    assert state_of(referral) == "requested", "opening it changes nothing"
    assert "no-store" in hub.get(path)["Cache-Control"]
    hub.post(path, {"verb": "accept"})
    assert state_of(referral) == "accepted"
    assert "signora del martedì" not in said(hub.get(path)), "a code comes first"
    hub.post(path, {"verb": "send-code"})
    with asking(SYSTEM):
        body = str(OutgoingMessage.objects.filter(kind="referral-code").latest("pk").body)
        to = str(OutgoingMessage.objects.filter(kind="referral-code").latest("pk").address)
    assert to == offer.organisation.email
    wrong = hub.post(path, {"verb": "enter-code", "code": "12"})
    assert wrong.status_code == 422
    assert "signora del martedì" not in said(wrong)
    code = next(word for word in body.split() if word.isdigit())
    opened = said(hub.post(path, {"verb": "enter-code", "code": code}))
    assert "La signora del martedì" in opened
    assert "Non telefonare" in opened, "how she may safely be reached"
    ended = hub.post(path, {"verb": "complete", "outcome": "helped", "words": "Viene il martedì."})
    assert ended.status_code == 303
    assert state_of(referral) == "completed"
    assert hub.get(path).status_code in (200, 410)


def test_the_helper_reads_what_came_of_it_and_who_looked(at_work):
    referral = referral_about("parlare con le maestre")
    offer = offer_of(referral, "Tramoggia")
    path = f"/referrals/answer/{Link(ANSWER, offer.pk).token(days=8)}/"
    hub = Client(HTTP_X_FORWARDED_PROTO="https")
    hub.post(path, {"verb": "accept"})
    hub.post(path, {"verb": "complete", "outcome": "helped", "words": "Viene il martedì."})
    helper = at_work("volunteer-helper")
    page = said(helper.get(f"/referrals/{referral.pk}/"))
    assert "Viene il martedì." in page
    assert "Ha aiutato" in page
    assert "Completato" in said(helper.get("/referrals/", {"show": "sent", "all": "1"}))


def test_links_that_are_none_or_over_say_so(at_work):
    hub = Client(HTTP_ACCEPT_LANGUAGE="it", HTTP_X_FORWARDED_PROTO="https")
    assert hub.get("/referrals/answer/x/").status_code == 410
    referral = referral_about("parlare con le maestre")
    offer = offer_of(referral, "Tramoggia")
    old = f"/referrals/answer/{Link(ANSWER, offer.pk).token(days=-1)}/"
    assert "scaduto" in said(hub.get(old))
    with asking(SYSTEM):
        before = OutgoingMessage.objects.filter(kind="referral-waits").count()
    hub.post(old)
    with asking(SYSTEM):
        assert OutgoingMessage.objects.filter(kind="referral-waits").count() == before + 1
    path = f"/referrals/answer/{Link(ANSWER, offer.pk).token(days=8)}/"
    hub.post(path, {"verb": "refuse", "refusal": "full", "words": ""})
    assert hub.get(path).status_code == 410
    confirm = f"/referrals/answer/{Link('confirm-listing', offer.pk).token(days=8)}/"
    assert hub.get(confirm).status_code == 410, "another act's link"


def test_two_who_answer_at_once_are_told_apart(at_work):
    referral = referral_about("parlare con le maestre")
    paths = [
        f"/referrals/answer/{Link(ANSWER, offer_of(referral, name).pk).token(days=8)}/"
        for name in ("Tramoggia", "Sewa")
    ]
    hub = Client(HTTP_ACCEPT_LANGUAGE="it", HTTP_X_FORWARDED_PROTO="https")
    hub.post(paths[0], {"verb": "accept"})
    late = hub.post(paths[1], {"verb": "accept"})
    assert late.status_code == 410
    assert "un altro ente è stato più veloce" in said(late)


def test_others_find_no_such_referral(at_work):
    referral = referral_about("parlare con le maestre")
    for role in ("link-worker", "municipal-social-worker"):
        client = at_work(role)
        assert client.get(f"/referrals/{referral.pk}/").status_code == 404
        for tail in ("answer/", "note/", "say/", "complete/"):
            assert client.post(f"/referrals/{referral.pk}/{tail}", {"verb": "accept"}).status_code == 404
    assert at_work("network-office").get(f"/referrals/{referral.pk}/").status_code == 403
    assert at_work().get(f"/referrals/{referral.pk}/").status_code == 302


def test_whoever_sent_it_may_not_answer_it(at_work):
    referral = referral_about("parlare con le maestre")
    helper = at_work("volunteer-helper")
    helper.post(f"/referrals/{referral.pk}/answer/", {"verb": "accept"})
    assert state_of(referral) == "requested"
    assert helper.get(f"/referrals/{referral.pk}/complete/").status_code == 404
    cancel = helper.get(f"/referrals/{referral.pk}/cancel/")
    assert cancel.status_code == 200
    version = re.search(r'name="version" value="(\d+)"', cancel.text)
    assert version
    assert (
        helper.post(f"/referrals/{referral.pk}/cancel/", {"words": "", "version": version[1]}).status_code == 422
    )
    helper.post(f"/referrals/{referral.pk}/cancel/", {"words": "Ha trovato da sola", "version": version[1]})
    assert state_of(referral) == "cancelled"


def test_today_shows_what_waits(at_work):
    page = said(at_work("volunteer-helper").get("/referrals/today/"))
    assert "Mandati, e nessuno risponde" in page
    assert "Corso di italiano" in page[page.index("<table") :]
    assert "Niente in attesa" not in page
    assert at_work("steward").get("/referrals/today/").status_code == 403


def test_today_asks_no_more_for_more(at_work):
    client = at_work("volunteer-helper")
    client.get("/referrals/today/")
    with CaptureQueriesContext(connections["default"]) as queries:
        client.get("/referrals/today/")
    assert len(queries) <= 25


def test_a_closed_referral_is_sent_anew_and_says_so(at_work):
    client = at_work("municipal-social-worker")
    refused = referral_about("Assiste la madre da quattro anni")
    assert state_of(refused) == "rejected"
    page = said(client.get(f"/referrals/{refused.pk}/"))
    assert "Al momento non c'è posto" in page
    again = re.search(r'href="(/people/[^"]+reopens=[^"]+)"', page)
    assert again
    form_page = said(client.get(unescape(again[1])))
    services = re.findall(r'name="services" value="([^"]+)"', form_page)
    form = re.search(r'name="id" value="([^"]+)"', form_page)
    assert f'name="reopens" value="{refused.pk}"' in form_page
    assert form
    sent = client.post(
        again[1].partition("?")[0],
        {
            "term": refused.term.key, "where": "", "id": form[1], "reopens": str(refused.pk),
            "services": services[-1:], "said": "Adesso la sorella resta a casa.", "urgency": "ordinary",
            "agreed": "on", "legal_basis": "public-task",
        },
    )  # fmt: skip
    assert sent.status_code == 303
    assert "Riprende un invio precedente" in said(client.get(sent["Location"]))


def test_the_board_shows_open_ones_by_where_they_stand(at_work):
    client = at_work("link-worker")
    page = said(client.get("/referrals/board/?show=sent"))
    titles = re.findall(r'<h2 id="column-\d">([^<]+) \((\d+)\)</h2>', page)
    assert len(titles) == 4
    assert sum(int(count) for _, count in titles) == page.count('<li class="card">') > 0


def test_long_lists_come_in_pages(at_work):
    client = at_work("link-worker")
    first, second = (said(client.get(f"/referrals/?show=sent&all=1&page={number}")) for number in (1, 2))
    assert first.count('<th scope="row"') == 50
    assert 0 < second.count('<th scope="row"') <= 50
    assert client.get("/referrals/?page=nonsense").status_code == 200
