"""A person's plan, with how their goals went."""

from dataclasses import dataclass

from intreccio.pathways.models import Goal, GoalScore, Plan, PlanVersion
from intreccio.pathways.rules.planning import MATTERS
from intreccio.people.models import Person


@dataclass(frozen=True)
class GoalSeen:
    """A goal with its scores, oldest first; `change` is last less first, and counts from two points on."""

    goal: Goal
    scores: list[GoalScore]

    @property
    def change(self) -> int | None:
        return self.scores[-1].value - self.scores[0].value if len(self.scores) > 1 else None

    @property
    def change_matters(self) -> bool:
        return self.change is not None and abs(self.change) >= MATTERS


@dataclass(frozen=True)
class PlanSeen:
    """The plan, None before it is written, and the goals."""

    plan: Plan | None
    goals: list[GoalSeen]


def plan_of(person: Person) -> PlanSeen:
    """Three queries, however many goals."""
    goals = Goal.objects.filter(person=person).prefetch_related("scores")
    return PlanSeen(
        Plan.objects.filter(person=person).first(), [GoalSeen(goal, list(goal.scores.all())) for goal in goals]
    )


def versions_of(person: Person) -> list[PlanVersion]:
    """What the plan said before, the latest first."""
    return list(PlanVersion.objects.filter(person=person))
