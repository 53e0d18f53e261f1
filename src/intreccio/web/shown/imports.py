"""What templates/imports is given: an import, from the choice of a file to its undoing."""

from collections.abc import Sequence
from dataclasses import dataclass

from intreccio.web.shown.pieces import Fact, Link, Option


@dataclass(frozen=True)
class Notice:
    """Something to say at the top of a page; `kind` as in components/notice.html."""

    kind: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class Offer:
    """Something that can be brought in, and where."""

    label: str
    about: str
    url: str


@dataclass(frozen=True)
class MappingRow:
    """A column of the file, its first values, and the fields it may fill; `name` is the form field."""

    source: str
    samples: Sequence[str]
    name: str
    options: Sequence[Option]


@dataclass(frozen=True)
class RowRead:
    """What one thing that a line speaks of would become, and what there is to say about it."""

    label: str
    text: str
    notes: Sequence[str] = ()
    is_refused: bool = False


@dataclass(frozen=True)
class LineRead:
    """A line of the file as it would be read."""

    number: int
    rows: Sequence[RowRead]


@dataclass(frozen=True)
class Tile:
    """A count that filters: `url` turns the filter on, or off when it is current; empty where there is none."""

    label: str
    value: str
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class RunShown:
    """An import."""

    file_name: str
    kind: str
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
class NoteShown:
    """Why a row is refused, or how it was mended."""

    text: str
    is_problem: bool


@dataclass(frozen=True)
class RowShown:
    """A row of an import and what would become of it; `badge` as in components/badge.html.

    `place` is the line, with its file where there are several; `said` is everything the row says.
    """

    place: str
    outcome: str
    badge: str
    name: Link
    key: str = ""
    table: str = ""
    is_mended: bool = False
    changes: Sequence[ChangeShown] = ()
    notes: Sequence[NoteShown] = ()
    said: Sequence[Fact] = ()
