"""An organisation with its place and a service, and time to play with."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def today() -> Iterator[datetime]:
    from intreccio.kernel import clock

    with clock.at(NOW):
        yield NOW


@pytest.fixture
def organisation(own_database):
    from intreccio.actors.actions import change_verification, register_organisation
    from intreccio.actors.rules.details import OrganisationDetails
    from intreccio.actors.rules.kinds import OrganisationKind
    from intreccio.kernel.acting import SYSTEM

    details = OrganisationDetails(name="Passo Lento", kind=OrganisationKind.APS, phone="035 0000001")
    made = register_organisation(details=details, by=SYSTEM)
    return change_verification(organisation=made, verb="verify", by=SYSTEM)


@pytest.fixture
def site(organisation):
    from intreccio.actors.actions import add_site
    from intreccio.actors.rules.coordinates import Coordinates
    from intreccio.actors.rules.details import Address, SiteDetails
    from intreccio.actors.rules.kinds import SiteKind
    from intreccio.kernel.acting import SYSTEM

    return add_site(
        organisation=organisation,
        details=SiteDetails(kind=SiteKind.OFFICE, name="Sede"),
        address=Address(
            street="Via dei Passi 1",
            postcode="24121",
            locality="Bergamo",
            region="BG",
            coordinates=Coordinates(45.69, 9.67),
        ),
        by=SYSTEM,
    )


@pytest.fixture
def draft(organisation, site):
    from intreccio.catalogue.actions import ServiceDraft, TextDraft

    return ServiceDraft(organisation=organisation, texts={"it": TextDraft("Gruppo di cammino")}, sites=(site,))
