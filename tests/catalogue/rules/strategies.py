"""Timings of every kind, for the property tests."""

from datetime import date, time

from hypothesis import strategies as st

from intreccio.catalogue.rules.days import rule_days
from intreccio.catalogue.rules.recurrence import Frequency, Recurrence, Weekday
from intreccio.catalogue.rules.season import MonthDay, Season
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)

dates = st.dates(FIRST, LAST)
clocks = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
weekday_sets = st.sets(st.integers(0, 6), min_size=1)
month_days = st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28))
seasons = st.one_of(
    st.builds(Season, month_days, month_days),
    st.builds(Season.of_months, st.integers(1, 12), st.integers(1, 12)),
)


@st.composite
def recurrences(draw: st.DrawFn, longest_step: int = 5) -> Recurrence:
    frequency = draw(st.sampled_from(Frequency))
    interval = draw(st.integers(1, longest_step))
    if frequency is Frequency.DAILY:
        return Recurrence(frequency, interval)
    if frequency is Frequency.WEEKLY:
        days = tuple(Weekday(number) for number in draw(weekday_sets))
        return Recurrence(frequency, interval, days, week_start=draw(st.sampled_from((0, 6))))
    ordinals = st.sampled_from((1, 2, 3, 4, 5, -1, -2))
    if draw(st.booleans()):
        days = tuple(Weekday(n, draw(ordinals)) for n in draw(st.sets(st.integers(0, 6), min_size=1, max_size=3)))
        return Recurrence(frequency, interval, days)
    numbers = st.integers(1, 31) | st.integers(-3, -1)
    return Recurrence(frequency, interval, month_days=tuple(draw(st.sets(numbers, min_size=1, max_size=4))))


@st.composite
def timings(draw: st.DrawFn, recurring: bool = False) -> Timing:
    rule = draw(recurrences()) if recurring or draw(st.integers(0, 5)) else None
    closed = draw(st.sets(dates, max_size=4))
    period = sorted(draw(st.lists(dates, min_size=2, max_size=2)))
    return Timing(
        rule=str(rule or ""),
        opens_at=draw(clocks),
        closes_at=draw(clocks),
        starts_on=draw(dates) if rule is None or rule.needs_start else draw(st.none() | dates),
        valid_from=draw(st.sampled_from((None, period[0]))),
        valid_to=draw(st.sampled_from((None, period[1]))),
        on_holidays=draw(st.sampled_from(HolidayPolicy)),
        except_dates=tuple(closed),
        extra_dates=tuple(draw(st.sets(dates, max_size=2)) - closed),
        closed_seasons=tuple(draw(st.sets(seasons, max_size=2))),
    )


@st.composite
def timings_that_happen(draw: st.DrawFn) -> Timing:
    """Timings with weeks from Monday whose rule gives at least one day: those that words can say."""
    timing = draw(timings().filter(lambda timing: "WKST" not in timing.rule))
    start = timing.starts_on
    first = max(filter(None, (start, timing.valid_from)), default=FIRST)
    if timing.recurrence is None or not rule_days(timing, first, min(timing.valid_to or LAST, LAST)):
        weekday = draw(st.integers(0, 6))
        return Timing(f"FREQ=WEEKLY;BYDAY={Weekday(weekday)}", timing.opens_at, timing.closes_at)
    return timing
