"""Parts of the year that return every year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

LEAP_YEAR = 2000
_TEXT = re.compile(r"([0-9]{2})-([0-9]{2})/([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, order=True, slots=True)
class MonthDay:
    """A day of any year. 29 February is allowed and simply never comes in common years."""

    month: int
    day: int

    def __post_init__(self) -> None:
        date(LEAP_YEAR, self.month, self.day)


@dataclass(frozen=True, order=True, slots=True)
class Season:
    """From a day to another of every year, both included; it may run over the new year."""

    first: MonthDay
    last: MonthDay

    @classmethod
    def of_months(cls, first: int, last: int) -> "Season":
        """Whole months, from the first day of one to the last day of the other (1 is January)."""
        return cls(MonthDay(first, 1), MonthDay(last, last_day_of(last)))

    @classmethod
    def parse(cls, text: str) -> "Season":
        """Read the stored form, `08-01/08-31`. Raises ValueError on anything else."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"not a part of the year: {text!r}")
        month, day, last_month, last_day = map(int, match.groups())
        return cls(MonthDay(month, day), MonthDay(last_month, last_day))

    def __str__(self) -> str:
        first, last = self.first, self.last
        return f"{first.month:02}-{first.day:02}/{last.month:02}-{last.day:02}"

    def __contains__(self, day: date) -> bool:
        here = MonthDay(day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last

    @property
    def whole_months(self) -> bool:
        """Whether it begins on the first day of a month and ends on the last of one."""
        return self.first.day == 1 and self.last.day == last_day_of(self.last.month)


def last_day_of(month: int) -> int:
    """The last day a month can have: 29 for February."""
    return calendar.monthrange(LEAP_YEAR, month)[1]
