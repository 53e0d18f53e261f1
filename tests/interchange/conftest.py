"""The province of Bergamo, for registers."""

import pytest


@pytest.fixture
def bergamo(db):
    from intreccio.kernel.acting import SYSTEM
    from intreccio.territory import actions

    return actions.add_territory(name="Provincia di Bergamo", province="BG", by=SYSTEM)
