"""Closures, as they stand in a text."""

from collections.abc import Callable

from intreccio.catalogue.rules.entry.cursor import Cursor
from intreccio.catalogue.rules.entry.dates import (
    attempt,
    days_within,
    read_dates,
    read_month,
    read_month_day,
    read_period,
)
from intreccio.catalogue.rules.entry.days import read_weekdays
from intreccio.catalogue.rules.entry.line import Closures
from intreccio.catalogue.rules.entry.vocabulary import (
    AND,
    CLOSED,
    EXCEPT,
    FROM,
    HOLIDAY_FILLERS,
    HOLIDAYS,
    MONTH_FILLERS,
    TO,
)
from intreccio.catalogue.rules.refusal import Reason
from intreccio.catalogue.rules.season import Season


def read_closure(cursor: Cursor) -> Closures | None:
    """`chiuso ad agosto e nei festivi`, `except 24/12/2026`, `festivi esclusi`; None when none is here.

    Refuses a closing word that no day, date or season follows.
    """
    if found := attempt(cursor, _holidays_first) or attempt(cursor, _weekdays_first):
        return found
    begin = cursor.place
    if not cursor.take_word(CLOSED | EXCEPT):
        return None
    found = _targets(cursor)
    if found is None:
        cursor.refuse(Reason.UNKNOWN, begin)
    return found


def _holidays_first(cursor: Cursor) -> Closures | None:
    if not _take_holidays(cursor) or not cursor.take_word(CLOSED | EXCEPT):
        return None
    return Closures(holidays=True)


def _weekdays_first(cursor: Cursor) -> Closures | None:
    """`sabato e domenica chiuso`."""
    found = _weekdays(cursor)
    return found if found and cursor.take_word(CLOSED) else None


def _targets(cursor: Cursor) -> Closures | None:
    """A list of what is closed. Days of the week come first or not at all: later they begin a new line."""
    found = attempt(cursor, _weekdays)
    while True:
        place = cursor.place
        if found:
            cursor.skip(AND)
            cursor.take_word(CLOSED | EXCEPT)
        one = _target(cursor)
        if one is None:
            cursor.place = place
            return found
        found = found or Closures()
        found.add(one)


def _target(cursor: Cursor) -> Closures | None:
    readers: tuple[Callable[[Cursor], Closures | None], ...] = (_holidays, _season, _period, _dates)
    for read in readers:
        if found := attempt(cursor, read):
            return found
    return None


def _weekdays(cursor: Cursor) -> Closures | None:
    numbers = read_weekdays(cursor)
    return Closures(weekdays=numbers) if numbers else None


def _holidays(cursor: Cursor) -> Closures | None:
    return Closures(holidays=True) if _take_holidays(cursor) else None


def _take_holidays(cursor: Cursor) -> bool:
    cursor.skip(HOLIDAY_FILLERS)
    return cursor.take_word(HOLIDAYS)


def _season(cursor: Cursor) -> Closures | None:
    for read in (_months, _yearly_period):
        if season := attempt(cursor, read):
            return Closures(seasons={season})
    return None


def _months(cursor: Cursor) -> Season | None:
    cursor.skip(MONTH_FILLERS | FROM)
    first = read_month(cursor)
    if first is None:
        return None
    place = cursor.place
    if cursor.skip(TO) and (last := read_month(cursor)):
        return Season.of_months(first, last)
    cursor.place = place
    return Season.of_months(first, first)


def _yearly_period(cursor: Cursor) -> Season | None:
    if not cursor.skip(FROM):
        return None
    first = read_month_day(cursor)
    if first is None or not cursor.skip(TO):
        return None
    last = read_month_day(cursor)
    if last is None or (cursor.text().isdigit() and len(cursor.text()) == 4):
        return None
    return Season(first, last)


def _period(cursor: Cursor) -> Closures | None:
    begin = cursor.place
    period = read_period(cursor)
    return Closures(dates=days_within(cursor, period, begin)) if period else None


def _dates(cursor: Cursor) -> Closures | None:
    found = read_dates(cursor)
    return Closures(dates=found) if found else None
