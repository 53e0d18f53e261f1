"""The personal plan (*piano personale*): goals in the person's words, with a scale; it never replaces another plan."""

from enum import StrEnum

LONGEST_WORDS = 2_000
LEAST, MOST = 0, 10
"""How far somebody is from a goal, as they say: 0 nothing of it, 10 all of it."""
MATTERS = 2
"""Points of the scale from which a change counts."""


class Existing(StrEnum):
    """A plan that is there by law, and holds beside this one."""

    NONE = ""
    PAI = "pai"
    LIFE_PROJECT = "progetto-di-vita"
    PTRP = "ptrp"
    INCLUSION_PACT = "patto-di-inclusione"
    OTHER = "other"


class GoalState(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    REACHED = "reached"
    LEFT = "left"
