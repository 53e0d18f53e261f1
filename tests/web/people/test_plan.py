"""A plan written together, and the copy that the person takes home."""

from html import unescape

import pytest

from intreccio.kernel.databases.context import asking
from intreccio.pathways.models import Goal
from tests.web.people.test_pages import of, person_called, place_of


@pytest.fixture
def at_work(own_demonstration, visitor):
    return visitor


def said(answer) -> str:
    return unescape(answer.content.decode())


def test_a_plan_is_written_and_printed_in_the_persons_language(at_work):
    client = at_work("volunteer-helper")
    person = person_called("Sandro", place_of("volunteer-helper"))
    url = f"/people/{person.pk}/plan/"
    words = {
        "matters": "أطفالي والمدرسة",
        "strengths": "تطبخ جيدًا",
        "existing": "",
        "existing_holder": "",
        "version": "0",
    }
    assert client.post(url, words).status_code == 303
    assert client.post(f"{url}goals/", {"words": "التحدث مع المعلمات", "value": "2"}).status_code == 303
    assert "أطفالي والمدرسة" in said(client.get(url))
    with asking(of(place_of("volunteer-helper"))):
        goal = Goal.objects.get(person=person)
    client.post(f"{url}goals/{goal.pk}/", {"value": "4"})
    client.post(f"{url}goals/{goal.pk}/", {"state": "reached"})
    assert "Raggiunto" in said(client.get(url))
    late = client.post(url, {**words, "matters": "altro"})
    assert late.status_code == 409
    assert "altro" in said(late), "what was typed stays"
    pdf = client.get(f"{url}copy.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert "no-store" in pdf["Cache-Control"]


def test_the_copy_is_in_the_language_of_the_person(at_work):
    person = person_called("La signora del martedì", place_of("volunteer-helper"))
    pdf = at_work("volunteer-helper").get(f"/people/{person.pk}/plan/copy.pdf")
    assert b"/Lang (ar)" in pdf.content or b"/Lang(ar)" in pdf.content
    seen = said(at_work("volunteer-helper").get(f"/people/{person.pk}/plan/"))
    assert "+3 dall'inizio" in seen


@pytest.mark.parametrize(
    ("tail", "sent"),
    [
        ("", {"matters": "x" * 3_000, "version": "0"}),
        ("goals/", {"words": "", "value": "3"}),
        ("goals/", {"words": "x", "value": "12"}),
    ],
)
def test_what_is_wrong_is_said(at_work, tail, sent):
    person = person_called("La signora del martedì", place_of("volunteer-helper"))
    assert at_work("volunteer-helper").post(f"/people/{person.pk}/plan/{tail}", sent).status_code == 422


def test_others_find_no_such_plan(at_work):
    person = person_called("La signora del martedì", place_of("volunteer-helper"))
    for path in ("plan/", "plan/copy.pdf"):
        assert at_work("link-worker").get(f"/people/{person.pk}/{path}").status_code == 404
        assert at_work("steward").get(f"/people/{person.pk}/{path}").status_code in (403, 404)
        assert at_work().get(f"/people/{person.pk}/{path}").status_code == 302
