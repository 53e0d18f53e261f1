"""Keeping what is derived from services in step: the search's tables and the listings' quality."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from intreccio.catalogue.queries.documents import documents
from intreccio.catalogue.queries.quality import quality_of
from intreccio.catalogue.queries.whole import Whole, whole
from intreccio.catalogue.search.keeping import index_services, remove_services
from intreccio.kernel.actions import upkeep

BATCH = 1000


@upkeep
def index(services: Sequence[UUID]) -> None:
    """Have the search find these services as they are now, or not at all where they are not to be shown."""
    for start in range(0, len(services), BATCH):
        batch = services[start : start + BATCH]
        loaded = whole(batch)
        shown = documents(loaded)
        if shown:
            index_services(shown)
        hidden = set(batch) - {document.service for document in shown}
        if hidden:
            remove_services(hidden)
        _keep_quality(loaded)


def _keep_quality(services: Sequence[Whole]) -> None:
    scores = {service.id: quality_of(service).score for service in services}
    changed = {service.id: scores[service.id] for service in services if service.quality != scores[service.id]}
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(_KEEP_QUALITY, [list(changed), list(changed.values())])


_KEEP_QUALITY = """
    UPDATE catalogue_service AS service SET quality = kept.quality
    FROM unnest(%s::uuid[], %s::smallint[]) AS kept(id, quality) WHERE service.id = kept.id
"""
