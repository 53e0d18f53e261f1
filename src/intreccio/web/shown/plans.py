"""What the page of a plan is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class GoalShown:
    """A goal; `scores` are days and values from 0 to 10, oldest first; `change` in words, "" where there is none."""

    id: UUID
    words: str
    state: str
    is_open: bool
    scores: Sequence[tuple[str, int]]
    change: str
    change_matters: bool
    last: int | None = None

    @property
    def last_value(self) -> str:
        """The last value as the scale writes it; "" before the first."""
        return "" if self.last is None else str(self.last)
