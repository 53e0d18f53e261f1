"""The demonstration always plays in the present."""

from datetime import UTC, datetime

import pytest

from intreccio.catalogue.models import Service
from intreccio.demo.building import build
from intreccio.kernel import clock


@pytest.mark.parametrize("year", [2028])
def test_years_later_it_is_as_fresh_as_on_the_day_it_was_written(own_database, year):
    with clock.at(datetime(year, 3, 1, 10, tzinfo=UTC)):
        build()
        shares = {
            freshness: Service.objects.filter(freshness=freshness).count() / Service.objects.count()
            for freshness in ("fresh", "stale", "hidden")
        }
    assert shares["fresh"] > 0.6
    assert 0.02 < shares["stale"] < 0.2
    assert shares["hidden"] < 0.02
