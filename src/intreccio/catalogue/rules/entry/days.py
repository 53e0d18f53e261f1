"""Days, as they stand in a text."""

from intreccio.catalogue.rules.entry.cursor import Cursor, Kind
from intreccio.catalogue.rules.entry.dates import attempt, read_dates, read_weekday
from intreccio.catalogue.rules.entry.line import Days
from intreccio.catalogue.rules.entry.vocabulary import (
    ALTERNATE_TAILS,
    AND,
    ARTICLES,
    ENGLISH_WEEKDAY_PHRASES,
    EVERY,
    EVERY_DAY_PHRASES,
    FORTNIGHT_PHRASES,
    FROM,
    FROM_END_PHRASES,
    LAST_DAY_PHRASES,
    MONTHLY_PHRASES,
    NUMBERS,
    ORDINALS,
    TO,
    TO_LAST_PHRASES,
    UNITS,
    WEEKEND_PHRASES,
    WORKING_DAYS,
)
from intreccio.catalogue.rules.recurrence import EVERY_DAY, Frequency, Weekday
from intreccio.catalogue.rules.refusal import Reason

Step = tuple[Frequency, int]

_FREQUENCIES = {"days": Frequency.DAILY, "weeks": Frequency.WEEKLY, "months": Frequency.MONTHLY}
_COULD_COUNT_WEEKS = frozenset({2, 3, 4})


def read_step(cursor: Cursor) -> Step | None:
    """`ogni due settimane`, `every 3 months`, `fortnightly`: the unit, and how many of them."""
    if cursor.take_phrase(FORTNIGHT_PHRASES):
        return Frequency.WEEKLY, 2
    return attempt(cursor, _step)


def _step(cursor: Cursor) -> Step | None:
    if not cursor.skip(EVERY):
        return None
    word = cursor.text()
    number = NUMBERS.get(word) or (int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0)
    unit = UNITS.get(cursor.text(1))
    if number < 1 or unit is None:
        return None
    cursor.place += 2
    return _FREQUENCIES[unit], number


def read_days(cursor: Cursor) -> Days | None:
    """On which days; None when no days stand here."""
    for read in (_every_day, _dates, _alternate, _month_days, _ordinal_days, _week):
        if found := attempt(cursor, read):
            return found
    return None


def read_weekdays(cursor: Cursor) -> set[int]:
    """A list of days of the week with ranges, `lun-mer e ven`; empty when none stands here."""
    found: set[int] = set()
    while True:
        place = cursor.place
        if found:
            cursor.skip(AND)
        some = attempt(cursor, _weekday_range)
        if some is None:
            cursor.place = place
            return found
        found |= some


def _weekday_range(cursor: Cursor) -> set[int] | None:
    cursor.skip(FROM)
    cursor.skip(ARTICLES | EVERY)
    first = read_weekday(cursor)
    if first is None:
        return None
    place = cursor.place
    if cursor.skip(TO):
        cursor.skip(ARTICLES)
        last = read_weekday(cursor)
        if last is not None:
            return {(first + number) % 7 for number in range((last - first) % 7 + 1)}
    cursor.place = place
    return {first}


def _every_day(cursor: Cursor) -> Days | None:
    cursor.take_word({"aperto", "open"})
    if cursor.take_phrase(EVERY_DAY_PHRASES):
        return _weekly(set(EVERY_DAY))
    return None


def _week(cursor: Cursor) -> Days | None:
    if cursor.take_phrase(ENGLISH_WEEKDAY_PHRASES):
        return _weekly(set(range(5)))
    place = cursor.place
    cursor.skip(ARTICLES | EVERY)
    cursor.take_word({"giorni"})
    if cursor.text() in WORKING_DAYS:
        cursor.refuse(Reason.WORKING_DAYS)
    if cursor.take_phrase(WEEKEND_PHRASES):
        return _weekly({5, 6})
    cursor.place = place
    numbers = read_weekdays(cursor)
    return _weekly(numbers) if numbers else None


def _weekly(numbers: set[int]) -> Days:
    return Days(Frequency.WEEKLY, weekdays={Weekday(number) for number in numbers})


def _dates(cursor: Cursor) -> Days | None:
    found = read_dates(cursor)
    return Days(Frequency.DAILY, dates=found) if found else None


def _alternate(cursor: Cursor) -> Days | None:
    """`un giovedì sì e uno no`, `every other Thursday`."""
    if cursor.take_phrase((("every", "other"), ("on", "every", "other"))):
        number = read_weekday(cursor)
        return None if number is None else Days(Frequency.WEEKLY, 2, {Weekday(number)})
    if not cursor.take_word({"un", "una"}):
        return None
    number = read_weekday(cursor)
    if number is None or not cursor.take_phrase(ALTERNATE_TAILS):
        return None
    return Days(Frequency.WEEKLY, 2, {Weekday(number)})


def _ordinal_days(cursor: Cursor) -> Days | None:
    """`ogni secondo martedì del mese`, `first and third Saturday`."""
    begin = cursor.place
    every = any(cursor.text(ahead) in EVERY for ahead in range(2))
    found: set[Weekday] = set()
    of_month = False
    while some := attempt(cursor, _ordinals_of_one_weekday):
        found |= some
        of_month |= cursor.take_phrase(MONTHLY_PHRASES)
    if not found:
        return None
    counted = {day.ordinal for day in found}
    if every and not of_month and len(counted) == 1 and counted <= _COULD_COUNT_WEEKS:
        cursor.refuse(Reason.EVERY_OR_ORDINAL, begin)
    return Days(Frequency.MONTHLY, weekdays=found)


def _ordinals_of_one_weekday(cursor: Cursor) -> set[Weekday] | None:
    ordinals: set[int] = set()
    while True:
        cursor.skip(AND | ARTICLES | EVERY)
        ordinal = _ordinal(cursor)
        if ordinal is None:
            break
        ordinals.add(ordinal)
    number = read_weekday(cursor) if ordinals else None
    return None if number is None else {Weekday(number, ordinal) for ordinal in ordinals}


def _ordinal(cursor: Cursor) -> int | None:
    if cursor.text() in ORDINALS:
        number = ORDINALS[cursor.text()]
        cursor.place += 1
        if number > 1 and cursor.take_phrase(TO_LAST_PHRASES):
            return -number
        return number
    token = cursor.peek()
    if token and token.kind is Kind.NTH and 1 <= _digits(token.text) <= 5:
        cursor.place += 1
        return _digits(token.text)
    return None


def _month_days(cursor: Cursor) -> Days | None:
    """`il giorno 1 e il giorno 15 di ogni mese`, `the 15th of the month`, `the last day of the month`."""
    begin = cursor.place
    found: set[int] = set()
    while some := attempt(cursor, _numbers_of_month):
        found |= some
    if not all(1 <= abs(number) <= 31 for number in found):
        cursor.refuse(Reason.NOT_A_DATE, begin)
    return Days(Frequency.MONTHLY, month_days=found) if found else None


def _numbers_of_month(cursor: Cursor) -> set[int] | None:
    found: set[int] = set()
    while (number := attempt(cursor, _month_day)) is not None:
        found.add(number)
        if cursor.take_phrase(MONTHLY_PHRASES):
            return found
    return None


def _month_day(cursor: Cursor) -> int | None:
    cursor.skip(AND | ARTICLES | EVERY)
    if cursor.take_phrase(LAST_DAY_PHRASES):
        return -1
    cursor.take_word({"giorno", "day"})
    token = cursor.take(Kind.NUMBER, Kind.NTH)
    if token is None:
        return None
    number = _digits(token.text)
    return -number if cursor.take_phrase(FROM_END_PHRASES) else number


def _digits(text: str) -> int:
    return int("".join(letter for letter in text if letter in "0123456789")[:4])
