"""Clock, ids, money, text."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.kernel import clock
from intreccio.kernel.ids import public_id, secret_id
from intreccio.kernel.money import Money
from intreccio.kernel.text import Translated


def test_the_clock_can_be_set_and_returns_to_the_present():
    moment = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    with clock.at(moment):
        assert clock.now() == moment
        assert clock.today().isoformat() == "2026-07-02"
    assert clock.now() > moment or datetime.now(UTC) < moment


def test_the_clock_refuses_a_moment_without_zone():
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


def test_public_ids_are_version_7_and_grow_with_time():
    ids = [public_id() for _ in range(1000)]
    assert {(i.version, i.variant) for i in ids} == {(7, "specified in RFC 4122")}
    assert len(set(ids)) == 1000
    assert [i.int >> 80 for i in ids] == sorted(i.int >> 80 for i in ids)


def test_secret_ids_tell_no_time():
    assert secret_id().version == 4


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_money_adds_without_losing_a_cent(a: int, b: int):
    assert (Money(a) + Money(b) - Money(b)) == Money(a)
    assert Money.of(Money(a).amount) == Money(a)


def test_currencies_do_not_mix():
    with pytest.raises(ValueError, match="EUR and CHF"):
        Money(1) + Money(1, "CHF")


def test_half_cents_go_to_the_even_cent():
    assert [Money.of(Decimal(x)).cents for x in ("0.125", "0.135")] == [12, 14]


@pytest.mark.parametrize(
    ("texts", "language", "shown", "source"),
    [
        ({"it": "sede", "en": "site"}, "en", "site", "en"),
        ({"it": "sede", "en": "site"}, "ar", "sede", "it"),
        ({"en": "site"}, "ar", "site", "en"),
        ({"fr": "lieu"}, "it", "lieu", "fr"),
        ({"it": "sede"}, "it-IT", "sede", "it"),
        ({"it": ""}, "it", "", None),
    ],
)
def test_text_falls_back_in_the_stated_order(texts, language, shown, source):
    text = Translated(texts)
    assert text.text(language) == shown
    assert text.shown_in(language) == source
