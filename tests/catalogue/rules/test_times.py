from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.catalogue.rules.refusal import Reason, ScheduleTextError
from intreccio.catalogue.rules.times import clock_text, parse_clock


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9", time(9)),
        ("9am", time(9)),
        ("9 a.m.", time(9)),
        ("9.30", time(9, 30)),
        ("9:30:00", time(9, 30)),
        ("h 9", time(9)),
        ("ore 9.30", time(9, 30)),
        ("12:00 AM", time(0)),
        ("12 pm", time(12)),
        ("12:30pm", time(12, 30)),
        ("noon", time(12)),
        ("Mezzogiorno", time(12)),
        ("mezzanotte", time(0)),
        ("24:00", time(0)),
        ("2400", time(0)),
        ("0930", time(9, 30)),
        ("17h30", time(17, 30)),
        ("9h", time(9)),
    ],
)
def test_a_clock_time_is_read_however_it_is_written(written: str, meant: time) -> None:
    assert parse_clock(written) == meant


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("9:00m", Reason.HALF_OF_DAY),
        ("9:00 a", Reason.HALF_OF_DAY),
        ("25:00", Reason.NOT_A_TIME),
        ("9:60", Reason.NOT_A_TIME),
        ("13 am", Reason.NOT_A_TIME),
        ("24:30", Reason.NOT_A_TIME),
        ("9:00:30", Reason.NOT_A_TIME),
        ("", Reason.NOT_A_TIME),
        ("soon", Reason.NOT_A_TIME),
    ],
)
def test_a_clock_time_that_is_wrong_or_unclear_is_refused_with_the_reason(written: str, reason: Reason) -> None:
    with pytest.raises(ScheduleTextError) as refused:
        parse_clock(written)
    assert refused.value.reason is reason


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_refused(written: str) -> None:
    try:
        assert isinstance(parse_clock(written), time)
    except ScheduleTextError as error:
        assert error.message("it") and error.message("en")


@given(st.builds(time, st.integers(0, 23), st.integers(0, 59)))
def test_a_time_that_is_written_is_read_back(clock: time) -> None:
    assert parse_clock(clock_text(clock)) == clock
