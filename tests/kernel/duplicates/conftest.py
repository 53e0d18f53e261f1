"""Two records of one body, with all that can hang on them."""

import pytest


@pytest.fixture
def parts(db):
    """What both records of a body have: an umbrella and a person."""
    from intreccio.actors.rules.kinds import OrganisationKind
    from tests.actors.factories import organisation, user

    return {"umbrella": organisation("Rete", OrganisationKind.ASSOCIATION), "person": user()}


@pytest.fixture
def kept(parts):
    from tests.kernel.duplicates.making import furnished

    return furnished("Passo Lento", "pl", parts, short_name="PL")


@pytest.fixture
def lost(parts):
    from tests.kernel.duplicates.making import furnished

    numbers = {"tax_code": "80051890152", "phone": "+39035123456", "founded": 1994}
    return furnished("Associazione Passo Lento ODV", "en", parts, **numbers)
