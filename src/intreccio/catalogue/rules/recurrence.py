"""Rules by which days return: the part of RFC 5545 that opening hours need."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Self

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY_DAY = frozenset(range(7))
MOST_INTERVAL = 100
MOST_COUNT = 1000

_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"([0-9]{8})(?:T[0-9]{6}Z?)?")
_KNOWN_PARTS = {"FREQ", "INTERVAL", "WKST", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT"}


class RecurrenceError(ValueError):
    """A recurrence rule that RFC 5545 forbids, or that opening hours do not use."""


class Frequency(StrEnum):
    """How often the days return, before the interval."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (0 is Monday); with an ordinal, only that one of the month (-1 is the last)."""

    number: int
    ordinal: int = 0

    def __str__(self) -> str:
        return f"{self.ordinal or ''}{DAY_CODES[self.number]}"

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read `TU`, `2TU` or `-1FR`. Raises RecurrenceError."""
        match = _BYDAY.fullmatch(code.strip().upper())
        if match is None:
            raise RecurrenceError(f"not a day of the week: {code!r}")
        return cls(DAY_CODES.index(match[2]), int(match[1] or 0))

    @property
    def order(self) -> tuple[bool, int, int]:
        """Where it stands in a list: first of the month to last, Monday to Sunday."""
        return (self.ordinal < 0, self.ordinal, self.number)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule of RFC 5545 (§3.3.10), cut to what opening hours use.

    Daily rules have an interval only. Weekly ones name days of the week, or none to take that of the
    first date. Monthly ones name either ordinal days of the week (`2TU`) or days of the month (`-1` is
    the last), or none to take the day of the first date. `week_start` counts only where a week is
    skipped. `until` is a day, included.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[Weekday, ...] = ()
    month_days: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None
    week_start: int = 0

    def __post_init__(self) -> None:
        self._check_numbers()
        self._check_days()
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays), key=lambda day: day.order)))
        object.__setattr__(self, "month_days", tuple(sorted(set(self.month_days), key=lambda n: (n < 0, n))))
        if self.interval == 1 or self.frequency is not Frequency.WEEKLY:
            object.__setattr__(self, "week_start", 0)

    def _check_numbers(self) -> None:
        if not 1 <= self.interval <= MOST_INTERVAL:
            raise RecurrenceError(f"the interval must be from 1 to {MOST_INTERVAL}: {self.interval}")
        if self.count is not None and not 1 <= self.count <= MOST_COUNT:
            raise RecurrenceError(f"the count must be from 1 to {MOST_COUNT}: {self.count}")
        if self.count is not None and self.until is not None:
            raise RecurrenceError("a rule has either COUNT or UNTIL, not both")

    def _check_days(self) -> None:
        monthly = self.frequency is Frequency.MONTHLY
        if self.month_days and not monthly:
            raise RecurrenceError("days of the month need a monthly rule")
        if not all(1 <= abs(number) <= 31 for number in self.month_days):
            raise RecurrenceError(f"days of the month go from 1 to 31: {self.month_days}")
        if any(bool(day.ordinal) is not monthly for day in self.weekdays):
            raise RecurrenceError("days of the week take an ordinal in monthly rules, and only there")
        if self.weekdays and (self.month_days or self.frequency is Frequency.DAILY):
            raise RecurrenceError("days of the week need a weekly rule, or a monthly one of their own")

    @property
    def names_days(self) -> bool:
        """Whether the days are known without a first date."""
        return self.frequency is Frequency.DAILY or bool(self.weekdays or self.month_days)

    @property
    def needs_start(self) -> bool:
        """Whether the rule means nothing without a first date."""
        return self.interval > 1 or self.count is not None or not self.names_days

    def __str__(self) -> str:
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.week_start:
            parts.append(f"WKST={DAY_CODES[self.week_start]}")
        if self.weekdays:
            parts.append(f"BYDAY={','.join(map(str, self.weekdays))}")
        if self.month_days:
            parts.append(f"BYMONTHDAY={','.join(map(str, self.month_days))}")
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        if self.count:
            parts.append(f"COUNT={self.count}")
        return ";".join(parts)


@lru_cache(maxsize=4096)
def parse_rule(text: str) -> Recurrence:
    """Read `FREQ=WEEKLY;INTERVAL=2;BYDAY=TH`, with or without `RRULE:` before it.

    A time in UNTIL is left out: the day is what counts. Raises RecurrenceError for a part that is
    unknown, repeated or wrong.
    """
    parts = _parts(text.strip().upper().removeprefix("RRULE:"))
    try:
        frequency = Frequency(parts["FREQ"])
    except (KeyError, ValueError):
        raise RecurrenceError(f"FREQ must be DAILY, WEEKLY or MONTHLY: {text!r}") from None
    return Recurrence(
        frequency=frequency,
        interval=_number(parts.get("INTERVAL", "1")),
        weekdays=tuple(Weekday.parse(code) for code in _items(parts.get("BYDAY"))),
        month_days=tuple(_number(item) for item in _items(parts.get("BYMONTHDAY"))),
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        count=_number(parts["COUNT"]) if "COUNT" in parts else None,
        week_start=Weekday.parse(parts.get("WKST", "MO")).number,
    )


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in filter(None, text.split(";")):
        name, equals, value = piece.partition("=")
        if not equals or name not in _KNOWN_PARTS or name in parts:
            raise RecurrenceError(f"a part of the rule cannot be used: {piece!r}")
        parts[name] = value
    return parts


def _items(text: str | None) -> list[str]:
    return text.split(",") if text else []


def _number(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,5}", text):
        raise RecurrenceError(f"not a number: {text!r}")
    return int(text)


def _until(text: str) -> date:
    match = _UNTIL.fullmatch(text)
    if match is None:
        raise RecurrenceError(f"UNTIL is not a date: {text!r}")
    try:
        return datetime.strptime(match[1], "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        raise RecurrenceError(f"UNTIL is not a date: {text!r}") from None
