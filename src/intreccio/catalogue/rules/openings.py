"""From timings to moments: when the door is open, in universal time."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from intreccio.catalogue.rules.days import opening_days
from intreccio.catalogue.rules.timing import ONE_DAY, Timing

Opening = tuple[datetime, datetime]

ROME = "Europe/Rome"
HORIZON = 366


def openings(
    timings: Iterable[Timing],
    first_day: date,
    last_day: date,
    zone: str = ROME,
    holidays: Collection[date] = (),
) -> list[Opening]:
    """The stretches of time, in UTC, in which at least one timing is open.

    Counted are the openings that begin on a local day from `first_day` to `last_day`, both included;
    the last may close on the morning after. Each stretch holds its first moment and not its last. They
    are sorted, and those that overlap or touch are one.

    The zone's clock changes follow RFC 5545 (§3.3.5): a time that the spring change skips is read with
    the offset before it (2:30 is then 3:30), a time that autumn repeats is its first passage. What the
    change leaves with no length is left out.
    """
    found = [
        opening
        for timing in timings
        for opening in _openings_of(timing, first_day, last_day, ZoneInfo(zone), holidays)
    ]
    return merge(found)


def next_openings(
    timings: Iterable[Timing],
    after: datetime,
    zone: str = ROME,
    holidays: Collection[date] = (),
    count: int = 5,
    horizon: int = HORIZON,
) -> list[Opening]:
    """The next stretches that end after a moment, the one under way included, at most `count`.

    Looks `horizon` days ahead: a stretch without end is cut there. `holidays` must cover those days.
    """
    today = after.astimezone(ZoneInfo(zone)).date()
    timings = tuple(timings)
    for days in (8, 40, horizon):
        reach = min(days, horizon)
        found = openings(timings, today - ONE_DAY, today + timedelta(days=reach), zone, holidays)
        coming = [opening for opening in found if opening[1] > after]
        # The last of a short look may be the beginning of a longer stretch.
        if len(coming) > count or reach == horizon:
            return coming[:count]
    return []


def is_open(
    timings: Iterable[Timing],
    at: datetime,
    zone: str = ROME,
    holidays: Collection[date] = (),
) -> bool:
    """Whether at least one timing is open at an aware moment."""
    today = at.astimezone(ZoneInfo(zone)).date()
    found = openings(timings, today - ONE_DAY, today, zone, holidays)
    return any(start <= at < end for start, end in found)


def merge(stretches: Iterable[Opening]) -> list[Opening]:
    """Sorted stretches with those that overlap or touch made one."""
    merged: list[Opening] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _openings_of(
    timing: Timing, first: date, last: date, zone: ZoneInfo, holidays: Collection[date]
) -> Iterator[Opening]:
    to_next_day = timing.closes_at <= timing.opens_at
    for day in opening_days(timing, first, last, holidays):
        start = _moment(day, timing.opens_at, zone)
        end = _moment(day + ONE_DAY if to_next_day else day, timing.closes_at, zone)
        if start < end:
            yield start, end


# Thousands of services share few hours: without this most of the time goes into the same conversions.
@lru_cache(maxsize=65536)
def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
