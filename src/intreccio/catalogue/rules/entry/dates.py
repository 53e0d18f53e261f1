"""Dates and periods, as they stand in a text."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from intreccio.catalogue.rules.entry.cursor import Cursor, Kind, date_of
from intreccio.catalogue.rules.entry.vocabulary import (
    ABBREVIATIONS,
    AND,
    ARTICLES,
    FROM,
    MONTHS,
    TO,
    UNTIL,
    WEEKDAYS,
)
from intreccio.catalogue.rules.refusal import Reason
from intreccio.catalogue.rules.season import MonthDay

LONGEST_CLOSURE = 400
Period = tuple[date | None, date | None]
Found = TypeVar("Found")


def attempt(cursor: Cursor, read: Callable[[Cursor], Found | None]) -> Found | None:
    """What `read` finds here; when it finds nothing the place stays where it was."""
    place = cursor.place
    found = read(cursor)
    if found is None:
        cursor.place = place
    return found


def read_weekday(cursor: Cursor) -> int | None:
    """A day of the week, 0 for Monday, with the full stop of its abbreviation."""
    word = cursor.text()
    if word not in WEEKDAYS:
        return None
    cursor.place += 1
    if word in ABBREVIATIONS:
        cursor.take_word({"."})
    return WEEKDAYS[word]


def read_month(cursor: Cursor) -> int | None:
    """A month, 1 for January."""
    word = cursor.text()
    if word not in MONTHS:
        return None
    cursor.place += 1
    if len(word) <= 4:
        cursor.take_word({"."})
    return MONTHS[word]


def read_month_day(cursor: Cursor) -> MonthDay | None:
    """A day of any year, `10 agosto`."""
    return attempt(cursor, _month_day)


def _month_day(cursor: Cursor) -> MonthDay | None:
    cursor.skip(ARTICLES)
    begin = cursor.place
    day = cursor.take(Kind.NUMBER, Kind.NTH)
    cursor.skip(ARTICLES)
    month = read_month(cursor) if day else None
    if day is None or month is None:
        return None
    try:
        return MonthDay(month, _number(day.text))
    except ValueError:
        cursor.refuse(Reason.NOT_A_DATE, begin)


def read_date(cursor: Cursor) -> date | None:
    """A date with its year, `1/10/2026` or `giovedì 1 ottobre 2026`.

    Refuses a date without a year, one that does not exist, and a day of the week that is not its own.
    """
    return attempt(cursor, _date)


def _date(cursor: Cursor) -> date | None:
    begin = cursor.place
    cursor.skip(ARTICLES)
    weekday = read_weekday(cursor)
    cursor.take_word({","})
    found = _written_date(cursor)
    if found is not None and weekday not in (None, found.weekday()):
        cursor.refuse(Reason.WRONG_WEEKDAY, begin)
    return found


def _written_date(cursor: Cursor) -> date | None:
    cursor.skip(ARTICLES)
    begin = cursor.place
    if token := cursor.take(Kind.DATE):
        return date_of(token.text) or cursor.refuse(Reason.NOT_A_DATE, begin)
    if cursor.text(1) == "/" and cursor.take(Kind.NUMBER):
        cursor.skip({"/"})
        if cursor.take(Kind.NUMBER):
            cursor.refuse(Reason.NO_YEAR, begin)
    day = read_month_day(cursor)
    if day is None:
        return None
    cursor.skip(ARTICLES)
    year = cursor.take(Kind.NUMBER)
    if year is None or len(year.text) != 4 or not 1900 <= int(year.text) < 2200:
        cursor.refuse(Reason.NO_YEAR, begin)
    found = date_of(f"{year.text}-{day.month}-{day.day}")
    return found or cursor.refuse(Reason.NOT_A_DATE, begin)


def read_dates(cursor: Cursor) -> set[date]:
    """A list of dates; empty when none stands here."""
    found: set[date] = set()
    while True:
        place = cursor.place
        if found and not cursor.skip(AND):
            return found
        one = read_date(cursor)
        if one is None:
            cursor.place = place
            return found
        found.add(one)


def read_period(cursor: Cursor) -> Period | None:
    """`dal 1/10/2026 al 30/6/2027`, or one side of it: its first and last day, both included."""
    return attempt(cursor, _period)


def _period(cursor: Cursor) -> Period | None:
    if cursor.skip(FROM):
        first = read_date(cursor)
        place = cursor.place
        if first and (cursor.skip(UNTIL) | cursor.skip(TO)) and (last := read_date(cursor)):
            return first, last
        cursor.place = place
        return (first, None) if first else None
    if cursor.skip(UNTIL):
        cursor.skip(TO)
        last = read_date(cursor)
        return (None, last) if last else None
    return None


def days_within(cursor: Cursor, period: Period, begin: int) -> set[date]:
    """Every day of a closed period. Refuses one with no end, upside down or longer than a year or so."""
    first, last = period
    if first is None or last is None or not 0 <= (last - first).days < LONGEST_CLOSURE:
        cursor.refuse(Reason.NOT_A_DATE, begin)
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


def _number(text: str) -> int:
    return int("".join(letter for letter in text if letter.isdigit())[:6])
