"""What the phrases of every language have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date

from intreccio.catalogue.rules.recurrence import EVERY_DAY, Frequency, Weekday
from intreccio.catalogue.rules.season import Season
from intreccio.catalogue.rules.times import MIDNIGHT, clock_text
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing

SHORTEST_RUN = 3


class Phrases(ABC):
    """The phrases of one language. All begin with a small letter, and none is empty.

    `conjunction`, `comma`, `semicolon` and `stop` bring their spaces along.
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

    @abstractmethod
    def day_range(self, first: int, last: int) -> str:
        """A run of days of the week."""

    @abstractmethod
    def ordinal_days(self, days: Sequence[Weekday], skipping: bool) -> str:
        """Days of the week counted in the month; `skipping` when it is not that of every month."""

    @abstractmethod
    def month_days(self, numbers: Sequence[int]) -> str:
        """Days of the month by number."""

    @abstractmethod
    def step(self, frequency: Frequency, interval: int) -> str:
        """Every so many days, weeks or months."""

    @abstractmethod
    def alternate(self, weekday: int) -> str:
        """One day of the week every second week."""

    @abstractmethod
    def on_date(self, day: date) -> str:
        """On a date."""

    @abstractmethod
    def period(self, first: date | None, last: date | None) -> str:
        """From a date, to a date, or both."""

    @abstractmethod
    def season(self, season: Season) -> str:
        """In a part of every year."""

    def date_text(self, day: date) -> str:
        return f"{day.day} {self.month_names[day.month - 1]} {day.year}"

    def joined(self, items: Iterable[str]) -> str:
        """`a`, `a e b`, `a, b e c`."""
        *most, last = items
        return f"{self.comma.join(most)}{self.conjunction}{last}" if most else last

    def weekdays(self, numbers: Sequence[int]) -> str:
        """Days of the week, with those in a row as a range."""
        if set(numbers) == EVERY_DAY:
            return self.every_day
        return self.joined(
            text
            for run in _runs(numbers)
            for text in (
                [self.day_range(run[0], run[-1])]
                if len(run) >= SHORTEST_RUN
                else [self.weekday_names[number] for number in run]
            )
        )

    def dates(self, days: Sequence[date]) -> str:
        """Dates, with those in a row as a period."""
        runs = _runs([day.toordinal() for day in days])
        return self.joined(
            text
            for run in runs
            for text in (
                [self.period(date.fromordinal(run[0]), date.fromordinal(run[-1]))]
                if len(run) >= SHORTEST_RUN
                else [self.on_date(date.fromordinal(number)) for number in run]
            )
        )

    def hours(self, timings: Iterable[Timing]) -> str:
        """The hours of timings, `9:00–12:30 e 14:00–18:00`."""
        return self.joined(self._hours_of(timing) for timing in timings)

    def _hours_of(self, timing: Timing) -> str:
        if timing.all_day:
            return self.all_day
        closes = "24:00" if timing.closes_at == MIDNIGHT else clock_text(timing.closes_at)
        text = f"{clock_text(timing.opens_at)}–{closes}"
        return f"{text} ({self.next_day})" if timing.past_midnight else text

    def closures(self, timing: Timing) -> str:
        """When a timing is closed; empty when it never is."""
        items = [self.holidays] if timing.on_holidays is HolidayPolicy.CLOSED else []
        items += [self.season(season) for season in timing.closed_seasons]
        if timing.except_dates:
            items.append(self.dates(timing.except_dates))
        return f"{self.closed} {self.joined(items)}" if items else ""


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers cut where they stop following one another."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
