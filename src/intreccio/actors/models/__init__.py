"""The room's tables: bodies, their places, who acts for them, and who asks to."""

from intreccio.actors.models.joining import Claim, Invitation
from intreccio.actors.models.organisations import (
    OWN,
    Affiliation,
    Member,
    Organisation,
    OrganisationQuerySet,
    OrganisationText,
    Site,
    SitePrivateAddress,
    Unit,
    among,
)

__all__ = [
    "OWN",
    "Affiliation",
    "Claim",
    "Invitation",
    "Member",
    "Organisation",
    "OrganisationQuerySet",
    "OrganisationText",
    "Site",
    "SitePrivateAddress",
    "Unit",
    "among",
]
