"""How outside requests obtain referrals. Which there are, PostgreSQL decides for the context that was told."""

from collections.abc import Collection
from uuid import UUID

from intreccio.accounts.links import Link
from intreccio.actors.access import organisation_for
from intreccio.actors.models import Member, Organisation
from intreccio.kernel.access import NotFound, Permission, Viewer, roles
from intreccio.kernel.acting import Purpose, Sight, Who
from intreccio.kernel.databases.context import asking
from intreccio.pathways.models import Attachment, HelpRequest, Offer, Referral

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


def attachment_for(referral: Referral, attachment: UUID) -> Attachment:
    """A paper that goes with a referral, for those who sent or took it. `NotFound`."""
    found = Attachment.objects.filter(referral=referral, pk=attachment).first()
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


def listening(organisations: Collection[UUID]) -> set[UUID]:
    """Those of these bodies where somebody with an account accompanies people: they can be written to."""
    allowing = [slug for slug, role in roles().items() if Permission.ACCOMPANY in role.permissions]
    held = Member.objects.filter(
        organisation__in=organisations, role__in=allowing, until=None, user__is_active=True
    )
    return set(held.values_list("organisation", flat=True))


def listener(viewer: Viewer, organisation: UUID) -> Organisation:
    """A body that everybody sees and that can be written to. `NotFound`."""
    found = organisation_for(viewer, organisation)
    if not listening([found.pk]):
        raise NotFound
    return found


def help_request_for(request: UUID) -> HelpRequest:
    """What somebody asked, for the body asked, in the context that was told. `NotFound`."""
    found = HelpRequest.objects.select_related("organisation").filter(pk=request).first()
    if found is None:
        raise NotFound
    return found


def help_request_of_link(link: Link) -> HelpRequest:
    """What somebody asked, for whoever has its link. `NotFound` where it is gone."""
    with asking(Who(None, None, Purpose.UPKEEP)):
        return help_request_for(link.subject)
