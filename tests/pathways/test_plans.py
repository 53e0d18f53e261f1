"""Plans: in the person's words, seen by those who support them, with a scale that cannot be left."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, Purpose, Sight, Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.databases.context import asking
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import PlanDraft, score_goal, set_goal, settle_goal, write_plan
from intreccio.pathways.models import Goal, GoalScore, Plan, PlanVersion
from intreccio.pathways.queries.plans import plan_of, versions_of
from intreccio.pathways.rules.planning import GoalState


def seen(who, model):
    with asking(who):
        return model._base_manager.count()


@pytest.fixture
def goal(ours, maria):
    with asking(ours.worker):
        write_plan(person=maria, draft=PlanDraft(matters="I miei figli"), expected=0, by=ours.worker)
        return set_goal(person=maria, words="Parlare con le maestre", value=2, by=ours.worker)


@pytest.mark.parametrize("model", [Plan, Goal, GoalScore])
def test_only_those_who_support_the_person_see_it(goal, ours, theirs, model):
    assert seen(ours.worker, model) == 1
    assert seen(theirs.worker, model) == seen(NOBODY, model) == 0
    blind = Who(ours.worker.user, ours.organisation.pk, Purpose.CARE, Sight.REFERRED | Sight.IDENTITY)
    assert seen(blind, model) == 0


def test_how_far_they_are_is_kept_day_by_day_and_counts_from_two_points_on(goal, ours, maria):
    for days, value in [(7, 3), (14, 5)]:
        with clock.at(clock.now() + timedelta(days=days)), asking(ours.worker):
            score_goal(goal=goal, value=value, by=ours.worker)
            score_goal(goal=goal, value=value, by=ours.worker)
    with asking(ours.worker):
        [one] = plan_of(maria).goals
        assert [score.value for score in one.scores] == [2, 3, 5]
        assert (one.change, one.change_matters) == (3, True)


@pytest.mark.parametrize("value", [-1, 11])
def test_nobody_leaves_the_scale(goal, ours, value):
    with asking(ours.worker), pytest.raises(Refused):
        score_goal(goal=goal, value=value, by=ours.worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        _written(goal, abs(value) + 11, ours.worker)


@upkeep
def _written(goal, value, who):
    with asking(who):
        GoalScore.objects.filter(goal=goal).update(value=value)


def test_two_who_write_at_once_do_not_overwrite_each_other(goal, ours, maria):
    with asking(ours.worker):
        with pytest.raises(VersionConflict):
            write_plan(person=maria, draft=PlanDraft(matters="Altro"), expected=0, by=ours.worker)
        write_plan(person=maria, draft=PlanDraft(matters="Altro"), expected=1, by=ours.worker)
        with pytest.raises(VersionConflict):
            write_plan(person=maria, draft=PlanDraft(matters="Terzo"), expected=1, by=ours.worker)
        assert str(Plan.objects.get().matters) == "Altro"


def test_a_goal_is_reached_and_may_be_opened_again(goal, ours):
    with asking(ours.worker):
        settle_goal(goal=goal, state=GoalState.REACHED, by=ours.worker)
        assert Goal.objects.get().settled_on == clock.today()
        settle_goal(goal=goal, state=GoalState.OPEN, by=ours.worker)
        assert Goal.objects.get().settled_on is None


def test_what_it_said_before_is_kept(goal, ours, theirs, maria):
    with asking(ours.worker):
        write_plan(person=maria, draft=PlanDraft(matters="La casa"), expected=1, by=ours.worker)
        write_plan(person=maria, draft=PlanDraft(matters="Il lavoro"), expected=2, by=ours.worker)
        assert [(one.number, str(one.matters)) for one in versions_of(maria)] == [
            (2, "La casa"),
            (1, "I miei figli"),
        ]
    assert seen(theirs.worker, PlanVersion) == 0
