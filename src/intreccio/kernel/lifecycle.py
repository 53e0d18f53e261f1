"""Life cycles as tables: states, verbs, who may. A health worker could read one.

::

    LISTING = LifeCycle("listing", ListingState, [
        Step("publish", {DRAFT, WITHDRAWN}, PUBLISHED, Permission.EDIT_LISTINGS),
        Step("withdraw", {PUBLISHED}, WITHDRAWN, Permission.EDIT_LISTINGS, reason=True),
    ])
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)


class StepRefused(ValueError):
    """The verb does not fit the state, or lacks its reason."""


@dataclass(frozen=True)
class Step(Generic[S]):
    """One row of the table: `verb` leads from any of `sources` to `target`; `permission` may do it."""

    verb: str
    sources: frozenset[S]
    target: S
    permission: str
    reason: bool = False


class LifeCycle(Generic[S]):
    """The table of one life cycle. Verbs are unique per source state."""

    def __init__(self, name: str, states: type[S], steps: Iterable[Step[S]]) -> None:
        self.name = name
        self.states = states
        self.steps = tuple(steps)
        self._by_source = {(source, step.verb): step for step in self.steps for source in step.sources}
        if len(self._by_source) != sum(len(step.sources) for step in self.steps):
            raise ValueError(f"{name}: a verb appears twice for one state.")

    def step(self, state: S, verb: str, *, reason: str = "") -> Step[S]:
        """The step `verb` from `state`; `StepRefused` where the table has none or wants a reason."""
        step = self._by_source.get((state, verb))
        if step is None:
            possible = ", ".join(self.verbs(state)) or "nothing"
            raise StepRefused(f"A {self.name} that is {state} cannot {verb}; possible: {possible}.")
        if step.reason and not reason.strip():
            raise StepRefused(f"To {verb} a {self.name} a reason is needed.")
        return step

    def verbs(self, state: S) -> list[str]:
        """What can be done from `state`, in the order of the table."""
        return [step.verb for step in self.steps if state in step.sources]

    def reachable(self, start: S) -> set[S]:
        """Every state that can follow from `start`, itself included."""
        found, waiting = {start}, [start]
        while waiting:
            state = waiting.pop()
            targets = {step.target for step in self.steps if state in step.sources} - found
            found |= targets
            waiting.extend(targets)
        return found
