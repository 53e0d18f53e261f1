"""What can happen in the catalogue."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from intreccio.catalogue.rules.listing import Freshness, ListingState
from intreccio.catalogue.rules.proposing import ProposalState
from intreccio.catalogue.rules.rendering import Way
from intreccio.catalogue.rules.reporting import Mistake, ReportState
from intreccio.catalogue.rules.sources import Decision, Fetched
from intreccio.kernel.journal import Event


@dataclass(frozen=True)
class TaxonomiesLoaded(Event):
    """The base taxonomies were brought to what this version ships."""

    name = "catalogue.taxonomies-loaded"
    terms: int


@dataclass(frozen=True)
class ServicesAdded(Event):
    """Services were added to the catalogue, one or many at once."""

    name = "catalogue.services-added"
    organisation: UUID | None
    services: tuple[UUID, ...]


@dataclass(frozen=True)
class SourceRead(Event):
    """A directory was taken in; the import's own rows say what. Numbers are of rows, and of what vanished."""

    name = "catalogue.source-read"
    source: UUID
    run: UUID
    new: int
    changed: int
    vanished: int


@dataclass(frozen=True)
class SourceReadUndone(Event):
    """What a directory had brought was taken back. Numbers are of things put back as they were, and taken out."""

    name = "catalogue.source-read-undone"
    source: UUID
    run: UUID
    restored: int
    removed: int


@dataclass(frozen=True)
class SourceAdded(Event):
    """A source is known from now on."""

    name = "catalogue.source-added"
    source: UUID
    vouched: bool


@dataclass(frozen=True)
class SourceEdited(Event):
    """What is said of a source changed."""

    name = "catalogue.source-edited"
    source: UUID
    vouched: bool


@dataclass(frozen=True)
class SourceFetched(Event):
    """A feed was fetched, or tried."""

    name = "catalogue.source-fetched"
    source: UUID
    outcome: Fetched


@dataclass(frozen=True)
class ConflictSettled(Event):
    """Somebody decided between us and a source."""

    name = "catalogue.conflict-settled"
    conflict: UUID
    object: UUID
    decision: Decision


@dataclass(frozen=True)
class VanishedSettled(Event):
    """Somebody decided what becomes of something that its source has no more."""

    name = "catalogue.vanished-settled"
    source: UUID
    object: UUID
    withdrawn: bool


@dataclass(frozen=True)
class ServiceEdited(Event):
    """A service's listing was changed."""

    name = "catalogue.service-edited"
    service: UUID
    service_version: int


@dataclass(frozen=True)
class ListingMoved(Event):
    """A listing was published or withdrawn."""

    name = "catalogue.listing-moved"
    service: UUID
    state: ListingState


@dataclass(frozen=True)
class ListingConfirmed(Event):
    """Somebody said that a listing is still true."""

    name = "catalogue.listing-confirmed"
    service: UUID
    on: date


@dataclass(frozen=True)
class FreshnessChanged(Event):
    """Time made a listing due, stale or hidden."""

    name = "catalogue.freshness-changed"
    service: UUID
    freshness: Freshness


@dataclass(frozen=True)
class ServiceMerged(Event):
    """Two listings turned out to be of one service."""

    name = "catalogue.service-merged"
    service: UUID
    into: UUID


@dataclass(frozen=True)
class ServiceSeparated(Event):
    """A merge of two listings was undone."""

    name = "catalogue.service-separated"
    service: UUID
    into: UUID


@dataclass(frozen=True)
class ActivityAdded(Event):
    """A service got a group or course."""

    name = "catalogue.activity-added"
    activity: UUID


@dataclass(frozen=True)
class RenderingAttached(Event):
    """A service's text is there in another way: easy to read, to listen to, in sign language."""

    name = "catalogue.rendering-attached"
    service: UUID
    rendering: UUID
    way: Way


@dataclass(frozen=True)
class RenderingRemoved(Event):
    """A way in which a service's text was there is there no longer."""

    name = "catalogue.rendering-removed"
    service: UUID
    rendering: UUID
    way: Way


@dataclass(frozen=True)
class SessionCancelled(Event):
    """A dated session will not be held."""

    name = "catalogue.session-cancelled"
    session: UUID


@dataclass(frozen=True)
class ReportReceived(Event):
    """A reader said that something is wrong with a page."""

    name = "catalogue.report-received"
    report: UUID
    organisation: UUID
    service: UUID | None
    mistake: Mistake


@dataclass(frozen=True)
class ReportMoved(Event):
    """A report was passed on, or answered."""

    name = "catalogue.report-moved"
    report: UUID
    state: ReportState


@dataclass(frozen=True)
class ReportsForgotten(Event):
    """What was written in reports settled long ago was erased."""

    name = "catalogue.reports-forgotten"
    reports: int


@dataclass(frozen=True)
class SynonymAdded(Event):
    """The network said what a word means."""

    name = "catalogue.synonym-added"
    synonym: UUID


@dataclass(frozen=True)
class SynonymRemoved(Event):
    """A word means no longer what the network had said."""

    name = "catalogue.synonym-removed"
    synonym: UUID


@dataclass(frozen=True)
class QuickListingAdded(Event):
    """A listing was published in a hurry, for some days."""

    name = "catalogue.quick-listing-added"
    service: UUID
    organisation: UUID
    days: int


@dataclass(frozen=True)
class ActivityEdited(Event):
    """A group or course was changed."""

    name = "catalogue.activity-edited"
    activity: UUID


@dataclass(frozen=True)
class ActivityRemoved(Event):
    """A service has a group or course no more."""

    name = "catalogue.activity-removed"
    activity: UUID


@dataclass(frozen=True)
class SessionReinstated(Event):
    """A session that was called off is held after all."""

    name = "catalogue.session-reinstated"
    session: UUID


@dataclass(frozen=True)
class ListingRestored(Event):
    """A listing says again what it said before a change; `undone` where that was the last one."""

    name = "catalogue.listing-restored"
    service: UUID
    revision: UUID
    undone: bool


@dataclass(frozen=True)
class EmbedIssued(Event):
    """The finder may stand in the pages of another site."""

    name = "catalogue.embed-issued"
    embed: UUID


@dataclass(frozen=True)
class EmbedChanged(Event):
    """The finder stands in the pages of another site again, or no longer."""

    name = "catalogue.embed-changed"
    embed: UUID
    is_on: bool


@dataclass(frozen=True)
class PathwaySaved(Event):
    """A pathway was made or changed."""

    name = "catalogue.pathway-saved"
    pathway: UUID
    is_published: bool


@dataclass(frozen=True)
class PathwayRemoved(Event):
    """A pathway is there no more."""

    name = "catalogue.pathway-removed"
    pathway: UUID


@dataclass(frozen=True)
class OversightChanged(Event):
    """Changes to an organisation's listings are looked at before they are shown, or no longer."""

    name = "catalogue.oversight-changed"
    organisation: UUID
    is_on: bool


@dataclass(frozen=True)
class ProposalMade(Event):
    """A change of a listing waits to be looked at."""

    name = "catalogue.proposal-made"
    proposal: UUID
    service: UUID


@dataclass(frozen=True)
class ProposalMoved(Event):
    """A change that waited was approved, sent back or taken back."""

    name = "catalogue.proposal-moved"
    proposal: UUID
    service: UUID
    state: ProposalState


@dataclass(frozen=True)
class TermSaved(Event):
    """The network added a term, or changed one of its own."""

    name = "catalogue.term-saved"
    term: UUID


@dataclass(frozen=True)
class TermWithdrawn(Event):
    """A term is offered no longer, or again; `instead` took over its services."""

    name = "catalogue.term-withdrawn"
    term: UUID
    is_withdrawn: bool
    instead: UUID | None
