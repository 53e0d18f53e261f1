"""What templates/month is given: the days of a month and what is held on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from intreccio.web.shown.find import FacetChoice
from intreccio.web.shown.pieces import Said


@dataclass(frozen=True)
class Entry:
    """A meeting; `called_off` is why, or empty where no reason was given."""

    hours: str
    name: str
    url: str
    organisation: str
    town: str = ""
    is_called_off: bool = False
    called_off: str = ""
    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class Day:
    """A day with its first entries; `more` others stand at `more_url`, if anywhere."""

    number: int
    words: str
    entries: Sequence[Entry] = ()
    more: int = 0
    more_url: str = ""
    is_today: bool = False
    is_past: bool = False
    is_holiday: bool = False


@dataclass(frozen=True)
class Month:
    """A month; its first day is the `first_weekday`th of the week, Monday being 1.

    The addresses of the months beside it are empty where nothing is known of them.
    """

    title: str
    first_weekday: int
    weekdays: Sequence[str]
    days: Sequence[Day]
    total: int
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Subject:
    """What the month is of: the words of a question with its filters, or one service."""

    title: str
    back_url: str
    calendar_url: str
    chips: Sequence[FacetChoice] = ()
    is_service: bool = False
