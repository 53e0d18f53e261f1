"""Writing a plan with a person."""

from dataclasses import dataclass

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.pathways.events import GoalScored, GoalSet, GoalSettled, PlanWritten
from intreccio.pathways.models import Goal, GoalScore, Plan, PlanVersion
from intreccio.pathways.rules.planning import LEAST, LONGEST_WORDS, MOST, Existing, GoalState
from intreccio.people.models import Person


@dataclass(frozen=True)
class PlanDraft:
    """What is said in a plan."""

    matters: str = ""
    strengths: str = ""
    existing: Existing = Existing.NONE
    existing_holder: str = ""


@action
def write_plan(*, person: Person, draft: PlanDraft, expected: int, by: Who) -> Plan:
    """Write a person's plan, or change it; what it said before is kept.

    `expected` is the version that was seen, 0 where there was none.

    Raises `VersionConflict` where somebody was faster.
    """
    said = {
        "matters": draft.matters.strip()[:LONGEST_WORDS] or None,
        "strengths": draft.strengths.strip()[:LONGEST_WORDS] or None,
        "existing": draft.existing,
        "existing_holder": draft.existing_holder.strip()[:LONGEST_WORDS] or None,
        "changed_at": clock.now(),
    }
    plan = Plan.objects.filter(person=person).first()
    if plan is None:
        plan = Plan.objects.create(person=person, **said)
    elif not expected:
        raise VersionConflict("somebody began the plan meanwhile")
    else:
        was = {name: getattr(plan, name) for name in said}
        for name, value in said.items():
            setattr(plan, name, value)
        plan.save_version(update_fields=list(said), expected=expected)
        PlanVersion.objects.create(person=person, number=expected, **was)
    record(PlanWritten(person.pseudonym, plan.pk), by=by)
    return plan


@action
def set_goal(*, person: Person, words: str, by: Who, value: int | None = None) -> Goal:
    """Something that the person wants; `value` is how far they are today. Raises `Refused`."""
    if not words.strip():
        raise Refused(
            Translated(it="Scrivi l'obiettivo con le parole della persona.", en="Write the goal in their words."),
            field="words",
        )
    goal = Goal.objects.create(person=person, words=words.strip()[:LONGEST_WORDS], since=clock.today())
    record(GoalSet(person.pseudonym, goal.pk), by=by)
    if value is not None:
        score_goal(goal=goal, value=value, by=by)
    return goal


@action
def score_goal(*, goal: Goal, value: int, by: Who) -> None:
    """How far they are today; a second word of the same day replaces the first. Raises `Refused` off the scale."""
    if not LEAST <= value <= MOST:
        raise Refused(Translated(it=f"Da {LEAST} a {MOST}.", en=f"From {LEAST} to {MOST}."), field="value")
    GoalScore.objects.update_or_create(
        goal=goal, on=clock.today(), defaults={"person_id": goal.person_id, "value": value}
    )
    record(GoalScored(goal.person.pseudonym, goal.pk), by=by)


@action
def settle_goal(*, goal: Goal, state: GoalState, by: Who) -> None:
    """A goal was reached, or left; or is open again."""
    goal.state = state
    goal.settled_on = None if state is GoalState.OPEN else clock.today()
    goal.save_version(update_fields=["state", "settled_on"])
    record(GoalSettled(goal.person.pseudonym, goal.pk, state), by=by)
