"""Who may see and change organisations, and who may know a hidden address."""

from collections import defaultdict
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from intreccio.accounts.models import User
from intreccio.actors.models import Claim, Invitation, Member, Organisation, Site, SitePrivateAddress
from intreccio.actors.rules.details import Address
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.actors.rules.verification import PUBLICLY_SEEN, Verification
from intreccio.kernel.access import ANYBODY, NotAllowed, NotFound, Permission, Role, Scope, Viewer, require, roles
from intreccio.kernel.duplicates.queries import kept_one
from intreccio.territory.models import Area


def viewer_for(user: AbstractBaseUser | AnonymousUser) -> Viewer:
    """Who looks, with every role held. Without an account, or with a closed one, anybody."""
    if not (isinstance(user, User) and user.is_active):
        return ANYBODY
    memberships: dict[UUID, set[str]] = defaultdict(set)
    held = Member.objects.filter(user=user, until=None, role__in=roles())
    for organisation, role in held.values_list("organisation_id", "role"):
        memberships[organisation].add(role)
    return Viewer(user.pk, {place: frozenset(slugs) for place, slugs in memberships.items()})


def organisation_for(viewer: Viewer, organisation_id: UUID) -> Organisation:
    """The organisation, or the one it was merged into. `NotFound` where there is none for this viewer."""
    organisation = _current(organisation_id)
    if not may_see(viewer, organisation):
        raise NotFound
    return organisation


def editable_organisation(viewer: Viewer, organisation_id: UUID) -> Organisation:
    """The organisation, to edit. `NotFound`, or `NotAllowed` where it may be seen only."""
    organisation = organisation_for(viewer, organisation_id)
    require(viewer, Permission.EDIT_ORGANISATIONS, organisation.pk)
    return organisation


def may_see(viewer: Viewer, organisation: Organisation) -> bool:
    """Verified ones are for everybody, proposed ones for whoever belongs to the network, rejected for few."""
    state = Verification(organisation.verification)
    if state in PUBLICLY_SEEN:
        return True
    if organisation.pk in viewer.memberships:
        return True
    if viewer.may(Permission.VERIFY_ORGANISATIONS, organisation.pk):
        return True
    return state is Verification.PROPOSED and bool(viewer.memberships)


def site_for(viewer: Viewer, site_id: UUID) -> Site:
    """A place of an organisation the viewer may see, without its hidden address; merges are followed."""
    site = Site._base_manager.select_related("organisation").filter(pk=site_id).first()
    site = site and kept_one(site)
    if site is None or not may_see(viewer, site.organisation):
        raise NotFound
    return site


def editable_site(viewer: Viewer, site_id: UUID) -> Site:
    """A place, to edit. `NotFound`, or `NotAllowed` where it may be seen only."""
    site = site_for(viewer, site_id)
    require(viewer, Permission.EDIT_LISTINGS, site.organisation_id)
    return site


def private_address(viewer: Viewer, site: Site) -> Address:
    """The address that is not for everybody.

    Only those who hold, in the very organisation, a role that edits its listings: no role of the network
    opens it. `NotFound` for others, and where there is none.
    """
    if not _edits_listings_of(viewer, site.organisation_id):
        raise NotFound
    private = SitePrivateAddress.objects.filter(site=site).first()
    if private is None:
        raise NotFound
    return private.address()


def organisation_to_verify(viewer: Viewer, organisation_id: UUID) -> Organisation:
    """An organisation, for those who verify them. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.VERIFY_ORGANISATIONS)
    return organisation_for(viewer, organisation_id)


def known_address(viewer: Viewer, site: Site) -> Address | None:
    """Where a place is: what everybody may know, or what this viewer may; None where that is nothing."""
    if site.visibility == AddressVisibility.PUBLIC:
        return site.shown_address()
    if not _edits_listings_of(viewer, site.organisation_id):
        return None
    private = SitePrivateAddress.objects.filter(site=site).first()
    return private.address() if private else Address()


def shown_municipality(site: Site) -> Area | None:
    """The municipality to show to everybody: none where the place is hidden."""
    return None if site.visibility == AddressVisibility.HIDDEN else site.municipality


def roles_to_give(viewer: Viewer, organisation_id: UUID) -> list[Role]:
    """The roles this viewer may give in an organisation: those of the network only if holding one there."""
    if not viewer.may(Permission.EDIT_MEMBERS, organisation_id):
        return []
    of_network = any(
        role.scope is Scope.NETWORK and Permission.EDIT_MEMBERS in role.permissions
        for slugs in viewer.memberships.values()
        for role in map(roles().__getitem__, slugs)
    )
    return [role for role in roles().values() if of_network or role.scope is Scope.ORGANISATION]


def organisation_with_members(viewer: Viewer, organisation_id: UUID) -> Organisation:
    """The organisation whose members the viewer may see and change. `NotFound`, or `NotAllowed`."""
    organisation = organisation_for(viewer, organisation_id)
    require(viewer, Permission.EDIT_MEMBERS, organisation.pk)
    return organisation


def member_to_change(viewer: Viewer, organisation: Organisation, member: UUID) -> Member:
    """Somebody who acts for the organisation now, in a role that the viewer may give and so take."""
    found = Member.objects.select_related("user", "organisation")
    row = found.filter(pk=member, organisation=organisation, until=None).first()
    if row is None:
        raise NotFound
    if row.role not in {role.slug for role in roles_to_give(viewer, organisation.pk)}:
        raise NotAllowed(Permission.EDIT_MEMBERS)
    return row


def invitation_to_change(viewer: Viewer, organisation: Organisation, invitation: UUID) -> Invitation:
    """An invitation of the organisation, to a role that the viewer may give."""
    row = (
        Invitation.objects.select_related("organisation").filter(pk=invitation, organisation=organisation).first()
    )
    if row is None:
        raise NotFound
    if row.role not in {role.slug for role in roles_to_give(viewer, organisation.pk)}:
        raise NotAllowed(Permission.EDIT_MEMBERS)
    return row


def claim_for(viewer: Viewer, claim: UUID) -> Claim:
    """A claim, for those who verify organisations. `NotAllowed`, or `NotFound`."""
    require(viewer, Permission.VERIFY_ORGANISATIONS)
    found = Claim.objects.select_related("organisation", "proof").filter(pk=claim).first()
    if found is None:
        raise NotFound
    return found


def _edits_listings_of(viewer: Viewer, organisation_id: UUID) -> bool:
    held = viewer.memberships.get(organisation_id, frozenset())
    return any(Permission.EDIT_LISTINGS in roles()[slug].permissions for slug in held)


def _current(organisation_id: UUID) -> Organisation:
    """The record that counts today: merges are followed to their end."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound
    return kept_one(organisation)
