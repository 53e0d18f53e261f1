"""What the pages of the desk are given."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from intreccio.web.shown.pieces import Fact, Freshness, Link


@dataclass(frozen=True)
class Improvement:
    """Something that a listing lacks: what to do, and where."""

    words: str
    url: str


@dataclass(frozen=True)
class ListingRow:
    """A listing as its keepers see it; `quality` is from 0 to 100."""

    name: str
    url: str
    state: str
    is_published: bool
    freshness: Freshness
    freshness_words: str
    is_due: bool
    quality: int
    version: int
    confirm_url: str
    improvements: Sequence[Improvement] = ()


@dataclass(frozen=True)
class OrganisationDesk:
    """An organisation with its places and listings; `due` are those to be confirmed, `reports` what to answer.

    `edit_url` is empty for whoever may not change what it says of itself.
    """

    name: str
    url: str
    edit_url: str
    facts: Sequence[Fact]
    sites: Sequence[Link]
    new_site_url: str
    listings: Sequence[ListingRow]
    due: Sequence[ListingRow]
    reports: Sequence[Link]
    new_url: str
    download_url: str
    upload_url: str


@dataclass(frozen=True)
class GroupRow:
    """A group or course of a listing, with its meetings to come."""

    name: str
    url: str
    schedule: str
    meetings: Sequence["Meeting"] = ()


@dataclass(frozen=True)
class Meeting:
    """One dated meeting; `url` is where it is called off, or held after all."""

    day: str
    hours: str
    url: str
    cancelled: str = ""


@dataclass(frozen=True)
class StepRow:
    """One step in the history of a listing: what was done, when, by whom."""

    words: str
    when: str
    who: str
    url: str


@dataclass(frozen=True)
class SaidRow:
    """What two states of a listing say of one thing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What was written about hours, as it was understood: in words, with the next dates; or why it was not."""

    id: str
    words: str = ""
    dates: Sequence[str] = ()
    problem: str = ""


@dataclass(frozen=True)
class Choice:
    """A field that two people changed: what stands there, what was written here; `name` says which field."""

    name: str
    label: str
    theirs: str
    ours: str
    is_taken: bool = False


@dataclass(frozen=True)
class SeenByAll:
    """One answer to who may know where a place is, with what everybody would then see; `radio` is a BoundWidget."""

    radio: object
    lines: Sequence[str]


@dataclass(frozen=True)
class Section:
    """A part of a form; one that is folded is opened by whoever needs it."""

    id: str
    title: str
    fields: Sequence[object]
    is_folded: bool = False
    previews: Sequence[Preview] = ()
    note: str = ""
    more: Sequence[Link] = field(default_factory=tuple)
