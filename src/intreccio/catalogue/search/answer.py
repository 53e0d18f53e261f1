"""What was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

Card = Mapping[str, Any]


class Facet(StrEnum):
    """The kinds of filter that are counted."""

    TERM = "term"
    LANGUAGE = "language"
    ACCESSIBILITY = "accessibility"
    COST = "cost"
    SECTOR = "sector"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Result:
    """One service. `distance_km` is to its nearest place; None where it has no public one."""

    service: UUID
    distance_km: float | None
    card: Card


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was typed and as it was understood."""

    typed: str
    understood: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of results.

    `total` is exact where `total_is_exact`; else there are more, and as many can be paged through. The
    counts in `facets` say how many of the same results each filter would leave: where the total is not
    exact they are of the best part only, never too high. `ignored` are words that nothing has.
    """

    total: int
    total_is_exact: bool
    results: tuple[Result, ...]
    facets: Mapping[Facet, Mapping[str, int]]
    corrections: tuple[Correction, ...] = ()
    ignored: tuple[str, ...] = ()
