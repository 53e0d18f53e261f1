"""The catalogue's tables. Names follow the Human Services Data Specification where it has one."""

from intreccio.catalogue.models.activities import Activity, ActivityText, Session
from intreccio.catalogue.models.contacts import Contact, Phone
from intreccio.catalogue.models.embeds import Embed
from intreccio.catalogue.models.pathways import Pathway, PathwayStep
from intreccio.catalogue.models.proposals import Oversight, Proposal
from intreccio.catalogue.models.renderings import Rendering
from intreccio.catalogue.models.reports import Report
from intreccio.catalogue.models.revisions import Revision
from intreccio.catalogue.models.schedules import Schedule
from intreccio.catalogue.models.secrets import SourceSecret
from intreccio.catalogue.models.services import (
    Benefit,
    CostOption,
    RequiredDocument,
    Service,
    ServiceArea,
    ServiceAtSite,
    ServiceText,
)
from intreccio.catalogue.models.sources import Source, SourceConflict, SourceRecord
from intreccio.catalogue.models.taxonomies import Taxonomy, Term, TermMapping
from intreccio.catalogue.models.words import OwnSynonym, UnmetWord
from intreccio.catalogue.search.models import (
    Opening,
    OpeningPattern,
    SearchCard,
    SearchCode,
    SearchCount,
    SearchEntry,
    SearchState,
    SearchStem,
    SearchSynonym,
    SearchWaiting,
    SearchWord,
)

__all__ = [
    "Activity",
    "ActivityText",
    "Benefit",
    "Contact",
    "CostOption",
    "Embed",
    "Opening",
    "OpeningPattern",
    "Oversight",
    "OwnSynonym",
    "Pathway",
    "PathwayStep",
    "Phone",
    "Proposal",
    "Rendering",
    "Report",
    "RequiredDocument",
    "Revision",
    "Schedule",
    "SearchCard",
    "SearchCode",
    "SearchCount",
    "SearchEntry",
    "SearchState",
    "SearchStem",
    "SearchSynonym",
    "SearchWaiting",
    "SearchWord",
    "Service",
    "ServiceArea",
    "ServiceAtSite",
    "ServiceText",
    "Session",
    "Source",
    "SourceConflict",
    "SourceRecord",
    "SourceSecret",
    "Taxonomy",
    "Term",
    "TermMapping",
    "UnmetWord",
]
