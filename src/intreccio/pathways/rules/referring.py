"""The life of a referral (*invio*): who may do what, why not, what came of it, and how long it may wait.

States follow HL7 FHIR Task; an urgent case is no referral: whoever needs help now is told whom to call.
"""

from datetime import timedelta
from enum import StrEnum

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step

LONGEST_WORDS = 2_000
REMIND_AFTER = (timedelta(days=3), timedelta(days=10))
EXPIRE_AFTER = timedelta(days=30)
LINK_DAYS = 8
CODE_LASTS = timedelta(minutes=15)
MOST_TRIES = 5
MOST_DATES = 5
"""How many dates are proposed at once."""


class ReferralState(StrEnum):
    """Where a referral stands."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    ON_HOLD = "on-hold"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    FAILED = "failed"
    ENTERED_IN_ERROR = "entered-in-error"


S = ReferralState
OPEN = frozenset({S.REQUESTED, S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD})
TAKEN = frozenset({S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD})


class Side(StrEnum):
    """Who does a step: the one who sends, the one who is asked, or time."""

    REQUESTER = "requester"
    TARGET = "target"
    TIME = "time"


def _step(verb: str, sources: frozenset[ReferralState], target: ReferralState, *, reason: bool = False) -> Step[S]:
    return Step(verb, sources, target, Permission.ACCOMPANY, reason)


REFERRAL = LifeCycle(
    "referral",
    ReferralState,
    [
        _step("accept", frozenset({S.REQUESTED}), S.ACCEPTED),
        _step("reject", frozenset({S.REQUESTED}), S.REJECTED, reason=True),
        _step("cancel", OPEN, S.CANCELLED, reason=True),
        _step("expire", frozenset({S.REQUESTED}), S.CANCELLED, reason=True),
        _step("start", frozenset({S.ACCEPTED, S.ON_HOLD}), S.IN_PROGRESS),
        _step("hold", frozenset({S.ACCEPTED, S.IN_PROGRESS}), S.ON_HOLD, reason=True),
        _step("complete", TAKEN, S.COMPLETED, reason=True),
        _step("fail", TAKEN, S.FAILED, reason=True),
        _step("mark-in-error", frozenset(ReferralState) - {S.ENTERED_IN_ERROR}, S.ENTERED_IN_ERROR, reason=True),
    ],
)
SIDES = {
    Side.REQUESTER: frozenset({"cancel", "mark-in-error"}),
    Side.TARGET: frozenset({"accept", "reject", "start", "hold", "complete", "fail", "cancel"}),
    Side.TIME: frozenset({"expire"}),
}


class OfferState(StrEnum):
    """What one of those asked did with it."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BY_ANOTHER = "taken-by-another"
    WITHDRAWN = "withdrawn"


class Refusal(StrEnum):
    """Why somebody who is asked says no. A public body that is not competent says who is."""

    FULL = "full"
    NOT_COMPETENT = "not-competent"
    NOT_FOR_THEM = "not-for-them"
    LANGUAGE = "language"
    TOO_FAR = "too-far"
    CLOSED = "closed"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of a referral that was taken up, and why one was not brought to an end."""

    HELPED = "helped"
    PARTLY_HELPED = "partly-helped"
    GOES_ON = "goes-on"
    DID_NOT_HELP = "did-not-help"
    COULD_NOT_REACH = "could-not-reach"
    DID_NOT_COME = "did-not-come"
    CHANGED_MIND = "changed-mind"
    OTHER = "other"


OF_COMPLETION = (Outcome.HELPED, Outcome.PARTLY_HELPED, Outcome.GOES_ON, Outcome.DID_NOT_HELP)
OF_FAILURE = (Outcome.COULD_NOT_REACH, Outcome.DID_NOT_COME, Outcome.CHANGED_MIND, Outcome.OTHER)


class Progress(StrEnum):
    """Finer than the state: what was last done with the person."""

    NOTHING_YET = ""
    CONTACTED = "contacted"
    SCHEDULED = "scheduled"
    ATTENDED = "attended"
    DID_NOT_ATTEND = "did-not-attend"
    WAITING_LIST = "waiting-list"


class Adaptation(StrEnum):
    """What would make it possible for the person to come (*accomodamento ragionevole*)."""

    EVENING = "evening"
    WOMEN_ONLY = "women-only"
    WITH_CHILDREN = "with-children"
    SIGN_LANGUAGE = "sign-language"
    INTERPRETER = "interpreter"
    STEP_FREE = "step-free"
    AT_HOME = "at-home"


class Urgency(StrEnum):
    """How soon. What cannot wait for days is no referral."""

    SOON = "soon"
    ORDINARY = "ordinary"


def age_band(age: int | None) -> str:
    """Ten years from which somebody is not told: "30-39", "80+", under age "0-13" or "14-17"; "" where unknown."""
    if age is None:
        return ""
    if age < 18:
        return "0-13" if age < 14 else "14-17"
    if age >= 80:
        return "80+"
    return "18-29" if age < 30 else f"{age // 10 * 10}-{age // 10 * 10 + 9}"
