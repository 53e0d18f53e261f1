"""What is compared, and what comes of it."""

from dataclasses import dataclass, field
from enum import StrEnum

Point = tuple[float, float]
"""Latitude and longitude, degrees WGS 84."""


@dataclass(frozen=True, slots=True)
class Record:
    """One body, place or service as the matching sees it. Empty is unknown; texts are as people wrote them.

    `id` is unique and orders records. `numbers` are official ones by their scheme: one that is equal settles
    it, two of one scheme that differ settle the contrary. `traits` never tell two apart unless both have
    one of a name and they differ. `places` are codes of where it is, `local` the names of these places: they
    tell little there. `owner` is whom it belongs to, where it belongs to somebody, `owner_names` how that
    one is called. `kin` are ids of records it is tied to as their part, their whole or their member.
    """

    id: str
    names: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...] = ()
    traits: tuple[tuple[str, str], ...] = ()
    places: frozenset[str] = frozenset()
    local: tuple[str, ...] = ()
    street: str = ""
    point: Point | None = None
    phone: str = ""
    mail: str = ""
    website: str = ""
    owner: str = ""
    owner_names: tuple[str, ...] = ()
    kin: frozenset[str] = frozenset()


class ReasonKind(StrEnum):
    """Why two records may be one, or what speaks against it. Stable: proposals keep them."""

    SAME_NUMBER = "same-number"
    SAME_NAME = "same-name"
    SIMILAR_NAME = "similar-name"
    SAME_PLACE = "same-place"
    OTHER_PLACE = "other-place"
    SAME_STREET = "same-street"
    NEAR = "near"
    SAME_PHONE = "same-phone"
    SAME_MAIL = "same-mail"
    SAME_DOMAIN = "same-domain"
    SAME_OWNER = "same-owner"
    SIMILAR_OWNER = "similar-owner"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `value` is a likeness from 0 to 1 for names, metres for `NEAR`; `scheme` of an equal number."""

    kind: ReasonKind
    value: float | None = None
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """That records `a` and `b` (ids, `a` the lesser) may be one. The score orders proposals, from 0 to 1."""

    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...] = field(default=())
