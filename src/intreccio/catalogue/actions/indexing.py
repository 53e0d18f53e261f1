"""Keeping the search's tables in step with the catalogue."""

from collections.abc import Sequence
from uuid import UUID

from intreccio.catalogue.queries.documents import documents
from intreccio.catalogue.search.keeping import index_services, remove_services
from intreccio.kernel.actions import upkeep

BATCH = 2000


@upkeep
def index(services: Sequence[UUID]) -> None:
    """Have the search find these services as they are now, or not at all where they are not to be shown."""
    for start in range(0, len(services), BATCH):
        batch = services[start : start + BATCH]
        shown = documents(batch)
        index_services(shown)
        remove_services(set(batch) - {document.service for document in shown})
