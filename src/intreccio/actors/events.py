"""What can happen to organisations, their places and their members."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from intreccio.actors.rules.joining import ClaimState
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.actors.rules.verification import Evidence, Verification
from intreccio.kernel.journal import Event


@dataclass(frozen=True)
class OrganisationRegistered(Event):
    """An organisation is known from now on."""

    name = "actors.organisation-registered"
    organisation: UUID


@dataclass(frozen=True)
class OrganisationEdited(Event):
    """What an organisation says of itself has changed."""

    name = "actors.organisation-edited"
    organisation: UUID


@dataclass(frozen=True)
class VerificationChanged(Event):
    """Somebody checked an organisation, or doubted it."""

    name = "actors.verification-changed"
    organisation: UUID
    verification: Verification


@dataclass(frozen=True)
class EvidenceSeen(Event):
    """By what, and when, somebody saw that an organisation is what it says."""

    name = "actors.evidence-seen"
    organisation: UUID
    evidence: Evidence
    seen_on: date


@dataclass(frozen=True)
class OrganisationMerged(Event):
    """Two records turned out to be one organisation."""

    name = "actors.organisation-merged"
    organisation: UUID
    into: UUID


@dataclass(frozen=True)
class OrganisationSeparated(Event):
    """A merge was undone."""

    name = "actors.organisation-separated"
    organisation: UUID
    into: UUID


@dataclass(frozen=True)
class OrganisationsImported(Event):
    """Many organisations came from a register at once; the import's own rows say which."""

    name = "actors.organisations-imported"
    new: int
    changed: int


@dataclass(frozen=True)
class ImportTakenBack(Event):
    """What an import had brought was taken out, or put back as it was."""

    name = "actors.import-taken-back"
    removed: int
    restored: int


@dataclass(frozen=True)
class UnitAdded(Event):
    """A part of an organisation got a record."""

    name = "actors.unit-added"
    organisation: UUID
    unit: UUID


@dataclass(frozen=True)
class SiteAdded(Event):
    """A place is known from now on."""

    name = "actors.site-added"
    site: UUID
    visibility: AddressVisibility


@dataclass(frozen=True)
class SiteEdited(Event):
    """A place has changed."""

    name = "actors.site-edited"
    site: UUID


@dataclass(frozen=True)
class AddressVisibilityChanged(Event):
    """Who may know a place's address has changed."""

    name = "actors.address-visibility-changed"
    site: UUID
    visibility: AddressVisibility


@dataclass(frozen=True)
class SiteMerged(Event):
    """Two records turned out to be one place."""

    name = "actors.site-merged"
    site: UUID
    into: UUID


@dataclass(frozen=True)
class SiteSeparated(Event):
    """A merge of two places was undone."""

    name = "actors.site-separated"
    site: UUID
    into: UUID


@dataclass(frozen=True)
class MemberAdded(Event):
    """A user may act for an organisation; the member's row says in which role."""

    name = "actors.member-added"
    member: UUID
    user: UUID
    organisation: UUID


@dataclass(frozen=True)
class MemberRemoved(Event):
    """A user no longer acts for an organisation in a role."""

    name = "actors.member-removed"
    member: UUID
    user: UUID
    organisation: UUID


@dataclass(frozen=True)
class DirectoryTaken(Event):
    """Organisations, their parts and places came from a directory at once; the import's own rows say which."""

    name = "actors.directory-taken"
    added: int
    changed: int


@dataclass(frozen=True)
class DirectoryTakenBack(Event):
    """What a directory had brought was put back as it was, or taken out."""

    name = "actors.directory-taken-back"
    restored: int
    removed: int


@dataclass(frozen=True)
class OrganisationClaimed(Event):
    """Somebody asked to look after an organisation."""

    name = "actors.organisation-claimed"
    claim: UUID
    organisation: UUID


@dataclass(frozen=True)
class ClaimDecided(Event):
    """The network office decided about a claim."""

    name = "actors.claim-decided"
    claim: UUID
    organisation: UUID
    state: ClaimState


@dataclass(frozen=True)
class MemberInvited(Event):
    """Somebody was invited, or invited again, to act for an organisation."""

    name = "actors.member-invited"
    invitation: UUID
    organisation: UUID


@dataclass(frozen=True)
class InvitationMoved(Event):
    """An invitation was taken up, or withdrawn."""

    name = "actors.invitation-moved"
    invitation: UUID
    organisation: UUID
    taken_up: bool


@dataclass(frozen=True)
class ProofsForgotten(Event):
    """The proofs of claims decided long ago were deleted."""

    name = "actors.proofs-forgotten"
    count: int
