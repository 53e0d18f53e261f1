"""Keeping what is derived from services in step: the search's tables and the listings' quality."""

from collections.abc import Sequence
from uuid import UUID

from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.documents import complete, documents
from intreccio.catalogue.queries.quality import quality_of
from intreccio.catalogue.search.keeping import index_services, remove_services
from intreccio.kernel.actions import upkeep

BATCH = 1000


@upkeep
def index(services: Sequence[UUID]) -> None:
    """Have the search find these services as they are now, or not at all where they are not to be shown."""
    for start in range(0, len(services), BATCH):
        batch = services[start : start + BATCH]
        loaded = list(complete(batch))
        shown = documents(loaded)
        index_services(shown)
        remove_services(set(batch) - {document.service for document in shown})
        _keep_quality(loaded)


def _keep_quality(services: Sequence[Service]) -> None:
    changed = []
    for service in services:
        score = quality_of(service).score
        if score != service.quality:
            service.quality = score
            changed.append(service)
    Service.objects.bulk_update(changed, ["quality"])
