"""From what a person writes about opening hours to timings."""

from intreccio.catalogue.rules.entry.closures import read_closure
from intreccio.catalogue.rules.entry.cursor import Cursor, Kind
from intreccio.catalogue.rules.entry.dates import read_dates, read_period
from intreccio.catalogue.rules.entry.days import read_days, read_step
from intreccio.catalogue.rules.entry.hours import ALL_DAY, read_hours
from intreccio.catalogue.rules.entry.line import Closures, Days, Line
from intreccio.catalogue.rules.entry.vocabulary import (
    ALSO_PHRASES,
    ALWAYS_OPEN_PHRASES,
    CLOSED,
    EXCEPT,
    HEADINGS,
    HOLIDAY_FILLERS,
    HOLIDAYS,
    TIMES_WORDS,
)
from intreccio.catalogue.rules.pattern import canonical
from intreccio.catalogue.rules.recurrence import EVERY_DAY, Frequency, Weekday
from intreccio.catalogue.rules.refusal import Reason, ScheduleTextError
from intreccio.catalogue.rules.timing import Timing, TimingError

BREAKS = frozenset({";", ".", ",", "e", "and", "&", "|"})
SOFT_BREAKS = frozenset({",", ":"})


def parse_entry(text: str) -> tuple[Timing, ...]:
    """The timings that a text in Italian or English means, in canonical form.

    `lun-ven 9-12.30 e 14-18; sab 9-12, chiuso ad agosto` · `ogni secondo martedì del mese 20.30-22.30` ·
    `every other Thursday 2pm-5pm from 1/10/2026` · `24/7`. Dates are day first. A closure that stands by
    itself holds for the whole text; one in brackets, or between days and hours, for its own line.

    Nothing is guessed: a part that is not understood, or that could mean two things, raises
    ScheduleTextError with that part, its position and the reason. No other error is raised.
    """
    return _Entry(Cursor(text)).timings()


class _Entry:
    """An entry under reading: its lines and the closures that hold for all of them."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.lines: list[Line] = []
        self.closures = Closures()

    def timings(self) -> tuple[Timing, ...]:
        cursor = self.cursor
        _skip_heading(cursor)
        while cursor.skip(BREAKS) or not cursor.done:
            if not cursor.done:
                self._read_one()
        if not self.lines:
            cursor.place = 0
            cursor.refuse(Reason.NO_DAYS if cursor.tokens else Reason.EMPTY)
        self._check_leading_periods()
        for line in self.lines:
            line.closures.add(self.closures)
        try:
            return canonical([timing for line in self.lines for timing in line.timings(cursor)])
        except TimingError:
            raise ScheduleTextError(Reason.WRONG_TOGETHER, cursor.written) from None

    def _read_one(self) -> None:
        """Read a closure of the whole entry, a note in brackets, or a line."""
        cursor = self.cursor
        begin = cursor.place
        if cursor.text() == "(":
            self._read_note()
        elif found := read_closure(cursor):
            self.closures.add(found)
        elif self.lines and cursor.take_phrase(ALSO_PHRASES):
            self._read_also(self.lines[-1])
        else:
            line = _read_line(cursor)
            if line.end == begin:
                cursor.refuse(Reason.UNKNOWN)
            self.lines.append(line)

    def _read_note(self) -> None:
        """Brackets after a line: closures and further dates of that line alone."""
        cursor, begin = self.cursor, self.cursor.place
        if not self.lines:
            cursor.refuse(Reason.UNKNOWN)
        cursor.place += 1
        while not cursor.take_word({")"}):
            if found := read_closure(cursor):
                self.lines[-1].closures.add(found)
            elif cursor.take_phrase(ALSO_PHRASES):
                self._read_also(self.lines[-1])
            elif not cursor.take_word({",", ";"}):
                cursor.refuse(Reason.UNKNOWN, None if not cursor.done else begin)

    def _read_also(self, line: Line) -> None:
        cursor = self.cursor
        begin = cursor.place - 1
        if _take_holidays_included(cursor):
            return
        dates = read_dates(cursor)
        if not dates:
            cursor.refuse(Reason.UNKNOWN, begin)
        line.extra |= dates

    def _check_leading_periods(self) -> None:
        for line in self.lines:
            if line.period_leads and len(self.lines) > 1:
                self.cursor.place = line.begin
                self.cursor.refuse(Reason.PERIOD_FIRST)


def _skip_heading(cursor: Cursor) -> None:
    """`Orario di apertura:` before everything else."""
    if cursor.take_phrase(HEADINGS) and not cursor.take_word({":"}):
        cursor.place = 0


def _take_holidays_included(cursor: Cursor) -> bool:
    """`anche nei festivi`: said, though it changes nothing."""
    place = cursor.place
    cursor.skip(HOLIDAY_FILLERS)
    if cursor.take_word(HOLIDAYS):
        return True
    cursor.place = place
    return False


def _read_line(cursor: Cursor) -> Line:
    """Days, hours and period in any order, up to the first part that the line already has."""
    line = Line(begin=cursor.place)
    end = cursor.place
    while _read_part(cursor, line):
        end = cursor.place
        cursor.skip(SOFT_BREAKS)
    cursor.place = line.end = end
    return line


def _read_part(cursor: Cursor, line: Line) -> bool:
    """Read one part that the line lacks; False, with the place unmoved, when there is none."""
    place = cursor.place
    found = (
        _read_always(cursor, line)
        or _read_step(cursor, line)
        or _read_period(cursor, line)
        or _read_days(cursor, line)
        or _read_exception(cursor, line)
        or _read_hours(cursor, line)
        or _read_count(cursor, line)
    )
    if not found:
        cursor.place = place
    return found


def _read_always(cursor: Cursor, line: Line) -> bool:
    """`24/7` or `sempre aperto`, with no days: every day, all day."""
    if line.days or line.step or line.hours:
        return False
    always = cursor.take_phrase(ALWAYS_OPEN_PHRASES)
    all_day = cursor.take(Kind.ALL_DAY) is not None
    if not always and not all_day:
        return False
    line.hours = [ALL_DAY]
    place = cursor.place
    cursor.skip(SOFT_BREAKS)
    line.days = read_days(cursor)
    if line.days is None:
        cursor.place = place
        line.days = Days(Frequency.WEEKLY, weekdays={Weekday(number) for number in EVERY_DAY})
    return True


def _read_step(cursor: Cursor, line: Line) -> bool:
    if line.step or (line.hours and line.days):
        return False
    line.step = read_step(cursor)
    return line.step is not None


def _read_period(cursor: Cursor, line: Line) -> bool:
    if line.first or line.last:
        return False
    period = read_period(cursor)
    if period is None:
        return False
    line.first, line.last = period
    line.period_leads = not (line.days or line.step or line.hours)
    return True


def _read_days(cursor: Cursor, line: Line) -> bool:
    if line.days:
        return False
    line.days = read_days(cursor)
    return line.days is not None


def _read_exception(cursor: Cursor, line: Line) -> bool:
    """`tutti i giorni tranne il lunedì 9-12`: an exception before the hours is the line's own."""
    if line.hours or not line.days or cursor.text() not in EXCEPT | CLOSED:
        return False
    found = read_closure(cursor)
    if found:
        line.closures.add(found)
    return found is not None


def _read_hours(cursor: Cursor, line: Line) -> bool:
    if line.hours:
        return False
    line.hours = read_hours(cursor) or []
    return bool(line.hours)


def _read_count(cursor: Cursor, line: Line) -> bool:
    """`per 10 volte`, `10 times`."""
    if line.count is not None:
        return False
    cursor.skip({"per", "for"})
    token = cursor.take(Kind.NUMBER)
    if token is None or len(token.text) > 4 or not cursor.take_word(TIMES_WORDS):
        return False
    line.count = int(token.text)
    return True
