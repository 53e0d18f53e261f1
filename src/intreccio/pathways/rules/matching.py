"""How well services fit a need: every reason from 0 to 1, weighed by weights that everybody may read.

Money is no reason: what a body pays or takes moves nobody up. Age is none either: whom a service is not for, it is
not suggested to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

FAR_KM = 20
LATE = timedelta(days=30)
SOON = timedelta(days=1)
UNKNOWN = 0.5


class Reason(StrEnum):
    """Why a service fits, or does not."""

    DISTANCE = "distance"
    LANGUAGE = "language"
    TIMES = "times"
    ACCESSIBILITY = "accessibility"
    COST = "cost"
    ROOM = "room"
    TRUST = "trust"
    ANSWERING = "answering"


class PartOfWeek(StrEnum):
    """When somebody can come."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WEEKEND = "weekend"


@dataclass(frozen=True)
class Wish:
    """What a person needs beside the thing itself; what is empty is no wish. Age in years."""

    language: str
    age: int | None = None
    times: frozenset[PartOfWeek] = frozenset()
    accessibility: frozenset[str] = frozenset()
    free: bool = False


@dataclass(frozen=True)
class Known:
    """What is known of a service; None where nothing is."""

    km: float | None = None
    languages: frozenset[str] = frozenset()
    min_age: int | None = None
    max_age: int | None = None
    times: frozenset[PartOfWeek] = frozenset()
    accessibility: frozenset[str] = frozenset()
    is_free: bool | None = None
    has_room: bool | None = None
    is_trusted: bool = False
    answers_within: timedelta | None = None


def is_for(wish: Wish, known: Known) -> bool:
    """Whether the service is for somebody of that age, as far as both are known."""
    if wish.age is None:
        return True
    return (known.min_age or 0) <= wish.age <= (known.max_age if known.max_age is not None else wish.age)


def fits(wish: Wish, known: Known) -> dict[Reason, float]:
    """How well each reason that matters to the person is fulfilled."""
    found = {
        Reason.DISTANCE: UNKNOWN if known.km is None else max(0.0, 1 - known.km / FAR_KM),
        Reason.LANGUAGE: _language(wish, known),
        Reason.ROOM: _told(known.has_room),
        Reason.TRUST: float(known.is_trusted),
        Reason.ANSWERING: _answering(known.answers_within),
    }
    if wish.times:
        found[Reason.TIMES] = float(bool(wish.times & known.times)) if known.times else UNKNOWN
    if wish.accessibility:
        found[Reason.ACCESSIBILITY] = len(wish.accessibility & known.accessibility) / len(wish.accessibility)
    if wish.free:
        found[Reason.COST] = _told(known.is_free)
    return found


def score(found: Mapping[Reason, float], weights: Mapping[Reason, float]) -> float:
    """The weighted mean, 0 to 1."""
    total = sum(weights[reason] for reason in found)
    return sum(weights[reason] * value for reason, value in found.items()) / total if total else 0.0


def _language(wish: Wish, known: Known) -> float:
    if wish.language in known.languages:
        return 1.0
    return UNKNOWN if not known.languages and wish.language == "it" else 0.0


def _answering(within: timedelta | None) -> float:
    if within is None:
        return UNKNOWN
    return min(1.0, max(0.0, 1 - (within - SOON) / (LATE - SOON)))


def _told(value: bool | None) -> float:
    return UNKNOWN if value is None else float(value)
