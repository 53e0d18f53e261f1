"""Two organisations that accompany people."""

import pytest


@pytest.fixture
def ours(db):
    from tests.people.factories import house

    return house("Casa della Comunità")


@pytest.fixture
def theirs(db):
    from tests.people.factories import house

    return house("Santa Marta")


@pytest.fixture
def known():
    """The persons that somebody may know of."""
    from intreccio.kernel.databases.context import asking
    from intreccio.people.models import Person

    def known_to(who) -> set:
        with asking(who):
            return set(Person.objects.values_list("pk", flat=True))

    return known_to
