"""Organisations, places and people for tests, made as the platform makes them."""

from itertools import count

from intreccio.accounts.actions import open_account
from intreccio.actors import actions
from intreccio.actors.rules.coordinates import Coordinates
from intreccio.actors.rules.details import Address, OrganisationDetails, SiteDetails
from intreccio.actors.rules.kinds import OrganisationKind, SiteKind
from intreccio.kernel.acting import SYSTEM

_numbers = count(1)

ADDRESS = Address(
    "Via Pignolo 1", "scala B", "24121", coordinates=Coordinates(45.7, 9.67), notes="campanello Rossi"
)


def organisation(name="Passo Lento", kind=OrganisationKind.APS, *, verified=True, **details):
    made = actions.register_organisation(details=OrganisationDetails(name=name, kind=kind, **details), by=SYSTEM)
    if verified:
        actions.change_verification(organisation=made, verb="verify", by=SYSTEM)
    return made


def site(of, *, address=ADDRESS, **options):
    details = SiteDetails(kind=SiteKind.OFFICE, name="Sede")
    return actions.add_site(organisation=of, details=details, address=address, by=SYSTEM, **options)


def user(*roles):
    """A user with `roles`: pairs of organisation and role."""
    made = open_account(email=f"u{next(_numbers)}@example.org", name="Ada", by=SYSTEM)
    for place, role in roles:
        actions.add_member(organisation=place, user=made, role=role, by=SYSTEM)
    return made
