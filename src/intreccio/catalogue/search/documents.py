"""What the search is told about a service, in plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from intreccio.catalogue.rules.pattern import pattern_key
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing


@dataclass(frozen=True, slots=True)
class Text:
    """What is said of a service in one language, the most telling part first.

    `name` counts most; then `terms`, the names of its categories; then `summary`; then `offered_by`.
    """

    language: str
    name: str
    terms: str = ""
    summary: str = ""
    offered_by: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours, the same for every service that keeps them. `province` says whose patron saint."""

    key: str
    timings: tuple[Timing, ...]
    province: str = ""


@lru_cache(maxsize=16384)
def hours(timings: tuple[Timing, ...], province: str = "") -> Hours:
    """The hours with these timings; the province matters only where public holidays do."""
    if all(timing.on_holidays is HolidayPolicy.AS_USUAL for timing in timings):
        province = ""
    return Hours(f"{pattern_key(timings)}{province}", timings, province)


Session = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service is given, and when. A place that is not public has no point: None, None."""

    latitude: float | None = None
    longitude: float | None = None
    hours: Hours | None = None
    sessions: tuple[Session, ...] = ()

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("a point needs both a latitude and a longitude")

    @property
    def point(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One service as the search keeps it.

    `terms` holds the ancestors of each term too. `inside` are the municipalities of its public places and
    those it serves with all that contain them, and the zones that it serves with all that overlap them.
    `serves` are the areas it serves and none other. `free` and `public` are None where nobody knows;
    `has_room` says that a group takes people in, and a meeting to come has room.
    """

    service: UUID
    texts: tuple[Text, ...]
    card: Mapping[str, Any]
    places: tuple[Place, ...] = ()
    terms: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    accessibility: frozenset[str] = frozenset()
    free: bool | None = None
    public: bool | None = None
    has_room: bool = False
    min_age: int | None = None
    max_age: int | None = None
    inside: frozenset[str] = frozenset()
    serves: frozenset[str] = frozenset()


Documents = Iterable[SearchDocument]
