"""How outside requests obtain referrals. Which there are, PostgreSQL decides for the context that was told."""

from uuid import UUID

from intreccio.accounts.links import Link
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Purpose, Sight, Who
from intreccio.kernel.databases.context import asking
from intreccio.pathways.models import Offer, Referral

LINKED = Sight.REFERRED | Sight.IDENTITY
"""What somebody may see who answers through a link, as far as the referral opens it."""


def referral_for(referral: UUID) -> Referral:
    """A referral that those who ask may know of. `NotFound` where not."""
    found = (
        Referral.objects.select_related("from_organisation", "to_organisation", "term__taxonomy", "reopens")
        .filter(pk=referral)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def offer_to(organisation: UUID | None, referral: Referral) -> Offer:
    """What a body was asked with it. `NotFound` where it was not."""
    found = Offer.objects.select_related("organisation", "service").filter(
        referral=referral, organisation=organisation
    )
    if one := found.first():
        return one
    raise NotFound


def offer_of_link(link: Link) -> tuple[Offer, Who]:
    """What a body without an account was asked by a signed link, and as whom it asks. `NotFound` where it is gone."""
    with asking(Who(None, None, Purpose.UPKEEP)):
        found = Offer.objects.select_related("organisation", "service", "referral").filter(pk=link.subject).first()
    if found is None:
        raise NotFound
    return found, Who(None, found.organisation_id, Purpose.CARE, LINKED)
