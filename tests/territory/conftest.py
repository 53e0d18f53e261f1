"""The province of Bergamo, once for all tests of the room."""

import pytest

from intreccio.kernel.acting import SYSTEM
from intreccio.territory import actions
from intreccio.territory.models import Territory


@pytest.fixture
def bergamo(db) -> Territory:
    return actions.add_territory(name="Provincia di Bergamo", province="BG", by=SYSTEM)
