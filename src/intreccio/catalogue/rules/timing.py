"""When a service is open: one rule with its hours."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from intreccio.catalogue.rules.recurrence import Frequency, Recurrence, Weekday, parse_rule
from intreccio.catalogue.rules.season import Season
from intreccio.catalogue.rules.times import MIDNIGHT

ONE_DAY = timedelta(days=1)


class TimingError(ValueError):
    """The parts of a timing contradict each other."""


class HolidayPolicy(StrEnum):
    """What happens on public holidays."""

    CLOSED = "closed"
    AS_USUAL = "as-usual"


@dataclass(frozen=True, slots=True)
class Timing:
    """Days that follow one rule, with one opening and one closing time; local times, in no zone yet.

    `rule` is the text of an RFC 5545 rule, written in one fixed order; empty for a single day.
    `starts_on` is the date of DTSTART: the single day, or the first day to count from; it may be None
    where the rule needs none. A `closes_at` not after `opens_at` is on the following day, so equal times
    mean twenty-four hours.

    An opening belongs to the day it begins on. It is held when the rule, `valid_from` and `valid_to`
    (both included) give that day and no closure takes it: a public holiday under the policy, one of
    `except_dates`, one of `closed_seasons`. `extra_dates` are open whatever the rest says.

    Raises TimingError or RecurrenceError when the parts contradict each other.
    """

    rule: str
    opens_at: time
    closes_at: time
    starts_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    on_holidays: HolidayPolicy = HolidayPolicy.AS_USUAL
    except_dates: tuple[date, ...] = ()
    extra_dates: tuple[date, ...] = ()
    closed_seasons: tuple[Season, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule", self._complete_rule())
        for name in ("except_dates", "extra_dates", "closed_seasons"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        self._check()

    def _complete_rule(self) -> str:
        """The rule in its fixed form, with the days that it takes from the first date written out."""
        if not self.rule:
            return ""
        rule, start = parse_rule(self.rule), self.starts_on
        if rule.needs_start and start is None:
            raise TimingError(f"this rule needs a first date: {self.rule}")
        if start is not None and not rule.names_days:
            if rule.frequency is Frequency.WEEKLY:
                rule = replace(rule, weekdays=(Weekday(start.weekday()),))
            else:
                rule = replace(rule, month_days=(start.day,))
        return str(rule)

    def _check(self) -> None:
        if not self.rule and self.starts_on is None:
            raise TimingError("a single day needs its date")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise TimingError("it would end before it begins")
        if set(self.except_dates) & set(self.extra_dates):
            raise TimingError("a date is both open and closed")
        if self.opens_at.tzinfo or self.closes_at.tzinfo:
            raise TimingError("the times of a timing are local and carry no zone")

    @property
    def recurrence(self) -> Recurrence | None:
        """The rule, read; None for a single day."""
        return parse_rule(self.rule) if self.rule else None

    @property
    def past_midnight(self) -> bool:
        """Whether it closes on the day after; at midnight sharp counts as the same day."""
        return self.closes_at <= self.opens_at and self.closes_at != MIDNIGHT

    @property
    def all_day(self) -> bool:
        """Whether it is open from midnight to midnight."""
        return self.opens_at == self.closes_at == MIDNIGHT

    @property
    def length(self) -> timedelta:
        """How long it stays open on a day when the clock does not change: up to twenty-four hours."""
        day = date.min
        span = datetime.combine(day, self.closes_at) - datetime.combine(day, self.opens_at)
        return span if span > timedelta(0) else span + ONE_DAY
