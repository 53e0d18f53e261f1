"""What can happen on the way with a person. `person` is always the journal's pseudonym."""

from dataclasses import dataclass
from uuid import UUID

from intreccio.kernel.journal import Event
from intreccio.pathways.rules.asking import AskState
from intreccio.pathways.rules.giving import Way
from intreccio.pathways.rules.needing import NeedState
from intreccio.pathways.rules.planning import GoalState
from intreccio.pathways.rules.referring import Progress, ReferralState, Refusal


@dataclass(frozen=True)
class AssessmentRecorded(Event):
    """A person answered a questionnaire."""

    name = "pathways.assessment-recorded"
    person: UUID
    assessment: UUID
    way: Way


@dataclass(frozen=True)
class ReferralSent(Event):
    """A person was referred to somebody, or to whoever of several takes it."""

    name = "pathways.referral-sent"
    person: UUID
    referral: UUID
    asked: tuple[UUID, ...]


@dataclass(frozen=True)
class ReferralMoved(Event):
    """A referral took a step of its life."""

    name = "pathways.referral-moved"
    referral: UUID
    state: ReferralState


@dataclass(frozen=True)
class OfferRefused(Event):
    """One of those asked said no."""

    name = "pathways.offer-refused"
    referral: UUID
    organisation: UUID
    refusal: Refusal


@dataclass(frozen=True)
class ReferralForwarded(Event):
    """A public body that is not competent passed a referral on."""

    name = "pathways.referral-forwarded"
    referral: UUID
    from_organisation: UUID
    to_organisation: UUID


@dataclass(frozen=True)
class ReferralAttached(Event):
    """A paper was added to a referral."""

    name = "pathways.referral-attached"
    referral: UUID
    attachment: UUID


@dataclass(frozen=True)
class ReferralNoted(Event):
    """What was last done about a referral was noted."""

    name = "pathways.referral-noted"
    referral: UUID
    progress: Progress


@dataclass(frozen=True)
class DateFixed(Event):
    """Both sides of a referral settled on a date."""

    name = "pathways.date-fixed"
    referral: UUID


@dataclass(frozen=True)
class ReferralRemarked(Event):
    """One side of a referral said something to the other."""

    name = "pathways.referral-remarked"
    referral: UUID
    remark: UUID


@dataclass(frozen=True)
class ReferralReminded(Event):
    """Those who are asked were reminded."""

    name = "pathways.referral-reminded"
    referral: UUID
    count: int


@dataclass(frozen=True)
class CodeSent(Event):
    """A body without an account asked for the code that opens a name."""

    name = "pathways.code-sent"
    referral: UUID
    organisation: UUID


@dataclass(frozen=True)
class CodeTried(Event):
    """A code was entered, the right one or not."""

    name = "pathways.code-tried"
    referral: UUID
    organisation: UUID
    was_right: bool


@dataclass(frozen=True)
class HelpAsked(Event):
    """Somebody without an account asked for help."""

    name = "pathways.help-asked"
    request: UUID
    organisation: UUID


@dataclass(frozen=True)
class HelpMoved(Event):
    """A request for help was taken or closed; or those asked were reminded of it."""

    name = "pathways.help-moved"
    request: UUID
    state: AskState


@dataclass(frozen=True)
class HelpRequestsForgotten(Event):
    """What was written in requests closed long ago was erased."""

    name = "pathways.help-requests-forgotten"
    requests: int


@dataclass(frozen=True)
class PlanWritten(Event):
    """A person's plan was written or changed."""

    name = "pathways.plan-written"
    person: UUID
    plan: UUID


@dataclass(frozen=True)
class GoalSet(Event):
    """A person set themselves a goal."""

    name = "pathways.goal-set"
    person: UUID
    goal: UUID


@dataclass(frozen=True)
class GoalScored(Event):
    """A person said how far they are from a goal."""

    name = "pathways.goal-scored"
    person: UUID
    goal: UUID


@dataclass(frozen=True)
class GoalSettled(Event):
    """A goal was reached or left, or is open again."""

    name = "pathways.goal-settled"
    person: UUID
    goal: UUID
    state: GoalState


@dataclass(frozen=True)
class NeedNamed(Event):
    """A person said what they need."""

    name = "pathways.need-named"
    person: UUID
    needs: int


@dataclass(frozen=True)
class NeedSettled(Event):
    """A need is met or left, or open again."""

    name = "pathways.need-settled"
    person: UUID
    need: UUID
    state: NeedState
