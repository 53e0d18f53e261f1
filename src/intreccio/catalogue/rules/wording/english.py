"""Opening hours in English."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from intreccio.catalogue.rules.recurrence import Frequency, Weekday
from intreccio.catalogue.rules.season import MonthDay, Season
from intreccio.catalogue.rules.wording.phrases import Phrases

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
_ORDINALS |= {
    -1: "last",
    -2: "second-to-last",
    -3: "third-to-last",
    -4: "fourth-to-last",
    -5: "fifth-to-last",
}
_UNITS = {Frequency.DAILY: "days", Frequency.WEEKLY: "weeks", Frequency.MONTHLY: "months"}


class English(Phrases):
    """The phrases of opening hours in English, on the twenty-four hour clock."""

    nothing = "no opening hours"
    conjunction = " and "
    every_day = "every day"
    all_day = "24 hours"
    next_day = "the next day"
    holidays = "on public holidays"
    closed = "closed"
    also = "also"
    weekday_names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    month_names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]

    def day_range(self, first: int, last: int) -> str:
        return f"{self.weekday_names[first]} to {self.weekday_names[last]}"

    def ordinal_days(self, days: Sequence[Weekday], skipping: bool) -> str:
        ordered = sorted(days, key=lambda day: (day.number, day.order))
        each = [
            f"the {self.joined(_ORDINALS[day.ordinal] for day in group)} {self.weekday_names[number]}"
            for number, group in groupby(ordered, key=lambda day: day.number)
        ]
        return f"{self.joined(each)} of the month"

    def month_days(self, numbers: Sequence[int]) -> str:
        return f"on {self.joined(_month_day(number) for number in numbers)} of every month"

    def step(self, frequency: Frequency, interval: int) -> str:
        return f"every {interval} {_UNITS[frequency]}"

    def alternate(self, weekday: int) -> str:
        return f"every other {self.weekday_names[weekday]}"

    def on_date(self, day: date) -> str:
        return f"on {self.date_text(day)}"

    def period(self, first: date | None, last: date | None) -> str:
        begin = f"from {self.date_text(first)}" if first else ""
        if last is None:
            return begin
        return f"{begin} to {self.date_text(last)}" if begin else f"until {self.date_text(last)}"

    def season(self, season: Season) -> str:
        first, last = season.first, season.last
        if not season.whole_months:
            return f"from {self._day_of_year(first)} to {self._day_of_year(last)}"
        if first.month == last.month:
            return f"in {self.month_names[first.month - 1]}"
        return f"from {self.month_names[first.month - 1]} to {self.month_names[last.month - 1]}"

    def _day_of_year(self, day: MonthDay) -> str:
        return f"{day.day} {self.month_names[day.month - 1]}"


def _month_day(number: int) -> str:
    if number == -1:
        return "the last day"
    return f"day {number}" if number > 0 else f"day {-number} from the end"
