"""A body with a group that meets weekly and holds few, and those who come."""

import pytest


@pytest.fixture
def house(db):
    from tests.people.factories import house

    return house("Passo Lento")


@pytest.fixture
def elsewhere(db):
    from tests.people.factories import house

    return house("Santa Marta")


@pytest.fixture
def group(house):
    """Makes a group: `group(capacity=2, enrolment="open")`."""
    from tests.bookings.factories import group

    def make(**said):
        return group(house.organisation, **said)

    return make
