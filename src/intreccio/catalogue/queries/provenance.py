"""Where what stands here of a thing comes from, field by field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from intreccio.catalogue.models import SourceRecord
from intreccio.catalogue.queries.told import ours
from intreccio.kernel.imports.kinds import JSON


@dataclass(frozen=True)
class Told:
    """A field that a source told, in its words and in ours; None where one of the two says nothing."""

    record: SourceRecord
    field: str
    theirs: JSON
    ours: JSON

    @property
    def is_changed_here(self) -> bool:
        """Whether ours is no longer what the source told."""
        return self.theirs != self.ours


def told_of(entity: SourceRecord.Entity, thing: UUID) -> list[Told]:
    """Every field of a thing that some source told, by source."""
    records = SourceRecord.objects.filter(entity=entity, object=thing).select_related("source")
    found = list(records.order_by("source__name", "pk"))
    here = {language: _ours(entity, thing, language) for language in {record.source.language for record in found}}
    return [
        Told(record, field, theirs, here[record.source.language].get(field))
        for record in found
        for field, theirs in record.told.items()
        if not field.startswith("_")
    ]


def _ours(entity: str, thing: UUID, language: str) -> Mapping[str, JSON]:
    """What stands here of a thing, its texts in this language."""
    with connection.cursor() as cursor:
        asked = "SELECT 1 AS number, %(thing)s::uuid AS object"
        cursor.execute(ours(entity, asked), {"thing": thing, "language": language})
        row = cursor.fetchone()
    return {} if row is None else json.loads(row[1])
