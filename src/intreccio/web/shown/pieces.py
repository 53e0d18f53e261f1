"""What the components of templates/components are given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Link:
    """Somewhere to go; a breadcrumb's last link needs no address."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Place:
    """One of several addresses among which the reader moves: the places of the menu, tabs, segments."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Option:
    """A choice of a select; those of one `group` follow each other."""

    value: str
    label: str
    is_chosen: bool = False
    group: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a task."""

    label: str
    is_done: bool = False
    is_current: bool = False


@dataclass(frozen=True)
class Said:
    """In which language a text stands that the page shows.

    `code` and the language's own `name` are empty where it is that of the page.
    """

    code: str = ""
    name: str = ""
    is_reviewed: bool = True


@dataclass(frozen=True)
class Fact:
    """A name and its value, as in a definition list; empty values are not shown."""

    label: str
    value: str
    url: str = ""
    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class Worded:
    """A few words of the catalogue, with the language in which they stand."""

    text: str = ""
    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class Column:
    """A heading of a table; `sorted` is what aria-sort says: "ascending", "descending" or nothing."""

    label: str
    is_number: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table; its first cell names it and may lead to its page."""

    cells: Sequence[str]
    url: str = ""


@dataclass(frozen=True)
class Line:
    """A row whose cells stand beside their columns."""

    url: str
    cells: Sequence[tuple[Column, str]]


@dataclass(frozen=True)
class Table:
    """Rows under headings, with the caption that says what they are."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]

    @property
    def lines(self) -> list[Line]:
        """The rows, each cell with its column: on a phone every cell carries its heading."""
        return [Line(row.url, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class PageLink:
    """One page of a list; `number` is None where pages are left out."""

    number: int | None
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Pages:
    """The pages of a list; an address that is empty has no page."""

    links: Sequence[PageLink] = ()
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Language:
    """A language with its own name for itself; `code` as in BCP 47."""

    code: str
    name: str


@dataclass(frozen=True)
class UrgentNumber:
    """A telephone number for emergencies, and for which."""

    number: str
    what: str


@dataclass(frozen=True)
class MapFrame:
    """A moving map; degrees WGS 84. Without tiles it shows the boundary alone. `zone` is one that stands out."""

    points_from: str
    centre_lat: float
    centre_lon: float
    boundary_url: str = ""
    zone: str = ""
    tiles_url: str = ""
    tiles_attribution: str = ""


class Freshness(StrEnum):
    """How far a listing can be trusted today."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
