"""Signed links do one act, on one thing, until a day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.accounts.links import Link, LinkRefused, read_link
from intreccio.kernel import clock
from intreccio.kernel.encryption.keys import new_key_text
from intreccio.kernel.ids import public_id


def test_a_link_carries_what_it_is_for():
    link = Link("confirm-listing", public_id(), 3)
    assert read_link(link.token(days=8), act="confirm-listing") == link


def test_a_link_for_one_act_does_no_other():
    token = Link("confirm-listing", public_id()).token(days=8)
    with pytest.raises(LinkRefused):
        read_link(token, act="answer-referral")


def test_a_link_ends_after_its_days():
    token = Link("confirm-listing", public_id()).token(days=8)
    with clock.at(clock.now() + timedelta(days=7, hours=23)):
        read_link(token, act="confirm-listing")
    with clock.at(clock.now() + timedelta(days=8, minutes=1)), pytest.raises(LinkRefused) as refused:
        read_link(token, act="confirm-listing")
    assert refused.value.expired


@given(st.data())
def test_a_changed_link_is_refused(data):
    token = Link("confirm-listing", public_id()).token(days=8)
    at = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from("abcXYZ019_-:"))
    changed = token[:at] + letter + token[at + 1 :]
    if changed == token:
        return
    with pytest.raises(LinkRefused):
        read_link(changed, act="confirm-listing")


@given(st.text())
def test_no_text_makes_reading_a_link_crash(text):
    with pytest.raises(LinkRefused):
        read_link(text, act="confirm-listing")


def test_links_outlive_a_change_of_keys(settings):
    token = Link("confirm-listing", public_id()).token(days=8)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = new_key_text("x")
    assert read_link(token, act="confirm-listing")
