"""Referrals in numbers: for those who plan, and never small or exact."""

import re
from datetime import timedelta

import pytest

from intreccio.kernel import clock


@pytest.fixture
def at_work(own_demonstration, visitor):
    return visitor


def test_those_who_plan_see_protected_numbers_and_no_link_worker_does(at_work):
    with clock.at(clock.now() + timedelta(days=8)):
        page = at_work("planning-office").get("/numbers/referrals/")
        assert page.status_code == 200
        told = re.findall(r"(?:circa|about) ([\d.,]+)", page.content.decode())
        assert told, "the demonstration has more than five referrals"
        assert all(int(count) % 5 == 0 for count in told)
    assert at_work("link-worker").get("/numbers/referrals/").status_code == 403
    assert at_work("operator").get("/numbers/referrals/").status_code == 403
