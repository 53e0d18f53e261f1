"""Questions that make no sense are refused with the part that makes none."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from intreccio.catalogue.search.question import Point, Question, QuestionError, Sort, Span, open_during


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("page", {"page": 0}),
        ("size", {"size": 0}),
        ("size", {"size": 101}),
        ("age", {"age": -1}),
        ("age", {"age": 131}),
        ("within_km", {"within_km": 5}),
        ("within_km", {"within_km": 0, "point": Point(45, 9)}),
        ("within_km", {"within_km": float("nan"), "point": Point(45, 9)}),
        ("sort", {"sort": Sort.DISTANCE}),
        ("terms", {"terms": ("x",) * 51}),
    ],
)
def test_a_part_that_makes_no_sense_is_named(field, parts):
    with pytest.raises(QuestionError) as refused:
        Question(**parts)
    assert refused.value.field == field


@pytest.mark.parametrize("point", [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_points_lie_on_the_earth(point):
    with pytest.raises(QuestionError):
        Point(*point)


def test_spans_have_zones_and_an_end_after_their_beginning():
    noon = datetime(2026, 1, 1, 12, tzinfo=ZoneInfo("Europe/Rome"))
    with pytest.raises(QuestionError):
        Span(noon, noon)
    with pytest.raises(QuestionError):
        Span(noon.replace(tzinfo=None), noon.replace(tzinfo=None, hour=13))


def test_a_whole_day_follows_the_clock_change():
    [span] = open_during(ZoneInfo("Europe/Rome"), date(2026, 10, 25))
    assert span.until.timestamp() - span.since.timestamp() == 25 * 3600
