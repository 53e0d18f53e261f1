"""No protected count, and no difference of two, tells of one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.analysis.protecting import BASE, FLOOR, protected


@given(st.integers(0, 100_000))
def test_one_more_person_mostly_changes_nothing(count):
    told = {protected(count + more) for more in range(BASE)}
    assert len(told) <= 2


@given(st.integers(0, 100_000))
def test_what_is_told_is_near_the_truth_or_not_told(count):
    told = protected(count)
    if told is None:
        assert count < FLOOR
    else:
        assert told % BASE == 0
        assert abs(told - count) <= BASE // 2


def test_nothing_is_counted_below_zero():
    with pytest.raises(ValueError, match="below zero"):
        protected(-1)
