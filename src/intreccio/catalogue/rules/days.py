"""The days a timing opens on."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Literal

from dateutil.rrule import DAILY as DAILY_CODE
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from intreccio.catalogue.rules.recurrence import Frequency, Recurrence
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing

_CODES: dict[Frequency, Literal[1, 2, 3]] = {
    Frequency.DAILY: DAILY_CODE,
    Frequency.WEEKLY: WEEKLY,
    Frequency.MONTHLY: MONTHLY,
}


def opening_days(timing: Timing, first: date, last: date, holidays: Collection[date] = ()) -> list[date]:
    """The days from `first` to `last`, both included, on which the timing opens; sorted."""
    begin = max(filter(None, (first, timing.valid_from)))
    end = min(filter(None, (last, timing.valid_to)))
    days = (day for day in rule_days(timing, begin, end) if not _is_closed(timing, day, holidays))
    if not timing.extra_dates:
        return list(days)
    return sorted({*days, *(day for day in timing.extra_dates if first <= day <= last)})


def rule_days(timing: Timing, first: date, last: date) -> list[date]:
    """The days from `first` to `last` that the rule alone gives: no closure, no validity; sorted.

    Weekly and daily rules are plain arithmetic on day numbers. Monthly and counted ones go through
    dateutil, moved as near to `first` as the rule allows.
    """
    rule, start = timing.recurrence, timing.starts_on
    if rule is None:
        return [start] if start and first <= start <= last else []
    begin = max(first, start) if start else first
    end = min(last, rule.until) if rule.until else last
    if begin > end:
        return []
    if rule.count is not None:
        return _between(_calendar(rule, start or begin), begin, end)
    if rule.frequency is Frequency.MONTHLY:
        return _between(_calendar(rule, _month_near(begin, rule.interval, start)), begin, end)
    return _by_arithmetic(rule, start, begin, end)


def last_day(timing: Timing) -> date | None:
    """The last day that a counted rule gives; None when it gives none.

    The rule must have a COUNT, or this would not end before the calendar does.
    """
    rule, start = timing.recurrence, timing.starts_on
    if rule is None or rule.count is None or start is None:
        raise ValueError("only counted rules have a last day of their own")
    days = list(_calendar(rule, start))
    return days[-1].date() if days else None


def _is_closed(timing: Timing, day: date, holidays: Collection[date]) -> bool:
    if timing.on_holidays is HolidayPolicy.CLOSED and day in holidays:
        return True
    return day in timing.except_dates or any(day in season for season in timing.closed_seasons)


def _by_arithmetic(rule: Recurrence, start: date | None, begin: date, end: date) -> list[date]:
    anchor = (start or begin).toordinal()
    if rule.frequency is Frequency.DAILY:
        numbers: Iterable[int] = _every(rule.interval, anchor, begin, end)
    else:
        week = anchor - ((start or begin).weekday() - rule.week_start) % 7
        offsets = ((day.number - rule.week_start) % 7 for day in rule.weekdays)
        runs = (_every(7 * rule.interval, week + offset, begin, end) for offset in offsets)
        numbers = sorted(number for run in runs for number in run)
    return [date.fromordinal(number) for number in numbers]


def _every(step: int, anchor: int, begin: date, end: date) -> range:
    """Day numbers a whole number of steps from the anchor, within the two days."""
    low = begin.toordinal()
    return range(low + (anchor - low) % step, end.toordinal() + 1, step)


def _month_near(begin: date, interval: int, start: date | None) -> date:
    """The latest date the rule can be counted from without losing a day from `begin` on."""
    if start is None:
        return begin.replace(day=1)
    months = (begin.year - start.year) * 12 + begin.month - start.month
    skipped = months // interval * interval
    if skipped <= 0:
        return start
    month = start.year * 12 + start.month - 1 + skipped
    return date(month // 12, month % 12 + 1, 1)


def _calendar(rule: Recurrence, start: date) -> rrule:
    return rrule(
        _CODES[rule.frequency],
        dtstart=datetime.combine(start, time()),
        interval=rule.interval,
        wkst=rule.week_start,
        byweekday=[weekday(day.number, day.ordinal or None) for day in rule.weekdays] or None,
        bymonthday=rule.month_days or None,
        count=rule.count,
        until=datetime.combine(rule.until, time()) if rule.until else None,
        cache=False,
    )


def _between(calendar: rrule, begin: date, end: date) -> list[date]:
    low, high = datetime.combine(begin, time()), datetime.combine(end, time())
    return [moment.date() for moment in calendar.between(low, high, inc=True)]
