"""The steward of the demonstration at his desk, in a database of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.web.conftest import VisitorOf

if TYPE_CHECKING:
    from intreccio.catalogue.models import Service


@pytest.fixture
def steward(own_demonstration: str, visitor: VisitorOf) -> Client:
    """Signed in; the database is apart, since here things are changed."""
    return visitor("steward")


@pytest.fixture
def service(steward: Client) -> Service:
    """A service of the steward's organisation, with groups."""
    from intreccio.catalogue.models import Service

    own = Service.objects.filter(organisation__name__startswith="Sedie in Cerchio", activities__isnull=False)
    found = own.order_by("pk").first()
    assert found
    return found


@pytest.fixture
def foreign(steward: Client) -> Service:
    """A service of somebody else."""
    from intreccio.catalogue.models import ServiceText

    return ServiceText.objects.get(language="it", name="Cammini di casa – pianura").service
