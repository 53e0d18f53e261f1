"""Who acts, for which organisation and why: the `by=` of every action."""

from dataclasses import dataclass
from enum import IntFlag, StrEnum
from uuid import UUID


class Purpose(StrEnum):
    """Why data are read or written. Row-level policies and the journal keep it."""

    PUBLIC = "public"
    DIRECTORY = "directory"
    CARE = "care"
    OWN = "own"
    GOVERNANCE = "governance"
    STATISTICS = "statistics"
    ADMINISTRATION = "administration"
    AUDIT = "audit"
    UPKEEP = "upkeep"
    RETENTION = "retention"
    DELIVERY = "delivery"
    KEYS = "keys"
    BREAK_GLASS = "break-glass"


class Sight(IntFlag):
    """Kinds of facts about a person. What is seen is what both a grant and the viewer's role open."""

    NOTHING = 0
    REFERRED = 1
    """What a referral says: the need, a language, an age band."""
    IDENTITY = 2
    """Names, codes and how to reach somebody."""
    SUPPORT = 4
    """Needs, plan, sessions."""
    ASSESSMENTS = 8
    """Questionnaires and their scores."""


EVERYTHING = Sight.REFERRED | Sight.IDENTITY | Sight.SUPPORT | Sight.ASSESSMENTS


@dataclass(frozen=True)
class Who:
    """A user (or none), the organisation acted for (or none), the purpose, and what of persons the role lets see."""

    user: UUID | None
    organisation: UUID | None = None
    purpose: Purpose = Purpose.DIRECTORY
    sights: Sight = Sight.NOTHING

    def for_organisation(self, organisation: UUID) -> "Who":
        return Who(self.user, organisation, self.purpose, self.sights)


NOBODY = Who(None, None, Purpose.PUBLIC)
"""A visitor without an account."""

SYSTEM = Who(None, None, Purpose.UPKEEP)
"""The platform itself: jobs, imports from the command line, the demonstration."""
