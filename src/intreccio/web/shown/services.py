"""What templates/service and templates/organisation are given."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from intreccio.web.shown.pieces import Fact, Freshness, Language, Link, Said, Worded


@dataclass(frozen=True)
class ContactShown:
    """A way of reaching somebody; `icon` of the sprite, `label` its spoken name, `url` tel:, mailto: or https:."""

    icon: str
    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class SiteShown:
    """A place where it happens; `arrival` says how one gets in or there, degrees WGS 84.

    `istat_code` is its municipality's.
    """

    name: str
    address: str
    lat: float | None = None
    lon: float | None = None
    arrival: str = ""
    directions_url: str = ""
    istat_code: str = ""


@dataclass(frozen=True)
class DateShown:
    """One coming meeting; `words` say what is special about it."""

    day: str
    hours: str
    words: str = ""


@dataclass(frozen=True)
class RenderingShown:
    """Another way to take in a text: words to read at once, or a file to listen to, watch or open.

    `language_name` is the language's name in itself.
    """

    way: str
    label: str
    language: str
    language_name: str
    url: str
    media_type: str
    words: str = ""


@dataclass(frozen=True)
class GroupShown:
    """A group or course of a service: when and where it meets, and whether one can join."""

    name: str
    description: str = ""
    schedule: str = ""
    place: str = ""
    enrolment: str = ""
    room: str = ""
    book_url: str = ""
    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class PriceShown:
    """One price in words, with the note that somebody wrote to it."""

    words: str
    note: Worded = field(default_factory=Worded)


@dataclass(frozen=True)
class PublicReference:
    """The public service that answers for the same need, and the entitlement behind it."""

    name: str
    url: str
    entitlement: Worded = field(default_factory=Worded)


@dataclass(frozen=True)
class ServiceShown:
    """A service with all that one needs before going; empty parts are left out of the page."""

    name: str
    organisation: Link
    freshness: Freshness
    freshness_words: str = ""
    said: Said = field(default_factory=Said)
    summary: str = ""
    description: str = ""
    is_free: bool = False
    cost: Sequence[PriceShown] = ()
    benefit: Sequence[Fact] = ()
    languages: Sequence[Language] = ()
    accessibility: Sequence[str] = ()
    tags: Sequence[str] = ()
    audience: str = ""
    how_to: str = ""
    access_modes: Sequence[str] = ()
    documents: Sequence[Worded] = ()
    places_words: str = ""
    schedule: Sequence[str] = ()
    groups: Sequence[GroupShown] = ()
    next_dates: Sequence[DateShown] = ()
    sites: Sequence[SiteShown] = ()
    is_address_confidential: bool = False
    contacts: Sequence[ContactShown] = ()
    public_reference: PublicReference | None = None
    renderings: Sequence[RenderingShown] = ()


@dataclass(frozen=True)
class OrganisationShown:
    """An organisation of the network; `facts` are its registers, codes and activities."""

    name: str
    kind: str
    freshness: Freshness
    freshness_words: str = ""
    mission: str = ""
    said: Said = field(default_factory=Said)
    is_verified: bool = False
    is_address_confidential: bool = False
    facts: Sequence[Fact] = ()
    contacts: Sequence[ContactShown] = ()
    sites: Sequence[SiteShown] = ()
