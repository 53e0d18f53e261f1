"""What is given to templates and documents that carry services along: my list, booklets."""

from collections.abc import Sequence
from dataclasses import dataclass

from intreccio.web.shown.pieces import Freshness, Language, Said
from intreccio.web.shown.services import ContactShown, SiteShown


@dataclass(frozen=True)
class Carried:
    """A service with what one needs away from its page; `activity` and `town` are what booklets group it by.

    `when` are sentences; `next_date` says today and tomorrow, `next_day` the same for paper; empty where unknown.
    """

    id: str
    name: str
    url: str
    organisation: str
    said: Said
    freshness: Freshness
    freshness_words: str
    summary: str = ""
    audience: str = ""
    when: Sequence[str] = ()
    next_date: str = ""
    next_day: str = ""
    sites: Sequence[SiteShown] = ()
    more_places: int = 0
    is_address_confidential: bool = False
    contacts: Sequence[ContactShown] = ()
    cost: str = ""
    languages: Sequence[Language] = ()
    activity: str = ""
    town: str = ""
    is_sensitive: bool = False
    is_open_now: bool = False


@dataclass(frozen=True)
class Entry:
    """A line of a list: a service, or none where it was shown once and is shown no more.

    `is_kept` says whether it is on the reader's own list.
    """

    id: str
    service: Carried | None = None
    is_kept: bool = False


@dataclass(frozen=True)
class Square:
    """A QR code: `path` is the `d` of an SVG path in units of modules, `size` modules on each side."""

    path: str
    size: int


@dataclass(frozen=True)
class ListLinks:
    """Where a list goes from here; all addresses carry its services, so that no cookie is needed."""

    share: str
    calendar: str
    pdf: str
    pdf_large: str
    plain: str
    large: str
    ids: str
    square: Square
