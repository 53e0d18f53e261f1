"""The life of a listing: publishing, and the duty to keep it fresh."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step


class ListingState(StrEnum):
    """Where a listing stands between its first word and its end."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


LISTING = LifeCycle(
    "listing",
    ListingState,
    [
        Step(
            "publish",
            frozenset({ListingState.DRAFT, ListingState.WITHDRAWN}),
            ListingState.PUBLISHED,
            Permission.EDIT_LISTINGS,
        ),
        Step(
            "withdraw",
            frozenset({ListingState.DRAFT, ListingState.PUBLISHED}),
            ListingState.WITHDRAWN,
            Permission.EDIT_LISTINGS,
            reason=True,
        ),
    ],
)


class Freshness(StrEnum):
    """How sure one may be that a listing is still true."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    HIDDEN = "hidden"


SHOWN = frozenset({Freshness.FRESH, Freshness.DUE, Freshness.STALE})
"""Freshness with which a published listing is shown (a stale one says so)."""


DEFUNCT_DAYS = 90
"""Days for which a withdrawn listing is still named, as ended, to other directories that may have copied it."""


@dataclass(frozen=True)
class FreshnessPolicy:
    """Months after its review was due at which a listing counts as stale, and is hidden.

    Hiding is never silent: the steward was reminded while it was due and while it was stale.
    """

    stale_after: int = 1
    hidden_after: int = 12


POLICY = FreshnessPolicy()


def freshness_on(
    day: date, *, confirmed_on: date, review_months: int, policy: FreshnessPolicy = POLICY
) -> Freshness:
    """The freshness, on `day`, of a listing confirmed on a date and to be reviewed every so many months."""
    due = due_on(confirmed_on, review_months)
    if day < due:
        return Freshness.FRESH
    if day < due + relativedelta(months=policy.stale_after):
        return Freshness.DUE
    if day < due + relativedelta(months=policy.hidden_after):
        return Freshness.STALE
    return Freshness.HIDDEN


def due_on(confirmed_on: date, review_months: int) -> date:
    """The day from which a review is due."""
    return confirmed_on + relativedelta(months=review_months)
