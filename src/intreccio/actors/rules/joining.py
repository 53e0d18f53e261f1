"""How people come to act for an organisation: what becomes of a claim, how long an invitation holds."""

from enum import StrEnum

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step

STEWARD = "steward"
"""The role that a claim asks for."""

INVITATION_DAYS = 14
"""Days for which an invitation can be taken up; a new one may be asked for afterwards."""

LINK_DAYS = 365
"""Days for which the link of an invitation still says what it was, so that a new one can be asked for."""

PROOF_DAYS = 30
"""Days for which the proof of a decided claim is kept, should somebody object."""

LONGEST_WORDS = 2_000


class ClaimState(StrEnum):
    """Where a claim stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


_WAITING = frozenset({ClaimState.WAITING})
_MAY = Permission.VERIFY_ORGANISATIONS

CLAIM = LifeCycle(
    "claim",
    ClaimState,
    [
        Step("approve", _WAITING, ClaimState.APPROVED, _MAY),
        Step("refuse", _WAITING, ClaimState.REFUSED, _MAY, reason=True),
    ],
)
