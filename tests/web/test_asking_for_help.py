"""Asking for help without an account: on the page of who listens near one, and back to read the answer."""

import re
from html import unescape

import pytest

from intreccio.actors.models import Organisation
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.databases.context import asking
from intreccio.pathways.models import HelpRequest


@pytest.fixture
def at_work(own_demonstration, visitor):
    return visitor


def said(answer) -> str:
    return unescape(answer.content.decode())


def ask_url(client) -> str:
    found = re.search(r'href="(/help/ask/[0-9a-f-]{36}/)"', said(client.get("/help/", {"where": "Dalmine"})))
    assert found, "somebody near Dalmine can be written to"
    return found[1]


SAID = {"words": "Ho paura di tornare a casa.", "nickname": "Sole", "reach": "here", "language": "ar"}


def test_one_asks_and_comes_back_for_the_answer(at_work):
    anybody = at_work()
    url = ask_url(anybody)
    page = anybody.get(url)
    assert "no-store" in page["Cache-Control"]
    assert "1522" in said(page)
    sent = anybody.post(url, SAID)
    assert sent.status_code == 303
    follow = sent["Location"]
    assert "Non l'hanno ancora letta" in said(anybody.get(follow))
    assert "paura" not in said(anybody.get(follow)), "whoever finds the link reads nothing of what was asked"
    helper = at_work("volunteer-helper")
    waiting = said(helper.get("/referrals/requests/"))
    request = re.search(r"/referrals/requests/([0-9a-f-]{36})/", waiting)
    if request is None:
        helper = at_work("link-worker")
        request = re.search(r"/referrals/requests/([0-9a-f-]{36})/", said(helper.get("/referrals/requests/")))
    assert request
    assert "Ho paura di tornare a casa." in said(helper.get(request[0]))
    helper.post(request[0], {"verb": "take", "answer": "Vieni quando vuoi, chiedi di Teresa."})
    assert "chiedi di Teresa" in said(anybody.get(follow))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"words": ""}, "obbligatorio"),
        ({"reach": "call", "address": "12"}, "troppo corto"),
        ({"language": "xx"}, "xx"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(at_work, wrong, words):
    anybody = at_work()
    answer = anybody.post(ask_url(anybody), {**SAID, "safe_when": "la mattina", **wrong})
    assert answer.status_code == 422
    assert words in said(answer)
    assert "la mattina" in said(answer)


def test_machines_write_to_nobody(at_work):
    anybody = at_work()
    anybody.post(ask_url(anybody), {**SAID, "subject": "Buy now"})
    with asking(SYSTEM):
        assert not HelpRequest.objects.exists()


def test_others_read_nothing(at_work):
    anybody = at_work()
    anybody.post(ask_url(anybody), SAID)
    with asking(SYSTEM):
        made = HelpRequest.objects.select_related("organisation").get()
    for role in ("municipal-social-worker", "volunteer-helper", "link-worker"):
        answer = at_work(role).get(f"/referrals/requests/{made.pk}/")
        works_there = made.organisation.members.filter(user__email__startswith=f"{role}@").exists()
        assert answer.status_code == (200 if works_there else 404)
    assert at_work("network-office").get(f"/referrals/requests/{made.pk}/").status_code == 403
    assert anybody.get(f"/referrals/requests/{made.pk}/").status_code == 302
    assert anybody.get("/help/asked/x/").status_code == 410
    assert anybody.get("/help/ask/00000000-0000-7000-8000-000000000000/").status_code == 404


def test_a_body_where_nobody_would_answer_cannot_be_written_to(at_work):
    nobody = Organisation.objects.get(name__startswith="Lune Nuove")
    assert at_work().get(f"/help/ask/{nobody.pk}/").status_code == 404
