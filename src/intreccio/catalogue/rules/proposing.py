"""The life of a change that somebody looks at before it is shown."""

from enum import StrEnum

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step


class ProposalState(StrEnum):
    """Where a proposed change stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    TAKEN_BACK = "taken-back"


_WAITING = frozenset({ProposalState.WAITING})

PROPOSAL = LifeCycle(
    "proposal",
    ProposalState,
    [
        Step("approve", _WAITING, ProposalState.APPROVED, Permission.REVIEW_LISTINGS),
        Step("return", _WAITING, ProposalState.RETURNED, Permission.REVIEW_LISTINGS, reason=True),
        Step("take-back", _WAITING, ProposalState.TAKEN_BACK, Permission.EDIT_LISTINGS),
    ],
)
