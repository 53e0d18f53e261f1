"""What templates/registers is given: an import, from the columns of a file to the report."""

from collections.abc import Sequence
from dataclasses import dataclass

from intreccio.web.shown.pieces import Fact, Option


@dataclass(frozen=True)
class Notice:
    """Something to say at the top of a page; `kind` as in components/notice.html."""

    kind: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class MappingRow:
    """A column of the file, its first values, and the fields it may fill; `name` is the form field."""

    source: str
    samples: Sequence[str]
    name: str
    options: Sequence[Option]


@dataclass(frozen=True)
class RunShown:
    """An import, with the counts of its check once there are any."""

    file_name: str
    kind: str
    counts: Sequence[Fact] = ()
    facts: Sequence[Fact] = ()


@dataclass(frozen=True)
class StepShown:
    """A step that a job does; `total` is 0 while it has not begun. `title` is the page's."""

    title: str
    stage: str
    done: int = 0
    total: int = 0
    can_stop: bool = True
    notice: Notice | None = None


@dataclass(frozen=True)
class ChangeShown:
    """A value that an import replaces."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowShown:
    """A line of the file and what would become of it; `badge` as in components/badge.html."""

    line: int
    outcome: str
    badge: str
    key: str
    name: str
    changes: Sequence[ChangeShown] = ()
    notes: Sequence[str] = ()
