"""What templates/pathways and templates/coverage are given."""

from collections.abc import Sequence
from dataclasses import dataclass

from intreccio.web.shown.carried import Carried
from intreccio.web.shown.pieces import Link, Worded


@dataclass(frozen=True)
class PathwayListed:
    """A pathway in a list, with the names of its steps."""

    name: Worded
    summary: Worded
    url: str
    steps: Sequence[Worded]


@dataclass(frozen=True)
class StepShown:
    """A step with a few who offer it; `all_url` finds all of them."""

    name: Worded
    text: Worded
    is_optional: bool
    answers: Sequence[Carried]
    all_url: str


@dataclass(frozen=True)
class Cell:
    """What a zone has of a pathway or a step: `words` first, `notes` below; a hole stands out."""

    heading: str
    words: str
    notes: Sequence[str] = ()
    is_hole: bool = False
    url: str = ""


@dataclass(frozen=True)
class CoverageRow:
    """One zone with its cells, in the order of the columns."""

    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Hole:
    """Something that nobody offers, and where."""

    what: Link
    zones: str
