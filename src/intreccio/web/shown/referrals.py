"""What templates/referrals is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from intreccio.web.shown.pieces import Fact


@dataclass(frozen=True)
class Match:
    """Somebody who answers a need, with everything that speaks for or against, and how well they fit in percent.

    `id` is the service's.
    """

    id: str
    name: str
    organisation: str
    url: str
    reasons: Sequence[str]
    is_public: bool
    percent: int


@dataclass(frozen=True)
class OfferShown:
    """One body asked, and what it did."""

    organisation: str
    service: str
    state: str
    words: str


@dataclass(frozen=True)
class DateProposed:
    """A date of which one side says that it suits; `value` is ISO 8601."""

    value: str
    words: str
    may_fix: bool


@dataclass(frozen=True)
class RemarkShown:
    """A word of one side, and the dates that it proposes."""

    who: str
    when: str
    words: str
    dates: Sequence[DateProposed] = ()


@dataclass(frozen=True)
class ReferralShown:
    """A referral as its reader may know it; `person_url` is empty where the reader may not know the person."""

    id: UUID
    version: int
    state: str
    is_open: bool
    title: str
    said: str
    facts: Sequence[Fact]
    person_name: str
    person_url: str
    offers: Sequence[OfferShown]
    remarks: Sequence[RemarkShown]
    progress: str
    warning: str
    reopens_url: str = ""


@dataclass(frozen=True)
class CardShown:
    """A referral on the board."""

    url: str
    title: str
    other: str
    words: str


@dataclass(frozen=True)
class BoardColumn:
    """Where referrals stand, and those that stand there."""

    title: str
    cards: Sequence[CardShown]
