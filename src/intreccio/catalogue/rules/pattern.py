"""One form for opening patterns that mean the same."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from intreccio.catalogue.rules.days import last_day, rule_days
from intreccio.catalogue.rules.recurrence import EVERY_DAY, Frequency, Recurrence, Weekday
from intreccio.catalogue.rules.timing import Timing

_EARLY, _LATE = date.min, date.max
Order = tuple[int, tuple[tuple[bool, int, int], ...], tuple[int, ...], str, str]


def canonical(timings: Iterable[Timing]) -> tuple[Timing, ...]:
    """The same openings in a fixed form and order.

    Daily rules become weekly ones with seven days; UNTIL and COUNT become `valid_to`; a first date that
    a rule does not need becomes `valid_from`; one it needs becomes the first day that opens; rules that
    differ only in their days become one. Two sets that a person would call the same nearly always get
    the same form; two sets with the same form always open at the same moments.
    """
    simple = sorted({_simplify(timing) for timing in timings}, key=_apart_from_days)
    merged = {_unite(list(group)) for _, group in groupby(simple, key=_apart_from_days)}
    return tuple(sorted(merged, key=order))


def pattern_key(timings: Iterable[Timing]) -> str:
    """A stable key (64 hexadecimal digits) shared by the sets of timings with one canonical form.

    Openings need to be expanded once for each key and zone, and for each province where a timing closes
    on public holidays. The key does not change between versions of Python or of the platform.
    """
    text = "\n".join(_text(timing) for timing in canonical(timings))
    return hashlib.sha256(text.encode()).hexdigest()


def order(timing: Timing) -> Order:
    """Where a timing stands among others: by kind, by days, by hours, then by the rest."""
    rule = timing.recurrence
    if rule is None:
        return (3, (), (), str(timing.starts_on), _text(timing))
    kind = (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY).index(rule.frequency)
    days = tuple(day.order for day in rule.weekdays)
    return (kind, days, rule.month_days, timing.opens_at.isoformat(), _text(timing))


def _text(timing: Timing) -> str:
    fields = (
        timing.rule,
        timing.opens_at.isoformat(),
        timing.closes_at.isoformat(),
        str(timing.starts_on),
        str(timing.valid_from),
        str(timing.valid_to),
        timing.on_holidays.value,
        *(",".join(map(str, days)) for days in (timing.except_dates, timing.extra_dates)),
        ",".join(map(str, timing.closed_seasons)),
    )
    return "|".join(fields)


def _simplify(timing: Timing) -> Timing:
    rule = timing.recurrence
    if rule is None:
        return _without_needless_period(timing)
    if rule.frequency is Frequency.DAILY and rule.interval == 1:
        every_day = tuple(Weekday(number) for number in EVERY_DAY)
        rule = replace(rule, frequency=Frequency.WEEKLY, weekdays=every_day)
    starts = max(filter(None, (timing.starts_on, timing.valid_from)), default=None)
    ends = [timing.valid_to, rule.until, last_day(timing) if rule.count else None]
    end = min(filter(None, ends), default=None)
    if starts and end and end < starts:
        return timing
    rule = replace(rule, until=None, count=None)
    if rule.interval == 1:
        return replace(timing, rule=str(rule), starts_on=None, valid_from=starts, valid_to=end)
    return _from_first_opening(timing, rule, starts, end)


def _without_needless_period(timing: Timing) -> Timing:
    """A single day without a validity that changes nothing."""
    if (timing.valid_from or _EARLY) <= (timing.starts_on or _EARLY) <= (timing.valid_to or _LATE):
        return replace(timing, valid_from=None, valid_to=None)
    return timing


def _from_first_opening(timing: Timing, rule: Recurrence, starts: date | None, end: date | None) -> Timing:
    """A rule that skips weeks or months, counted from the first day it really gives."""
    bare = replace(timing, rule=str(rule), valid_from=None, valid_to=end)
    if starts is None:
        return bare
    reach = date(min(starts.year + 1 + rule.interval, _LATE.year), 12, 31)
    first = next(iter(rule_days(bare, starts, reach)), None)
    if first is None or (end and first > end):
        return timing
    return replace(bare, starts_on=first)


def _apart_from_days(timing: Timing) -> str:
    """What must be equal for two timings to be united: everything but the days of the rule.

    Rules that skip weeks or months stay apart: their first date says which weeks.
    """
    rule = timing.recurrence
    if rule is None or rule.interval > 1 or timing.starts_on is not None:
        return _text(timing)
    kind = (rule.frequency, bool(rule.weekdays))
    return f"{kind}{_text(replace(timing, rule='FREQ=DAILY'))}"


def _unite(alike: list[Timing]) -> Timing:
    first = alike[0]
    rules = [rule for timing in alike if (rule := timing.recurrence)]
    if len(alike) == 1 or not rules:
        return first
    weekdays = tuple(day for rule in rules for day in rule.weekdays)
    month_days = tuple(number for rule in rules for number in rule.month_days)
    return replace(first, rule=str(replace(rules[0], weekdays=weekdays, month_days=month_days)))
