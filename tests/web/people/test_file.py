"""A person's file: everything that is kept, given by whoever sees everything, to nobody else."""

import json

import pytest
from django.db.models import ForeignKey

from intreccio.kernel.databases.context import asking
from intreccio.kernel.databases.policies import protected_models
from intreccio.kernel.journal.models import JournalEntry
from intreccio.pathways.models import Assessment, Goal, GoalScore, Need, Plan, PlanVersion, Referral
from intreccio.people.models import Advocate, Consent, Grant, Identity, Person, SafeContact, Veil
from tests.web.people.test_pages import of, person_called, place_of


@pytest.fixture
def at_work(own_demonstration, visitor):
    return visitor


@pytest.fixture
def angelina(at_work) -> Person:
    return person_called("Angelina Midali", place_of("link-worker"))


def test_every_table_about_persons_is_in_it():
    about = {
        model
        for model, _ in protected_models()
        if any(
            isinstance(f, ForeignKey) and f.related_model is Person and f.name == "person"
            for f in model._meta.fields
        )
    }
    assert about == {
        Identity,
        SafeContact,
        Advocate,
        Consent,
        Grant,
        Assessment,
        Referral,
        Plan,
        Goal,
        GoalScore,
        Veil,
        Need,
        PlanVersion,
    }


def test_it_says_everything_in_words_and_for_machines(at_work, angelina):
    client = at_work("link-worker")
    client.get(f"/people/{angelina.pk}/")
    answer = client.get(f"/people/{angelina.pk}/file.json")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")
    told = json.loads(answer.content)
    assert told["identity"]["family_name"] == "Midali"
    assert told["safe_contact"]["note"].startswith("Sente poco")
    assert told["speak_for_them"][0]["name"] == "La farmacista di Piazza Alta"
    [referral] = told["referrals"]
    assert referral["said"].startswith("Il mercoledì ha la fisioterapia")
    assert referral["asked"][0]["state"] == "accepted"
    assert any(one["because"] == "custody" for one in told["who_may_know"])
    assert told["who_looked"], "that somebody looked, too"
    assert "hash" not in answer.text
    pdf = client.get(f"/people/{angelina.pk}/file.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert len(pdf.content) > 5_000


def test_that_it_was_given_is_written_down(at_work, angelina):
    with asking(of(place_of("link-worker"))):
        before = JournalEntry.objects.filter(person=angelina.pseudonym).count()
    at_work("link-worker").get(f"/people/{angelina.pk}/file.json")
    with asking(of(place_of("link-worker"))):
        assert JournalEntry.objects.filter(person=angelina.pseudonym).count() == before + 1


@pytest.mark.parametrize("file", ["file.json", "file.pdf"])
def test_nobody_else_gets_it(at_work, angelina, file):
    path = f"/people/{angelina.pk}/{file}"
    assert at_work("desk").get(path).status_code == 403, "a role that does not see everything"
    assert at_work("municipal-social-worker").get(path).status_code == 404
    assert at_work("steward").get(path).status_code in (403, 404)
    assert at_work().get(path).status_code == 302
