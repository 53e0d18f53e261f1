"""What one line of an entry says, and the timings it makes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time

from intreccio.catalogue.rules.days import rule_days
from intreccio.catalogue.rules.entry.cursor import Cursor
from intreccio.catalogue.rules.recurrence import MOST_COUNT, MOST_INTERVAL, Frequency, Recurrence, Weekday
from intreccio.catalogue.rules.refusal import Reason
from intreccio.catalogue.rules.season import Season
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing

Hours = tuple[time, time]


@dataclass(slots=True)
class Closures:
    """When a line, or the whole entry, is closed."""

    holidays: bool = False
    dates: set[date] = field(default_factory=set)
    seasons: set[Season] = field(default_factory=set)
    weekdays: set[int] = field(default_factory=set)

    def add(self, other: "Closures") -> None:
        self.holidays |= other.holidays
        self.dates |= other.dates
        self.seasons |= other.seasons
        self.weekdays |= other.weekdays


@dataclass(slots=True)
class Days:
    """On which days: days of the week, ordinal days of the month, days of the month, or dates.

    An `interval` above one counts in units of `frequency`.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: set[Weekday] = field(default_factory=set)
    month_days: set[int] = field(default_factory=set)
    dates: set[date] = field(default_factory=set)

    @property
    def named(self) -> bool:
        return bool(self.weekdays or self.month_days or self.dates)


@dataclass(slots=True)
class Line:
    """Days, hours, period and closures that belong together; `begin` and `end` are places in the text."""

    begin: int
    end: int = 0
    days: Days | None = None
    step: tuple[Frequency, int] | None = None
    hours: list[Hours] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    count: int | None = None
    period_leads: bool = False
    extra: set[date] = field(default_factory=set)
    closures: Closures = field(default_factory=Closures)

    def timings(self, cursor: Cursor) -> list[Timing]:
        """The timings of the line. Raises ScheduleTextError, with the line as its part."""
        cursor.place = self.end
        days = self._days(cursor)
        if not self.hours:
            cursor.refuse(Reason.NO_HOURS, self.begin)
        if self.last and self.first and self.last < self.first:
            cursor.refuse(Reason.NOT_A_DATE, self.begin)
        if self.extra & self.closures.dates:
            cursor.refuse(Reason.WRONG_TOGETHER, self.begin)
        made = self._dated(cursor, days) if days.dates else self._repeated(cursor, days)
        return list(made)

    def _days(self, cursor: Cursor) -> Days:
        days, step = self.days, self.step
        if days is None and step and step[0] is Frequency.DAILY:
            days = Days(Frequency.DAILY)
        if days is None:
            cursor.refuse(Reason.NO_DAYS, self.begin)
        if step:
            if days.dates or days.frequency is not step[0] or days.interval > 1:
                cursor.refuse(Reason.WRONG_TOGETHER, self.begin)
            days.interval = step[1]
        if not days.interval <= MOST_INTERVAL or (self.count or 1) > MOST_COUNT or self.count == 0:
            cursor.refuse(Reason.WRONG_TOGETHER, self.begin)
        return self._without_closed_weekdays(cursor, days)

    def _without_closed_weekdays(self, cursor: Cursor, days: Days) -> Days:
        closed = self.closures.weekdays
        if not closed:
            return days
        if not days.weekdays:
            cursor.refuse(Reason.WRONG_TOGETHER, self.begin)
        days.weekdays = {day for day in days.weekdays if day.number not in closed}
        if not days.weekdays:
            cursor.refuse(Reason.NOTHING_LEFT, self.begin)
        return days

    def _dated(self, cursor: Cursor, days: Days) -> Iterable[Timing]:
        if self.first or self.last or self.count:
            cursor.refuse(Reason.WRONG_TOGETHER, self.begin)
        for day in sorted(days.dates):
            for hours in self.hours:
                yield self._timing("", hours, starts_on=day)

    def _repeated(self, cursor: Cursor, days: Days) -> Iterable[Timing]:
        rule = Recurrence(
            days.frequency, days.interval, tuple(days.weekdays), tuple(days.month_days), count=self.count
        )
        if rule.needs_start and self.first is None:
            cursor.refuse(Reason.NO_START, self.begin)
        for hours in self.hours:
            if rule.needs_start:
                timing = self._timing(str(rule), hours, starts_on=self.first, valid_to=self.last)
                self._check_start(cursor, timing)
            else:
                timing = self._timing(str(rule), hours, valid_from=self.first, valid_to=self.last)
            yield timing

    def _check_start(self, cursor: Cursor, timing: Timing) -> None:
        """Counting every second week from a day that is not one of them is anyone's guess: refused."""
        start = timing.starts_on
        if start and start not in rule_days(timing, start, start):
            cursor.refuse(Reason.START_NOT_A_DAY, self.begin)

    def _timing(
        self,
        rule: str,
        hours: Hours,
        starts_on: date | None = None,
        valid_from: date | None = None,
        valid_to: date | None = None,
    ) -> Timing:
        return Timing(
            rule=rule,
            opens_at=hours[0],
            closes_at=hours[1],
            starts_on=starts_on,
            valid_from=valid_from,
            valid_to=valid_to,
            on_holidays=HolidayPolicy.CLOSED if self.closures.holidays else HolidayPolicy.AS_USUAL,
            except_dates=tuple(self.closures.dates),
            extra_dates=tuple(self.extra),
            closed_seasons=tuple(self.closures.seasons),
        )
