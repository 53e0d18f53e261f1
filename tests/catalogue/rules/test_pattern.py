from datetime import date, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.catalogue.rules.holidays import holidays_between
from intreccio.catalogue.rules.openings import openings
from intreccio.catalogue.rules.pattern import canonical, pattern_key
from intreccio.catalogue.rules.recurrence import RecurrenceError, parse_rule
from intreccio.catalogue.rules.timing import Timing, TimingError
from tests.catalogue.rules.strategies import dates, timings


@given(st.lists(timings(), max_size=4), dates, st.integers(0, 60))
def test_the_canonical_form_opens_at_the_same_moments(several: list[Timing], first: date, length: int) -> None:
    last = first + timedelta(days=length)
    holidays = holidays_between(first, last, "BG")
    same = openings(canonical(several), first, last, holidays=holidays)
    assert same == openings(several, first, last, holidays=holidays)


@given(st.lists(timings(), max_size=4))
def test_the_canonical_form_is_its_own(several: list[Timing]) -> None:
    assert canonical(canonical(several)) == canonical(several)


@given(st.lists(timings(), max_size=4), st.randoms())
def test_the_key_forgets_order_and_repetition(several: list[Timing], random: Random) -> None:
    shuffled = several + several
    random.shuffle(shuffled)
    assert pattern_key(shuffled) == pattern_key(several)


def test_the_key_is_the_same_for_the_same_hours_written_in_other_ways() -> None:
    nine, noon = time(9), time(12)
    apart = [Timing(f"FREQ=WEEKLY;BYDAY={day}", nine, noon) for day in ("SU", "SA", "FR", "TH", "WE", "TU", "MO")]
    assert pattern_key(apart) == pattern_key([Timing("RRULE:FREQ=DAILY;INTERVAL=1", nine, noon)])


def test_the_key_does_not_change_between_versions() -> None:
    key = pattern_key([Timing("FREQ=WEEKLY;BYDAY=MO", time(9), time(12))])
    assert key == "8e5059f08799fc065f58a2ca66be354b194988bae73ceb742c4681e696d30f9a"


@pytest.mark.parametrize(
    "text",
    ["", "FREQ=YEARLY", "FREQ=WEEKLY;BYDAY=2TU", "FREQ=WEEKLY;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
     "FREQ=WEEKLY;COUNT=2;UNTIL=20261001", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;UNTIL=20261301"],
)  # fmt: skip
def test_a_rule_that_hours_cannot_follow_is_refused(text: str) -> None:
    with pytest.raises(RecurrenceError):
        parse_rule(text)


@given(st.text(max_size=30))
def test_any_rule_is_read_or_refused(text: str) -> None:
    try:
        parse_rule(text)
    except RecurrenceError as error:
        assert str(error)


def test_a_timing_that_contradicts_itself_is_refused() -> None:
    day = date(2026, 10, 1)
    with pytest.raises(TimingError):
        Timing("", time(9), time(12))
    with pytest.raises(TimingError):
        Timing("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", time(9), time(12))
    with pytest.raises(TimingError):
        Timing("FREQ=DAILY", time(9), time(12), except_dates=(day,), extra_dates=(day,))
    with pytest.raises(TimingError):
        Timing("FREQ=DAILY", time(9), time(12), valid_from=day, valid_to=day - timedelta(days=1))
