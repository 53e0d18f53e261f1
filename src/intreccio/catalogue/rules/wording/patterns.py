"""Opening hours in languages whose phrases are patterns with gaps; Italian and English need more than that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from intreccio.catalogue.rules.recurrence import Frequency, Weekday
from intreccio.catalogue.rules.season import MonthDay, Season
from intreccio.catalogue.rules.wording.phrases import Phrases

LAST = -1


def one_form(number: int) -> int:
    """For languages in which a counted noun is always the same, from two on."""
    return 0


@dataclass(frozen=True, kw_only=True)
class Patterns(Phrases):
    """The phrases of one language.

    Gaps: `{first}` and `{last}` are the ends of a range; `{day}`, `{month}`, `{year}` parts of a date,
    `{number}` the month's number; `{n}` counts. `steps` has a pattern for each plural form, chosen by `form`.
    `range_names` are the days of the week as they stand in a range, `ordinals` those from the first to the fifth,
    then the last; where the word changes with the day, seven tuples of them.
    """

    nothing: str
    conjunction: str
    every_day: str
    all_day: str
    next_day: str
    holidays: str
    closed: str
    also: str
    weekday_names: Sequence[str]
    month_names: Sequence[str]
    comma: str = ", "
    semicolon: str = "; "
    stop: str = ". "
    range_names: Sequence[str] = ()
    days: str
    ordinals: Sequence[str] | Sequence[Sequence[str]]
    ordinal_day: str = "{ordinal} {day}"
    ordinal_from_end: str
    of_the_month: str
    month_day: str = "{n}"
    last_day: str
    day_from_end: str
    of_every_month: str
    steps: Mapping[Frequency, Sequence[str]]
    form: Callable[[int], int] = one_form
    every_other: str
    full_date: str = "{day} {month} {year}"
    year_day: str = "{day} {month}"
    on: str
    since: str
    until: str
    between: str
    in_month: str = ""
    in_months: Sequence[str] = ()
    months: str

    def day_range(self, first: int, last: int) -> str:
        names = self.range_names or self.weekday_names
        return self.days.format(first=names[first], last=names[last])

    def ordinal_days(self, days: Sequence[Weekday], skipping: bool) -> str:
        ordered = sorted(days, key=lambda day: (day.number, day.order))
        each = [
            self.joined(self._ordinal_day(day) for day in group)
            for _, group in groupby(ordered, key=lambda day: day.number)
        ]
        return self.of_the_month.format(days=self.joined(each))

    def month_days(self, numbers: Sequence[int]) -> str:
        return self.of_every_month.format(days=self.joined(map(self._month_day, numbers)))

    def step(self, frequency: Frequency, interval: int) -> str:
        return self.steps[frequency][self.form(interval)].format(n=interval)

    def alternate(self, weekday: int) -> str:
        return self.every_other.format(day=self.weekday_names[weekday])

    def on_date(self, day: date) -> str:
        return self.on.format(day=self.date_text(day))

    def period(self, first: date | None, last: date | None) -> str:
        begin = self.date_text(first) if first else ""
        end = self.date_text(last) if last else ""
        pattern = self.between if begin and end else self.since if begin else self.until
        return pattern.format(first=begin, last=end)

    def season(self, season: Season) -> str:
        first, last = season.first, season.last
        if not season.whole_months:
            return self.between.format(first=self._day_of_year(first), last=self._day_of_year(last))
        if first.month == last.month:
            return self._in_month(first.month)
        return self.months.format(first=self._month(first.month), last=self._month(last.month))

    def date_text(self, day: date) -> str:
        return self.full_date.format(
            day=day.day, month=self.month_names[day.month - 1], number=day.month, year=day.year
        )

    def _day_of_year(self, day: MonthDay) -> str:
        return self.year_day.format(day=day.day, month=self._month(day.month), number=day.month)

    def _month(self, number: int) -> str:
        return self.month_names[number - 1]

    def _in_month(self, number: int) -> str:
        if self.in_months:
            return self.in_months[number - 1]
        return self.in_month.format(month=self._month(number))

    def _ordinal_day(self, day: Weekday) -> str:
        name = self.weekday_names[day.number]
        if day.ordinal < LAST:
            return self.ordinal_from_end.format(n=-day.ordinal, day=name)
        words = self.ordinals[day.number] if len(self.ordinals) == len(self.weekday_names) else self.ordinals
        ordinal = words[-1 if day.ordinal == LAST else day.ordinal - 1]
        return self.ordinal_day.format(ordinal=ordinal, day=name)

    def _month_day(self, number: int) -> str:
        if number == LAST:
            return self.last_day
        if number < 0:
            return self.day_from_end.format(n=-number)
        return self.month_day.format(n=number)
