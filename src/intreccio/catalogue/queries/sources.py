"""What there is to know of sources: how much they told, what is open, what has vanished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from intreccio.catalogue.models import Source, SourceConflict, SourceRecord
from intreccio.catalogue.rules.sources import Decision

OPEN = Q(decision=Decision.OPEN)
UNSETTLED = Q(vanished_at__isnull=False, settled_at=None)


@dataclass(frozen=True)
class SourceState:
    """A source with its counts: things it told, conflicts to decide, vanished things to settle."""

    source: Source
    records: int
    conflicts: int
    vanished: int

    @property
    def next_fetch(self) -> datetime | None:
        """When it is to be fetched again, if ever by itself."""
        source = self.source
        if not (source.active and source.address and source.every_hours and source.fetched_at):
            return None
        return source.fetched_at + timedelta(hours=source.every_hours)


def states_of(sources: Sequence[Source]) -> list[SourceState]:
    """Sources with their counts, in three queries however many there are."""
    records = SourceRecord.objects.filter(source__in=sources).order_by().values_list("source")
    totals = dict(records.annotate(Count("pk")))
    vanished = dict(records.filter(UNSETTLED).annotate(Count("pk")))
    conflicts = SourceConflict.objects.filter(OPEN, record__source__in=sources).order_by()
    to_decide = dict(conflicts.values_list("record__source").annotate(Count("pk")))
    return [
        SourceState(source, totals.get(source.pk, 0), to_decide.get(source.pk, 0), vanished.get(source.pk, 0))
        for source in sources
    ]


def vanished_from(source: Source) -> QuerySet[SourceRecord]:
    """What a source has no more, while nobody has decided what becomes of it."""
    return source.records.filter(UNSETTLED).order_by("entity", "key")


def open_conflicts(source: Source) -> QuerySet[SourceConflict]:
    """Conflicts with a source that somebody should decide."""
    return SourceConflict.objects.filter(OPEN, record__source=source).select_related("record")
