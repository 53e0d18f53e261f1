"""Who acts, for which organisation and why: the `by=` of every action."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Purpose(StrEnum):
    """Why data are read or written. Row-level policies and the journal keep it."""

    PUBLIC = "public"
    DIRECTORY = "directory"
    CARE = "care"
    GOVERNANCE = "governance"
    STATISTICS = "statistics"
    ADMINISTRATION = "administration"
    AUDIT = "audit"
    UPKEEP = "upkeep"
    BREAK_GLASS = "break-glass"


@dataclass(frozen=True)
class Who:
    """A user (or none), the organisation acted for (or none), and the purpose."""

    user: UUID | None
    organisation: UUID | None = None
    purpose: Purpose = Purpose.DIRECTORY

    def for_organisation(self, organisation: UUID) -> "Who":
        return Who(self.user, organisation, self.purpose)


NOBODY = Who(None, None, Purpose.PUBLIC)
"""A visitor without an account."""

SYSTEM = Who(None, None, Purpose.UPKEEP)
"""The platform itself: jobs, imports from the command line, the demonstration."""
