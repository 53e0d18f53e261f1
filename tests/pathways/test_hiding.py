"""What a person hides from a body is not there for it: no row, no agreement, no grant that would tell."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from intreccio.kernel.acting import EVERYTHING, Sight
from intreccio.kernel.databases.context import asking
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import record_assessment, score_goal, set_goal
from intreccio.pathways.actions.answering import accept
from intreccio.pathways.models import Assessment, Goal, GoalScore, Offer, Referral, Remark
from intreccio.pathways.queries.hiding import bodies_that_know, items_of, veils_of
from intreccio.pathways.rules.giving import Way
from intreccio.pathways.shipped import instruments
from intreccio.people.actions import hide, record_consent, show_again
from intreccio.people.models import Consent, Grant, Veil
from intreccio.people.rules.granting import LegalBasis


@pytest.fixture
def known_to_others(ours, others, maria):
    """María lets Passo Lento know everything."""
    with asking(ours.worker):
        record_consent(
            person=maria, recipient=others.organisation, legal_basis=LegalBasis.CONSENT, agreed=True,
            discloses=EVERYTHING, reason="", by=ours.worker,
        )  # fmt: skip
    return others


def everything(who):
    """How many rows of each table somebody sees."""
    with asking(who):
        return {
            one: one.objects.count() for one in (Referral, Offer, Remark, Consent, Grant, Goal, GoalScore, Veil)
        }


def hidden(maria, ours, body, pick):
    with asking(ours.worker):
        [item] = [one for one in items_of(maria, ours.worker) if pick(one)]
        assert body.organisation in bodies_that_know(maria, ours.worker)
        hide(person=maria, items=[item.id, *item.also], hidden_from=body.organisation, by=ours.worker)


def test_a_hidden_referral_is_as_if_it_had_never_been(ours, theirs, maria, known_to_others, sent):
    before = everything(known_to_others.worker)
    referral = sent(theirs)
    with asking(theirs.worker):
        accept(offer=Offer.objects.select_related("organisation").get(), by=theirs.worker)
    assert everything(known_to_others.worker)[Referral] == 1
    hidden(maria, ours, known_to_others, lambda item: item.id == referral.pk)
    assert everything(known_to_others.worker) == before
    with asking(theirs.worker):
        assert Referral.objects.exists(), "whom it is not hidden from sees it still"


def test_a_hidden_goal_takes_its_scores_along(ours, maria, known_to_others):
    before = everything(known_to_others.worker)
    with asking(ours.worker):
        goal = set_goal(person=maria, words="Smettere", value=2, by=ours.worker)
        score_goal(goal=goal, value=5, by=ours.worker)
    hidden(maria, ours, known_to_others, lambda item: item.id == goal.pk)
    assert everything(known_to_others.worker) == before


def test_a_hidden_questionnaire_is_not_read(ours, maria, known_to_others):
    ons4 = instruments()["ons4"]
    with asking(ours.worker):
        answers = {ons4.items[0].key: 7}
        made = record_assessment(
            person=maria,
            instrument=ons4,
            answers=answers,
            way=next(iter(Way)),
            on=date(2026, 1, 1),
            by=ours.worker,
        )
    with asking(known_to_others.worker):
        assert Assessment.objects.exists()
    hidden(maria, ours, known_to_others, lambda item: item.id == made.pk)
    with asking(known_to_others.worker):
        assert not Assessment.objects.exists()
    with asking(known_to_others.in_emergency):
        assert not Assessment.objects.exists()


def test_it_can_be_shown_again(ours, maria, known_to_others):
    with asking(ours.worker):
        goal = set_goal(person=maria, words="Smettere", value=2, by=ours.worker)
    hidden(maria, ours, known_to_others, lambda item: item.id == goal.pk)
    with asking(ours.worker):
        show_again(veils=veils_of(maria), by=ours.worker)
    assert everything(known_to_others.worker)[Goal] == 1


def test_nobody_lifts_a_veil_they_do_not_see(ours, maria, known_to_others):
    with asking(ours.worker):
        goal = set_goal(person=maria, words="Smettere", value=2, by=ours.worker)
    hidden(maria, ours, known_to_others, lambda item: item.id == goal.pk)
    with asking(known_to_others.worker):
        assert veils_of(maria) == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_veil")
            assert cursor.fetchone() == (0,)


def test_nobody_hides_from_themselves_or_for_those_they_do_not_know(ours, theirs, maria):
    with asking(ours.worker), pytest.raises(Refused):
        hide(person=maria, items=[maria.pk], hidden_from=ours.organisation, by=ours.worker)
    with asking(theirs.worker), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        hide(person=maria, items=[maria.pk], hidden_from=ours.organisation, by=theirs.worker)
    assert Sight.SUPPORT in ours.worker.sights
