"""A place in a session: who holds it, where it stands, how long an offer lasts, whether they came."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_PLACES = 10
"""How many one booking takes at most."""
OFFER_LASTS = timedelta(hours=24)
REMIND_BEFORE = timedelta(hours=24)
KEPT_DAYS = 90
"""Days after the last session when names and addresses of bookings are erased."""
LINK_DAYS = 400
CODE_LENGTH = 6
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class HolderKind(StrEnum):
    """For whom a place is held: somebody accompanied, a user of the platform, or people whom nobody counts by name."""

    PERSON = "person"
    OPERATOR = "operator"
    PEOPLE = "people"


class HoldState(StrEnum):
    """Where a place stands. `HELD` and `OFFERED` take it from others."""

    HELD = "held"
    WAITING = "waiting"
    OFFERED = "offered"
    GIVEN_BACK = "given-back"
    LAPSED = "lapsed"


TAKING = frozenset({HoldState.HELD, HoldState.OFFERED})
STANDING = TAKING | {HoldState.WAITING}


class Came(StrEnum):
    """Whether whoever held a place was there."""

    NOT_SAID = ""
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class Reach(StrEnum):
    """How whoever booked hears of changes: a mail says only that there is news; a number is for the body to call."""

    NOT = "not"
    CALL = "call"
    MAIL = "mail"


@dataclass(frozen=True)
class Room:
    """What is free in a session: `free` is None where places are not counted."""

    free: int | None
    waiting: int
    takes_directly: bool

    def state_of(self, places: int) -> HoldState:
        """Where `places` more would stand: nobody overtakes those who wait."""
        fits = self.free is None or places <= self.free
        return HoldState.HELD if self.takes_directly and fits and not self.waiting else HoldState.WAITING


def offered_until(now: datetime, starts_at: datetime) -> datetime:
    """Until when an offer made now stands: a day, and not into the session."""
    return min(now + OFFER_LASTS, starts_at)


def new_code() -> str:
    """Six letters and digits that nobody mistakes, by which somebody says at the door that they came."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def clean_code(text: str) -> str:
    """A code as people write it, in capitals and without what separates."""
    return "".join(letter for letter in text.upper() if letter in CODE_ALPHABET)
