"""Suggestions: what fits stands first, and money is no reason."""

from datetime import timedelta

import pytest

from intreccio.pathways.rules.matching import Known, PartOfWeek, Reason, Wish, fits, is_for, score
from intreccio.pathways.shipped import weights

EVENING = frozenset({PartOfWeek.EVENING})
WISH = Wish("es", age=30)


def total(wish, known):
    return score(fits(wish, known), weights())


@pytest.mark.parametrize(
    ("better", "worse", "wish"),
    [
        (Known(km=1), Known(km=9), WISH),
        (Known(km=1, languages=frozenset({"es"})), Known(km=1, languages=frozenset({"it"})), WISH),
        (Known(times=EVENING), Known(times=frozenset({PartOfWeek.MORNING})), Wish("it", times=EVENING)),
        (Known(times=EVENING), Known(), Wish("it", times=EVENING)),
        (Known(accessibility=frozenset({"lift"})), Known(), Wish("it", accessibility=frozenset({"lift"}))),
        (Known(is_free=True), Known(is_free=None), Wish("it", free=True)),
        (Known(is_free=None), Known(is_free=False), Wish("it", free=True)),
        (Known(has_room=True), Known(has_room=False), WISH),
        (Known(is_trusted=True), Known(), WISH),
        (Known(answers_within=timedelta(hours=4)), Known(answers_within=timedelta(days=20)), WISH),
    ],
)
def test_what_fits_better_stands_first(better, worse, wish):
    assert total(wish, better) > total(wish, worse)


def test_what_was_not_asked_for_counts_nothing():
    assert total(WISH, Known(is_free=True, times=EVENING)) == total(WISH, Known(is_free=False))


@pytest.mark.parametrize(("low", "high", "age", "fits_them"), [
    (None, None, 5, True), (65, None, 30, False), (18, 35, 18, True), (18, 35, 36, False), (65, None, None, True),
    (0, 0, 0, True), (0, 0, 1, False),
])  # fmt: skip
def test_whom_it_is_not_for_it_is_not_suggested_to(low, high, age, fits_them):
    assert is_for(Wish("it", age=age), Known(min_age=low, max_age=high)) is fits_them


@pytest.mark.parametrize("km", [0, 5, 20, 500])
@pytest.mark.parametrize("days", [0, 1, 30, 400])
def test_scores_stay_between_nothing_and_full(km, days):
    known = Known(km=km, answers_within=timedelta(days=days), is_trusted=True, has_room=True)
    assert 0 <= total(WISH, known) <= 1


def test_every_reason_has_a_weight(tmp_path, settings):
    assert set(weights()) == set(Reason)
    settings.INTRECCIO_DATA = tmp_path
    (tmp_path / "matching.toml").write_text("[weights]\ndistance = -1\n")
    weights.cache_clear()
    with pytest.raises(ValueError, match="language"):
        weights()
    weights.cache_clear()
