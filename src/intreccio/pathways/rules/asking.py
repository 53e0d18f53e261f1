"""A request for help (*richiesta di aiuto*): somebody writes, without an account or a name."""

from datetime import timedelta
from enum import StrEnum

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step

ANSWERED_WITHIN = timedelta(days=2)
"""What the page promises; after it those who are asked are reminded."""
KEPT_DAYS = 180
"""Days after which what was written in a closed request is erased."""
FOLLOW_DAYS = 365
LONGEST_WORDS = 2_000


class AskState(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    CLOSED = "closed"


class Reach(StrEnum):
    """How whoever asks may be reached; without any, they come back to the page."""

    HERE = "here"
    CALL = "call"
    SMS = "sms"
    MAIL = "mail"


_OPEN = frozenset({AskState.WAITING, AskState.TAKEN})

ASKING = LifeCycle(
    "help-request",
    AskState,
    [
        Step("take", frozenset({AskState.WAITING}), AskState.TAKEN, Permission.ACCOMPANY),
        Step("close", _OPEN, AskState.CLOSED, Permission.ACCOMPANY, reason=True),
    ],
)
