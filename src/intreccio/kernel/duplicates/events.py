"""What can happen to proposals. That records were merged or separated is told by their own room."""

from dataclasses import dataclass
from uuid import UUID

from intreccio.kernel.journal import Event


@dataclass(frozen=True)
class DuplicateSetApart(Event):
    """Somebody said that two records are not the same."""

    name = "kernel.duplicate-set-apart"
    duplicate: UUID


@dataclass(frozen=True)
class DuplicateReconsidered(Event):
    """Two records set apart are proposed again."""

    name = "kernel.duplicate-reconsidered"
    duplicate: UUID
