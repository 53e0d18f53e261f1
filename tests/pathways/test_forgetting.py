"""Records in which nothing happens: somebody is warned, then nobody can tell whose they were. Twice is once."""

from datetime import timedelta

import pytest

from intreccio.bookings.models import Booking, Hold
from intreccio.bookings.rules.holding import HolderKind
from intreccio.kernel import clock
from intreccio.kernel.databases.context import asking
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.messages.models import OutgoingMessage
from intreccio.pathways.actions import PlanDraft, remark, score_goal, set_goal, write_plan
from intreccio.pathways.models import Goal, GoalScore, Plan, Referral, Remark
from intreccio.people.actions.retaining import RETAINING
from intreccio.people.models import Consent, Grant, Identity, Person, SafeContact
from intreccio.people.retention import Retained, retain
from intreccio.people.rules.retaining import NOTICE, QUIET
from tests.bookings.factories import booked, coming, group


@pytest.fixture
def full(ours, theirs, maria, sent):
    """María with everything that a record can hold."""
    activity = group(theirs.organisation)
    with asking(ours.worker):
        referral = sent(theirs)
        remark(referral=referral, words="Chiamatela dopo le 18", by=ours.worker)
        goal = set_goal(person=maria, words="Uscire di casa", value=3, by=ours.worker)
        write_plan(person=maria, draft=PlanDraft(matters="La quiete"), expected=0, by=ours.worker)
        booked(
            activity, *coming(activity, 1), kind=HolderKind.PERSON, holder=maria.pseudonym, called="Mari",
            by=ours.worker,
        )  # fmt: skip
    with clock.at(clock.now() + timedelta(days=1)), asking(ours.worker):
        score_goal(goal=goal, value=6, by=ours.worker)
    return maria


def at(delta):
    return clock.at(clock.now() + timedelta(days=2) + delta)


def test_nobody_is_warned_of_a_record_in_which_something_happens(full):
    with at(QUIET - timedelta(days=10)):
        assert retain() == Retained(0, 0)


def test_first_somebody_is_warned_then_nobody_can_tell_whose_it_was(full, ours):
    with at(QUIET):
        assert retain(dry_run=True) == Retained(1, 0)
        assert retain() == Retained(1, 0)
        assert retain() == Retained(0, 0)
    assert OutgoingMessage.objects.filter(kind="retention").count() == 2, "who accompanies people there hears"
    with at(QUIET + NOTICE):
        assert retain(dry_run=True) == Retained(0, 1)
        assert retain() == Retained(0, 1)
        assert retain() == Retained(0, 0)
    with asking(ours.worker):
        assert not Person.objects.exists()
    with asking(RETAINING):
        person = Person.objects.get()
        assert person.pseudonym != full.pseudonym
        assert (person.card, person.since.day) == (None, 1)
        for model in (Identity, SafeContact, Consent, Grant, Plan, Remark):
            assert not model.objects.exists(), model
        referral = Referral.objects.get()
        assert (str(referral.said), referral.sent_at.astimezone(clock.ITALY).day) == ("", 1)
        assert [str(goal.words) for goal in Goal.objects.all()] == [""]
        assert {score.on.day for score in GoalScore.objects.all()} == {1}
        assert {(one.holder, one.called) for one in Booking.objects.all()} == {(None, None)}
        assert {one.holder for one in Hold.objects.all()} == {None}
        assert not JournalEntry.objects.filter(person=person.pseudonym).exists()


def test_who_is_opened_after_the_warning_stays(full, ours):
    with at(QUIET):
        retain()
    with at(QUIET + timedelta(days=30)), asking(ours.worker):
        set_goal(person=full, words="Ancora qui", value=1, by=ours.worker)
    with at(QUIET + NOTICE):
        assert retain() == Retained(0, 0)
    with asking(ours.worker):
        assert Identity.objects.get().given_name == "María"
