"""What somebody looks for."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from intreccio.kernel import clock

LONGEST_PAGE = 100
OLDEST = 130
FARTHEST_KM = 20_100
MOST_SPANS = 31
MOST_CODES = 50
_A_WEEK = 7


class Sort(StrEnum):
    """What comes first. Equals stand in an order that is new every day and the same for all within it."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    NEXT_SESSION = "next-session"


class QuestionError(ValueError):
    """A part of the question makes no sense; `field` names it."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Point:
    """Where somebody is, in degrees (WGS 84)."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not -90 <= self.latitude <= 90:
            raise QuestionError("latitude", "must lie between -90 and 90 degrees")
        if not -180 <= self.longitude <= 180:
            raise QuestionError("longitude", "must lie between -180 and 180 degrees")


@dataclass(frozen=True, slots=True)
class Area:
    """An area and the larger ones that contain it, by code."""

    code: str
    within: tuple[str, ...] = ()

    @property
    def chain(self) -> tuple[str, ...]:
        return (self.code, *self.within)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, its first moment included and its last not."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if self.since.tzinfo is None or self.until.tzinfo is None:
            raise QuestionError("open", "times need a zone")
        if self.until <= self.since:
            raise QuestionError("open", "must end after it begins")


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that can be asked at once; each part given narrows what is found.

    `words` may be of any length: only the first that carry meaning are searched. `around` are the areas
    that contain `point`: services that keep their address to themselves are listed where they serve one
    of them. `with_room` asks for a group that still takes people in.
    `terms`, `languages` and `accessibility` must all be true of a service; a term stands for its
    descendants too. `open` is answered by a service open at some moment of any of the spans. `day` fixes
    the order among equals: pages of one list must carry the same.

    Raises QuestionError.
    """

    words: str = ""
    point: Point | None = None
    around: tuple[str, ...] = ()
    within_km: float | None = None
    area: Area | None = None
    terms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    free: bool | None = None
    public: bool | None = None
    with_room: bool = False
    age: int | None = None
    open: tuple[Span, ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 20
    day: date = field(default_factory=clock.today)

    def __post_init__(self) -> None:
        if self.page < 1:
            raise QuestionError("page", "the first page is 1")
        if not 1 <= self.size <= LONGEST_PAGE:
            raise QuestionError("size", f"a page holds 1 to {LONGEST_PAGE} results")
        if self.age is not None and not 0 <= self.age <= OLDEST:
            raise QuestionError("age", f"must lie between 0 and {OLDEST} years")
        self._check_place()
        for name, most in (("terms", MOST_CODES), ("languages", MOST_CODES), ("open", MOST_SPANS)):
            if len(getattr(self, name)) > most:
                raise QuestionError(name, f"at most {most} at once")

    def _check_place(self) -> None:
        if self.within_km is not None and not 0 < self.within_km <= FARTHEST_KM:
            raise QuestionError("within_km", f"must be more than 0 and at most {FARTHEST_KM} km")
        if self.point is None and self.within_km is not None:
            raise QuestionError("within_km", "needs a point to measure from")
        if self.point is None and self.sort is Sort.DISTANCE:
            raise QuestionError("sort", "distance needs a point to measure from")

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size


def open_at(moment: datetime) -> tuple[Span, ...]:
    """Open at that moment, to the minute that it is in."""
    minute = moment.replace(second=0, microsecond=0)
    return (Span(minute, minute + timedelta(seconds=1)),)


def open_during(
    zone: ZoneInfo, first: date, days: int = 1, since: time = time(0), until: time = time(0)
) -> tuple[Span, ...]:
    """Open at some time between two hours of any of the days.

    An `until` not after `since` is on the following day, so equal hours mean the whole day.
    """
    if not 1 <= days <= MOST_SPANS:
        raise QuestionError("open", f"1 to {MOST_SPANS} days at once")
    over = timedelta(days=1) if until <= since else timedelta()
    every_day = (first + timedelta(days=number) for number in range(days))
    return tuple(
        Span(datetime.combine(day, since, zone), datetime.combine(day + over, until, zone)) for day in every_day
    )


def open_in_the_week(zone: ZoneInfo, today: date, since: time, until: time) -> tuple[Span, ...]:
    """Open at some time between two hours of any day of the coming week, today included."""
    return open_during(zone, today, _A_WEEK, since, until)
