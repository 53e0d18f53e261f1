"""What can happen to persons' records, and that somebody looked. `person` is always the journal's pseudonym."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from intreccio.kernel.journal import Event
from intreccio.people.rules.granting import AdvocateKind, Because, LegalBasis, Urgency


class Part(StrEnum):
    """Parts of a person's record."""

    SUMMARY = "summary"
    IDENTITY = "identity"
    CONTACT = "contact"
    ASSESSMENTS = "assessments"
    PLAN = "plan"


@dataclass(frozen=True)
class PersonRegistered(Event):
    """An organisation accompanies somebody from now on."""

    name = "people.person-registered"
    person: UUID
    custodian: UUID
    with_card: bool


@dataclass(frozen=True)
class IdentityChanged(Event):
    """What is known of who somebody is was changed."""

    name = "people.identity-changed"
    person: UUID


@dataclass(frozen=True)
class ContactChanged(Event):
    """How somebody may safely be reached was changed."""

    name = "people.contact-changed"
    person: UUID


@dataclass(frozen=True)
class AdvocateNamed(Event):
    """Somebody speaks for a person from now on."""

    name = "people.advocate-named"
    person: UUID
    advocate: UUID
    kind: AdvocateKind


@dataclass(frozen=True)
class AdvocateEnded(Event):
    """Somebody no longer speaks for a person."""

    name = "people.advocate-ended"
    person: UUID
    advocate: UUID


@dataclass(frozen=True)
class GrantGiven(Event):
    """Somebody may know of a person."""

    name = "people.grant-given"
    person: UUID
    holder: UUID
    sights: int
    because: Because
    until: datetime | None


@dataclass(frozen=True)
class GrantEnded(Event):
    """Somebody may no longer know of a person."""

    name = "people.grant-ended"
    person: UUID
    holder: UUID


@dataclass(frozen=True)
class ConsentRecorded(Event):
    """It was settled what may be told to whom, and on what ground."""

    name = "people.consent-recorded"
    person: UUID
    recipient: UUID
    legal_basis: LegalBasis
    agreed: bool


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    """A person took an agreement back."""

    name = "people.consent-withdrawn"
    person: UUID
    recipient: UUID


@dataclass(frozen=True)
class GlassBroken(Event):
    """Somebody opened, in an emergency, the record of a person whom they may not know of."""

    name = "people.glass-broken"
    person: UUID
    urgency: Urgency
    until: datetime


@dataclass(frozen=True)
class AccessReviewed(Event):
    """Whoever reviews accesses said whether a glass was rightly broken. `entry` is its number in the journal."""

    name = "people.access-reviewed"
    entry: int
    justified: bool


@dataclass(frozen=True)
class PersonSeen(Event):
    """Somebody looked at a part of a person's record."""

    name = "people.person-seen"
    person: UUID
    part: Part


@dataclass(frozen=True)
class PeopleListed(Event):
    """Somebody looked at the list of the persons whom an organisation may know of."""

    name = "people.people-listed"
    organisation: UUID
    count: int


@dataclass(frozen=True)
class KeyGiven(Event):
    """A person may open their own record with a card and a PIN; or no longer."""

    name = "people.key-given"
    person: UUID
    opens: bool


@dataclass(frozen=True)
class OwnRecordTried(Event):
    """Somebody wanted to open a record with a card and a PIN."""

    name = "people.own-record-tried"
    person: UUID
    was_right: bool


@dataclass(frozen=True)
class ItemHidden(Event):
    """A person hid something from somebody, or shows it again. What, and from whom, the journal does not say."""

    name = "people.item-hidden"
    person: UUID
    is_hidden: bool


@dataclass(frozen=True)
class RetentionWarned(Event):
    """A custodian heard that quiet records will be anonymised."""

    name = "people.retention-warned"
    organisation: UUID
    persons: int


@dataclass(frozen=True)
class PersonAnonymised(Event):
    """Nobody can tell any more whom a record was about. Its key says which; its pseudonyms are not told together."""

    name = "people.anonymised"
    record: UUID


@dataclass(frozen=True)
class PersonsMerged(Event):
    """Two records turned out to be one person."""

    name = "people.merged"
    person: UUID
    merge: UUID


@dataclass(frozen=True)
class PersonsParted(Event):
    """Two records that had been made one are two again."""

    name = "people.parted"
    person: UUID
    merge: UUID
