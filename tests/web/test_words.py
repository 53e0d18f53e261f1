"""Moments, telephone numbers and prices as people say them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from intreccio.catalogue.models import CostOption
from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.kernel import clock
from intreccio.kernel.text import Translated
from intreccio.web.services.showing import in_force
from intreccio.web.words.costs import cost_words
from intreccio.web.words.moments import day_words, opening_words
from intreccio.web.words.phones import phone_words

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Stretch:
    starts_at: datetime
    ends_at: datetime


@pytest.mark.parametrize(
    ("after", "italian", "english"),
    [
        (timedelta(0), "Aperto adesso, fino alle 11:00", "Open now, until 11:00"),
        (timedelta(hours=3), "Oggi, 13:00–14:00", "Today, 13:00–14:00"),
        (timedelta(days=1), "Domani, 10:00–11:00", "Tomorrow, 10:00–11:00"),
        (timedelta(days=3), "Giovedì 26 novembre, 10:00–11:00", "Thursday 26 November, 10:00–11:00"),
    ],
)
def test_near_moments_are_said_by_their_day(after, italian, english):
    stretch = Stretch(MONDAY + after, MONDAY + after + timedelta(hours=1))
    with clock.at(MONDAY):
        for language, words in (("it", italian), ("en", english)):
            with translation.override(language):
                assert opening_words(stretch) == words


def test_far_moments_have_their_year():
    with clock.at(MONDAY), translation.override("en"):
        assert day_words(MONDAY + timedelta(days=400)).endswith("2027")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+390350001080", "035 0001080"),
        ("+390212345678", "02 12345678"),
        ("+390346712345", "0346 712345"),
        ("+393331234567", "333 1234567"),
        ("1522", "1522"),
        ("116117", "116117"),
        ("+41791234567", "+41791234567"),
        ("035 0001261", "035 0001261"),
    ],
)
def test_telephone_numbers_are_written_as_on_paper(number, words):
    assert phone_words(number) == words


def test_prices_are_said_with_their_conditions():
    costs = [
        CostOption(kind="amount", cents=1500, per="month"),
        CostOption(kind="free", isee_up_to=900_000, note=Translated(en="ask at the desk")),
        CostOption(kind="amount", cents=1250, per="meeting"),
    ]
    with translation.override("en"):
        words = cost_words(costs, "en")
    assert words == (
        "€ 15 a month; free of charge with an ISEE up to € 9,000 (ask at the desk); € 12.50 a meeting"
    )


def test_timings_that_are_over_or_far_ahead_are_not_said():
    past, now, later = (
        parse_entry(f"lunedì 9-10 dal {first} al {last}")[0]
        for first, last in (("1/1/2026", "30/6/2026"), ("1/9/2026", "30/6/2027"), ("1/7/2027", "31/7/2027"))
    )
    with clock.at(MONDAY):
        assert in_force([past, now, later]) == [now]
        assert in_force([past]) == [past]
    assert now.valid_from == date(2026, 9, 1)
