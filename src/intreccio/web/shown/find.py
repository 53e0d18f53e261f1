"""What templates/find is given: the question, the answer, the filters."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from intreccio.web.shown.pieces import Language, Option, Said


@dataclass(frozen=True)
class Question:
    """What was asked; `kept` are the active filters as names and values, sent again with the form."""

    what: str = ""
    where: str = ""
    lat: float | None = None
    lon: float | None = None
    kept: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Result:
    """A service in a list; `more` tags and accessibilities stand on its page only.

    Degrees WGS 84, both None where the address is not to be shown.
    """

    name: str
    url: str
    organisation: str
    summary: str = ""
    place: str = ""
    distance_km: float | None = None
    next_opening: str = ""
    is_open_now: bool = False
    is_free: bool = False
    languages: Sequence[Language] = ()
    accessibility: Sequence[str] = ()
    tags: Sequence[str] = ()
    more: int = 0
    said: Said = field(default_factory=Said)
    lat: float | None = None
    lon: float | None = None
    id: str = ""


@dataclass(frozen=True)
class Answer:
    """A page of results; when `total_is_exact` is false there are more than `total`.

    `offset` counts the results on the pages before; `corrections` are the words really searched, if others.
    """

    total: int
    results: Sequence[Result]
    total_is_exact: bool = True
    corrections: str = ""
    offset: int = 0

    @property
    def first_number(self) -> int:
        """The number of the first result of this page."""
        return self.offset + 1


@dataclass(frozen=True)
class FacetChoice:
    """A filter with how many services it would leave; `url` turns it on, or off when active."""

    id: str
    label: str
    value: str
    url: str
    count: int | None = None
    active: bool = False


@dataclass(frozen=True)
class FacetGroup:
    """Filters of one kind. A folded group opens when asked; those of its choices that are active stand apart."""

    name: str
    title: str
    choices: Sequence[FacetChoice]
    is_folded: bool = False


@dataclass(frozen=True)
class DayForm:
    """Choosing a day between two, all ISO dates; `kept` goes along as names and values."""

    kept: Sequence[tuple[str, str]]
    day: str
    first: str
    last: str


@dataclass(frozen=True)
class ZoneForm:
    """Choosing a zoning and then one of its zones; `kept` goes along as names and values."""

    kept: Sequence[tuple[str, str]]
    zonings: Sequence[Option]
    zones: Sequence[Option]
    is_open: bool
