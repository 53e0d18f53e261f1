"""What somebody needs: how soon, and what became of it."""

from enum import StrEnum

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step

LONGEST_WORDS = 500


class HowSoon(StrEnum):
    """How soon the person wants it. What cannot wait for days is a call."""

    SOON = "soon"
    ORDINARY = "ordinary"
    LATER = "later"


class NeedState(StrEnum):
    """What became of a need."""

    OPEN = "open"
    MET = "met"
    LEFT = "left"


_SETTLED = frozenset({NeedState.MET, NeedState.LEFT})

NEED = LifeCycle(
    "need",
    NeedState,
    [
        Step("meet", frozenset({NeedState.OPEN}), NeedState.MET, Permission.ACCOMPANY),
        Step("leave", frozenset({NeedState.OPEN}), NeedState.LEFT, Permission.ACCOMPANY),
        Step("reopen", _SETTLED, NeedState.OPEN, Permission.ACCOMPANY),
    ],
)
