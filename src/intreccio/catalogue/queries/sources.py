"""Reads: sources, what they brought, and what about them waits for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from intreccio.catalogue.models import Source, SourceConflict, SourceRecord
from intreccio.catalogue.queries.told import told_here
from intreccio.catalogue.rules.sources import Decision
from intreccio.kernel.imports.kinds import JSON


@dataclass(frozen=True)
class SourceSummary:
    """A source, how many things it has, how many vanished from it undecided, how many conflicts are open."""

    source: Source
    things: int
    vanished: int
    conflicts: int


def overview() -> list[SourceSummary]:
    """Every source with its counts; three queries."""
    undecided = Q(vanished_at__isnull=False, settled_at=None)
    of_records = SourceRecord.objects.values("source").annotate(
        things=Count("pk", filter=Q(vanished_at=None)), vanished=Count("pk", filter=undecided)
    )
    records = {row["source"]: (row["things"], row["vanished"]) for row in of_records.order_by()}
    open_ones = SourceConflict.objects.filter(decision=Decision.OPEN)
    conflicts: Mapping[UUID, int] = dict(
        open_ones.values_list("record__source").annotate(count=Count("pk")).order_by()
    )
    return [
        SourceSummary(source, *records.get(source.pk, (0, 0)), conflicts.get(source.pk, 0))
        for source in Source.objects.all()
    ]


def vanished_from(source: Source) -> QuerySet[SourceRecord]:
    """What a source has no more, while nobody has decided what becomes of it."""
    return source.records.filter(vanished_at__isnull=False, settled_at=None).order_by("entity", "key")


def open_conflicts(source: Source) -> QuerySet[SourceConflict]:
    """Conflicts with a source that somebody should decide."""
    return SourceConflict.objects.filter(record__source=source, decision=Decision.OPEN).select_related("record")


@dataclass(frozen=True)
class Provenance:
    """Where a field of a thing comes from: what a source says of it, and whether that still holds here.

    `told_at` is when what the source says of the thing last changed.
    """

    source: Source
    key: str
    told_at: datetime
    field: str
    theirs: JSON
    holds: bool


def provenance_of(thing: UUID) -> list[Provenance]:
    """Field by field, what each source says of a thing, and whether that is what stands here."""
    records = SourceRecord.objects.filter(object=thing).select_related("source").order_by("source__slug", "key")
    return [
        Provenance(record.source, record.key, record.told_at, field, theirs, ours.get(field) == theirs)
        for record in records
        for ours in [told_here(record.entity, thing, record.source.language)]
        for field, theirs in record.told.items()
    ]


def open_decisions() -> tuple[int, int]:
    """How many things that vanished from their source, and how many conflicts with one, nobody has decided."""
    vanished = SourceRecord.objects.filter(vanished_at__isnull=False, settled_at=None).count()
    return vanished, SourceConflict.objects.filter(decision=Decision.OPEN).count()
