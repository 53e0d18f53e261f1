"""What templates/duplicates is given: two records beside each other, and merges that were made."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from intreccio.web.shown.pieces import Fact, Link


class Likeness(StrEnum):
    """How what two records say of one thing goes together."""

    SAME = "same"
    DIFFERENT = "different"
    ONE_ONLY = "one-only"


@dataclass(frozen=True)
class Compared:
    """What two records say of one thing; empty where one says nothing."""

    label: str
    first: str
    second: str
    likeness: Likeness


@dataclass(frozen=True)
class PairShown:
    """Two records that may be one, with the reasons in words and a likeness such as "93%"."""

    first: Link
    second: Link
    score: str
    reasons: Sequence[str]
    rows: Sequence[Compared]


@dataclass(frozen=True)
class MergeShown:
    """A merge: which record is kept, how the other was called, when, by whom, and what was moved."""

    kept: Link
    lost: str
    facts: Sequence[Fact]
    is_undone: bool = False
