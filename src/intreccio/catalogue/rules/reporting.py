"""What somebody may say is wrong with a listing, and what becomes of it."""

from enum import StrEnum

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step

LONGEST_WORDS = 2_000
"""Characters of a report, and of an answer."""

KEPT_DAYS = 180
"""Days after which the words of a settled report, and of its answer, are erased."""


class Mistake(StrEnum):
    """What is wrong, from the one most often met."""

    TIMES = "times"
    PLACE = "place"
    CONTACTS = "contacts"
    ENDED = "ended"
    COST = "cost"
    EXPOSES = "exposes"
    """It shows what should be confidential, such as a protected address."""
    OTHER = "other"


class ReportState(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    PASSED_ON = "passed-on"
    MENDED = "mended"
    DECLINED = "declined"


_RECEIVED = frozenset({ReportState.RECEIVED})
_PASSED_ON = frozenset({ReportState.PASSED_ON})

REPORT = LifeCycle(
    "report",
    ReportState,
    [
        Step("pass-on", _RECEIVED, ReportState.PASSED_ON, Permission.REVIEW_LISTINGS),
        Step("mend", _RECEIVED, ReportState.MENDED, Permission.REVIEW_LISTINGS, reason=True),
        Step("decline", _RECEIVED, ReportState.DECLINED, Permission.REVIEW_LISTINGS, reason=True),
        # Once it is passed on, those who look after the page may answer too.
        Step("mend", _PASSED_ON, ReportState.MENDED, Permission.EDIT_LISTINGS, reason=True),
        Step("decline", _PASSED_ON, ReportState.DECLINED, Permission.EDIT_LISTINGS, reason=True),
    ],
)
