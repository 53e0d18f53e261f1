"""Hours, as they stand in a text."""

from datetime import date, datetime, time, timedelta

from intreccio.catalogue.rules.entry.cursor import Cursor, Kind, Token
from intreccio.catalogue.rules.entry.dates import attempt
from intreccio.catalogue.rules.entry.line import Hours
from intreccio.catalogue.rules.entry.vocabulary import (
    AND,
    HOUR_WORDS,
    HOURS_FROM,
    HOURS_TO,
    NEXT_DAY_PHRASES,
)
from intreccio.catalogue.rules.refusal import Reason, ScheduleTextError
from intreccio.catalogue.rules.times import MIDNIGHT, NAMED_TIMES, parse_clock

LONGEST_NIGHT = timedelta(hours=12)
NOON = time(12)
EARLIEST_BARE_HOUR = 6
ALL_DAY: Hours = (MIDNIGHT, MIDNIGHT)


def read_hours(cursor: Cursor) -> list[Hours] | None:
    """A list of hours, `9-12.30 e 14-18`; None when none stands here."""
    found: list[Hours] = []
    while True:
        place = cursor.place
        if found and not cursor.skip(AND):
            return found
        one = attempt(cursor, _range)
        if one is None:
            cursor.place = place
            return found or None
        found.append(one)


def _range(cursor: Cursor) -> Hours | None:
    cursor.skip(HOURS_FROM)
    if cursor.take(Kind.ALL_DAY):
        return ALL_DAY
    begin = cursor.place
    opens = _take_clock(cursor)
    if opens is None or not cursor.skip(HOURS_TO):
        return None
    cursor.skip(HOUR_WORDS)
    closes = _take_clock(cursor)
    if closes is None:
        return None
    end = cursor.place
    next_day = _next_day(cursor)
    after, cursor.place = cursor.place, end
    hours = _checked(cursor, opens, closes, next_day, begin)
    cursor.place = after
    return hours


def _take_clock(cursor: Cursor) -> Token | None:
    if cursor.text() in NAMED_TIMES:
        return cursor.take(Kind.WORD)
    return cursor.take(Kind.CLOCK, Kind.NUMBER)


def _next_day(cursor: Cursor) -> bool:
    place = cursor.place
    bracket = cursor.take_word({"("})
    if cursor.take_phrase(NEXT_DAY_PHRASES) and (not bracket or cursor.take_word({")"})):
        return True
    cursor.place = place
    return False


def _checked(cursor: Cursor, first: Token, last: Token, next_day: bool, begin: int) -> Hours:
    opens, closes = _clock(cursor, first), _clock(cursor, last)
    if _half_is_unclear(first, last, opens, closes):
        cursor.refuse(Reason.HALF_OF_DAY, begin)
    if opens == MIDNIGHT and first.text.startswith("24"):
        cursor.refuse(Reason.NOT_A_TIME, begin)
    if next_day:
        if closes > opens:
            cursor.refuse(Reason.TOO_LONG, begin)
    elif closes == opens != MIDNIGHT:
        cursor.refuse(Reason.SAME_TIME, begin)
    elif MIDNIGHT < closes < opens and _night(opens, closes) > LONGEST_NIGHT:
        cursor.refuse(Reason.VERY_LONG, begin)
    return opens, closes


def _clock(cursor: Cursor, token: Token) -> time:
    try:
        return parse_clock(token.text)
    except ScheduleTextError as error:
        written = cursor.written[token.start : token.end]
        raise ScheduleTextError(error.reason, written, token.start) from None


def _half_is_unclear(first: Token, last: Token, opens: time, closes: time) -> bool:
    """Whether an end could be in either half of the day.

    That is so when only the other end says am or pm (`2-5pm`, but not `9-5pm`), and when both are bare
    hours that would be deep in the night (`2-5`).
    """
    said = [_says_half(first), _says_half(last)]
    if first.kind is last.kind is Kind.NUMBER and len(first.text) <= 2:
        return 1 <= opens.hour < EARLIEST_BARE_HOUR and opens < closes <= NOON
    if said == [False, True]:
        return opens.hour < 12 and (opens.hour % 12, opens.minute) < (closes.hour % 12, closes.minute)
    return said == [True, False] and closes.hour <= 12 and last.text not in NAMED_TIMES


def _says_half(token: Token) -> bool:
    return token.kind is Kind.CLOCK and "m" in token.text


def _night(opens: time, closes: time) -> timedelta:
    span = datetime.combine(date.min, closes) - datetime.combine(date.min, opens)
    return span % timedelta(days=1)
