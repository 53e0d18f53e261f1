"""Opening hours as they are stored and expanded, without the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from intreccio.catalogue.rules.holidays import holidays_between
from intreccio.catalogue.rules.openings import Opening, openings
from intreccio.catalogue.rules.season import Season
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from intreccio.catalogue.search.times import LONGEST_OPENING

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A stored pattern: its number and the codes that say roughly when it is open."""

    number: int
    codes: tuple[int, ...]


def as_json(timing: Timing) -> dict[str, Any]:
    """A timing as plain JSON; `from_json` reads it back."""
    return {
        "rule": timing.rule,
        "opens_at": timing.opens_at.isoformat(),
        "closes_at": timing.closes_at.isoformat(),
        "starts_on": timing.starts_on and timing.starts_on.isoformat(),
        "valid_from": timing.valid_from and timing.valid_from.isoformat(),
        "valid_to": timing.valid_to and timing.valid_to.isoformat(),
        "on_holidays": timing.on_holidays.value,
        "except_dates": [day.isoformat() for day in timing.except_dates],
        "extra_dates": [day.isoformat() for day in timing.extra_dates],
        "closed_seasons": [str(season) for season in timing.closed_seasons],
    }


def from_json(stored: dict[str, Any]) -> Timing:
    """The timing that `as_json` wrote."""

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    return Timing(
        rule=stored["rule"],
        opens_at=time.fromisoformat(stored["opens_at"]),
        closes_at=time.fromisoformat(stored["closes_at"]),
        starts_on=day(stored["starts_on"]),
        valid_from=day(stored["valid_from"]),
        valid_to=day(stored["valid_to"]),
        on_holidays=HolidayPolicy(stored["on_holidays"]),
        except_dates=tuple(map(date.fromisoformat, stored["except_dates"])),
        extra_dates=tuple(map(date.fromisoformat, stored["extra_dates"])),
        closed_seasons=tuple(map(Season.parse, stored["closed_seasons"])),
    )


def expanded(timings: Iterable[Timing], province: str, first: date, last: date) -> Iterator[Opening]:
    """The dated openings that begin on the days from `first` to `last`, none longer than 24 hours."""
    holidays = holidays_between(first - _ONE_DAY, last + _ONE_DAY, province or None)
    for start, end in openings(timings, first, last, holidays=holidays):
        yield from pieces(start, end)


def pieces(start: datetime, end: datetime) -> Iterator[Opening]:
    """A stretch of time cut into pieces of at most 24 hours."""
    while end - start > LONGEST_OPENING:
        yield start, start + LONGEST_OPENING
        start += LONGEST_OPENING
    if start < end:
        yield start, end
