from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from intreccio.catalogue.rules.days import opening_days, rule_days
from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.catalogue.rules.holidays import holidays_between
from intreccio.catalogue.rules.openings import Opening, is_open, next_openings, openings
from intreccio.catalogue.rules.recurrence import Recurrence
from intreccio.catalogue.rules.season import Season
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from tests.catalogue.rules.strategies import FIRST, LAST, clocks, dates, recurrences, timings

ROME = ZoneInfo("Europe/Rome")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


def on(day: str, opens: str, closes: str) -> list[Opening]:
    one = Timing("", time.fromisoformat(opens), time.fromisoformat(closes), starts_on=date.fromisoformat(day))
    return openings([one], one.starts_on, one.starts_on)


@given(recurrences(), dates, dates, st.integers(0, 120), st.none() | st.integers(1, 40))
def test_days_are_those_of_dateutil(
    rule: Recurrence, start: date, first: date, length: int, count: int | None
) -> None:
    text = f"{rule};COUNT={count}" if count else str(rule)
    timing = Timing(text, time(9), time(10), starts_on=start)
    last = first + timedelta(days=length)
    found = rrulestr(timing.rule, dtstart=datetime.combine(start, time())).between(
        datetime.combine(first, time()), datetime.combine(last, time()), inc=True
    )
    assert rule_days(timing, first, last) == [moment.date() for moment in found]


@given(st.lists(timings(), max_size=4), dates, st.integers(0, 60))
def test_openings_are_sorted_apart_and_within_bounds(several: list[Timing], first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = openings(several, first, last)
    for start, end in found:
        assert start < end
        assert start.astimezone(ROME).date() >= first
        assert end.astimezone(ROME).replace(tzinfo=None) <= datetime.combine(last, time()) + timedelta(days=2)
    assert all(before[1] < after[0] for before, after in pairwise(found))
    assert all(start.tzinfo is UTC and end.tzinfo is UTC for start, end in found)


@given(timings(), dates, st.integers(0, 60))
def test_an_opening_day_is_an_extra_date_or_no_closure_takes_it(timing: Timing, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    holidays = holidays_between(FIRST, LAST, "BG")
    for day in opening_days(timing, first, last, holidays):
        assert first <= day <= last
        if day not in timing.extra_dates:
            assert day not in timing.except_dates
            assert not any(day in season for season in timing.closed_seasons)
            assert timing.on_holidays is HolidayPolicy.AS_USUAL or day not in holidays


@given(st.lists(timings(), min_size=1, max_size=3), dates, st.integers(0, 23))
def test_open_now_agrees_with_the_openings(several: list[Timing], day: date, hour: int) -> None:
    moment = datetime.combine(day, time(hour, 7), UTC)
    found = openings(several, day - timedelta(days=3), day + timedelta(days=3))
    assert is_open(several, moment) == any(start <= moment < end for start, end in found)


@given(st.lists(timings(), min_size=1, max_size=3), dates, clocks)
def test_the_next_openings_are_the_first_of_all_to_come(several: list[Timing], day: date, clock: time) -> None:
    moment = datetime.combine(day, clock, UTC)
    today = moment.astimezone(ROME).date()
    coming = openings(several, today - timedelta(days=1), today + timedelta(days=100))
    assert next_openings(several, moment, count=3, horizon=100) == [o for o in coming if o[1] > moment][:3]


def test_past_midnight_closes_on_the_morning_after() -> None:
    assert on("2026-11-24", "22:00", "02:00") == [(local("2026-11-24T22:00"), local("2026-11-25T02:00"))]


def test_around_the_clock_is_one_stretch() -> None:
    found = openings(parse_entry("24/7"), date(2026, 11, 2), date(2026, 11, 8))
    assert found == [(local("2026-11-02T00:00"), local("2026-11-09T00:00"))]


def test_equal_times_last_twenty_four_hours() -> None:
    assert on("2026-11-24", "08:00", "08:00") == [(local("2026-11-24T08:00"), local("2026-11-25T08:00"))]


def test_overlapping_and_touching_hours_are_one_stretch() -> None:
    several = parse_entry("lun 9-12, 11-14, 14-15")
    assert openings(several, date(2026, 11, 23), date(2026, 11, 23)) == [
        (local("2026-11-23T09:00"), local("2026-11-23T15:00"))
    ]


@pytest.mark.parametrize(
    ("day", "opens", "closes", "starts", "ends"),
    [
        # 29 March 2026: at 2:00 the clocks say 3:00.
        ("2026-03-28", "22:00", "06:00", "2026-03-28T21:00", "2026-03-29T04:00"),
        ("2026-03-29", "02:30", "05:00", "2026-03-29T01:30", "2026-03-29T03:00"),
        ("2026-03-28", "22:00", "02:30", "2026-03-28T21:00", "2026-03-29T01:30"),
        ("2026-03-29", "00:00", "00:00", "2026-03-28T23:00", "2026-03-29T22:00"),
        # 25 October 2026: at 3:00 the clocks say 2:00 again.
        ("2026-10-24", "22:00", "06:00", "2026-10-24T20:00", "2026-10-25T05:00"),
        ("2026-10-25", "02:30", "04:00", "2026-10-25T00:30", "2026-10-25T03:00"),
        ("2026-10-25", "01:00", "02:30", "2026-10-24T23:00", "2026-10-25T00:30"),
        ("2026-10-25", "00:00", "00:00", "2026-10-24T22:00", "2026-10-25T23:00"),
    ],
)
def test_clock_changes_are_right(day: str, opens: str, closes: str, starts: str, ends: str) -> None:
    expected = tuple(datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (starts, ends))
    assert on(day, opens, closes) == [expected]


def test_hours_that_the_spring_change_swallows_are_left_out() -> None:
    assert on("2026-03-29", "02:15", "03:15") == []


def test_the_same_wall_clock_holds_in_winter_and_in_summer() -> None:
    weekly = parse_entry("lun 9-12")
    starts = [start for start, _ in openings(weekly, date(2026, 3, 23), date(2026, 3, 30))]
    assert [start.hour for start in starts] == [8, 7]


def test_a_holiday_closes_only_where_the_policy_says_so() -> None:
    christmas, holidays = date(2026, 12, 25), holidays_between(FIRST, LAST)
    for entry, count in (("ven 9-12, chiuso nei festivi", 0), ("ven 9-12", 1)):
        assert len(openings(parse_entry(entry), christmas, christmas, holidays=holidays)) == count


def test_an_extra_date_is_open_whatever_is_closed() -> None:
    august = Season.of_months(8, 8)
    timing = Timing(
        "FREQ=WEEKLY;BYDAY=MO", time(9), time(12), extra_dates=(date(2026, 8, 15),), closed_seasons=(august,)
    )
    assert opening_days(timing, date(2026, 8, 1), date(2026, 8, 31)) == [date(2026, 8, 15)]


def test_a_season_may_run_over_the_new_year() -> None:
    season = Season.parse("12-24/01-06")
    assert date(2026, 12, 24) in season and date(2027, 1, 6) in season
    assert date(2027, 1, 7) not in season and date(2026, 12, 23) not in season
