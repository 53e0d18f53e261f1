"""The life of a proposal that two records are one."""

from enum import StrEnum

from intreccio.kernel.access import Permission
from intreccio.kernel.lifecycle import LifeCycle, Step


class DuplicateState(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    MERGED = "merged"
    SET_APART = "set-apart"
    """Somebody knows that they are two: never proposed again."""


_MAY = Permission.MERGE_DUPLICATES

DUPLICATE = LifeCycle(
    "duplicate",
    DuplicateState,
    [
        Step("merge", frozenset({DuplicateState.PROPOSED, DuplicateState.SET_APART}), DuplicateState.MERGED, _MAY),
        Step("undo", frozenset({DuplicateState.MERGED}), DuplicateState.PROPOSED, _MAY),
        Step("set-apart", frozenset({DuplicateState.PROPOSED}), DuplicateState.SET_APART, _MAY),
        Step("reconsider", frozenset({DuplicateState.SET_APART}), DuplicateState.PROPOSED, _MAY),
    ],
)
