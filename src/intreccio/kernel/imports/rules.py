"""The life of an import, and what can become of a row."""

from enum import StrEnum

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step


class RunState(StrEnum):
    """Where an import stands."""

    STAGED = "staged"
    CHECKED = "checked"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"
    FAILED = "failed"


class Outcome(StrEnum):
    """What a row would do, or why it does nothing."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


_OPEN = frozenset({RunState.STAGED, RunState.CHECKED, RunState.FAILED})
_MAY = Permission.IMPORT_REGISTERS

IMPORT = LifeCycle(
    "import",
    RunState,
    [
        Step("check", _OPEN, RunState.CHECKED, _MAY),
        Step("apply", frozenset({RunState.CHECKED}), RunState.APPLIED, _MAY),
        Step("fail", frozenset({RunState.CHECKED}), RunState.FAILED, _MAY),
        Step("discard", _OPEN, RunState.DISCARDED, _MAY),
        Step("undo", frozenset({RunState.APPLIED}), RunState.UNDONE, _MAY),
    ],
)
