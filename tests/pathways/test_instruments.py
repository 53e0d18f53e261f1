"""Questionnaires: every file is sound, and scores are what their authors say."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.pathways.rules.instruments import BadInstrument, Change, Instrument, instrument_of
from intreccio.pathways.shipped import bands, instruments

SHIPPED = sorted(instruments())


def score_of(slug: str, key: str):
    return {score.key: score for score in instruments()[slug].scores}[key]


@pytest.mark.parametrize("slug", SHIPPED)
def test_an_instrument_says_where_it_comes_from_and_speaks_both_languages(slug):
    made = instruments()[slug]
    assert made.licence
    assert made.source
    for words in (
        made.name,
        *(item.text for item in made.items),
        *(o.words for i in made.items for o in i.options),
    ):
        assert words.text("it")
        assert words.text("en")


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_value_that_can_be_reached_lies_in_a_band_with_a_name(slug):
    made = instruments()[slug]
    for score in made.scores:
        ranges = [[option.value for option in made.item(key).options] for key in score.of]
        reached = {score.times * sum(values) for values in product(*ranges)}
        assert {score.band(value) for value in reached} == {name for _start, name in score.bands}
        assert all(score.band(value) in bands() for value in reached)


@pytest.mark.parametrize(
    ("slug", "key", "value", "band"),
    [
        ("ons4", "satisfied", 4, "low"),
        ("ons4", "satisfied", 5, "medium"),
        ("ons4", "happy", 8, "high"),
        ("ons4", "worthwhile", 9, "very-high"),
        ("ons4", "anxious", 1, "very-low"),
        ("ons4", "anxious", 3, "low"),
        ("ons4", "anxious", 5, "medium"),
        ("ons4", "anxious", 6, "high"),
        ("who5", "index", 28, "very-poor"),
        ("who5", "index", 32, "poor"),
        ("who5", "index", 48, "poor"),
        ("who5", "index", 52, "good"),
        ("loneliness", "ucla3", 5, "not-lonely"),
        ("loneliness", "ucla3", 6, "lonely"),
        ("loneliness", "direct", 5, "lonely"),
    ],
)
def test_cut_offs_are_those_published(slug, key, value, band):
    assert score_of(slug, key).band(value) == band


def test_who5_is_the_sum_times_four():
    answers = {"cheerful": 5, "calm": 4, "active": 3, "rested": 2, "interested": 1}
    assert [(one.key, one.value) for one in instruments()["who5"].scored(answers)] == [("index", 60)]


def test_the_four_questions_are_never_summed():
    assert all(len(score.of) == 1 for score in instruments()["ons4"].scores)
    half = {one.key: one.value for one in instruments()["ons4"].scored({"happy": 7})}
    assert half == {"satisfied": None, "worthwhile": None, "happy": 7, "anxious": None}


@given(st.sets(st.sampled_from(["companionship", "left-out", "isolated"]), max_size=2))
def test_a_sum_that_lacks_an_answer_is_no_score(answered):
    scored = {one.key: one for one in instruments()["loneliness"].scored(dict.fromkeys(answered, 3))}
    assert (scored["ucla3"].value, scored["ucla3"].band) == (None, None)


@pytest.mark.parametrize("answers", [{"happy": 11}, {"happy": -1}, {"nothing": 3}])
def test_answers_that_no_question_allows_are_refused(answers):
    with pytest.raises(ValueError, match="no answer"):
        instruments()["ons4"].scored(answers)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [(40, 52, Change.BETTER), (52, 40, Change.WORSE), (40, 48, Change.SAME), (40, 50, Change.BETTER)],
)
def test_a_change_of_ten_matters_in_who5(before, after, change):
    assert score_of("who5", "index").changed(before, after) is change


def test_where_nobody_knows_how_much_matters_nothing_is_said():
    assert score_of("ons4", "anxious").changed(0, 10) is None


def row(**changes):
    return {
        "slug": "x",
        "version": "1",
        "name": {"it": "x"},
        "introduction": {"it": ""},
        "licence": "-",
        "source": "-",
        "scales": {"s": {"values": [[1, {"it": "sì"}], [2, {"it": "no"}]]}},
        "items": [{"key": "a", "scale": "s", "text": {"it": "?"}}],
        "scores": [{"key": "a", "name": {"it": "a"}, "of": ["a"], "better": "higher", "bands": [[1, "low"]]}],
        **changes,
    }


def changed_score(**changes):
    return row(scores=[{**row()["scores"][0], **changes}])


def test_a_sound_file_is_read():
    assert isinstance(instrument_of(row()), Instrument)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        row(items=[{"key": "a", "scale": "t", "text": {"it": "?"}}]),
        row(items=[row()["items"][0]] * 2),
        changed_score(of=["b"]),
        changed_score(of=[]),
        changed_score(bands=[]),
        changed_score(bands=[[2, "low"]]),
        changed_score(bands=[[1, "low"], [1, "high"]]),
        changed_score(better="sideways"),
        row(scales=7),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(BadInstrument):
        instrument_of(wrong)
