"""What a source had and has no more."""

from intreccio.catalogue.actions.incoming.records import MISSING, present_in
from intreccio.catalogue.models import Source, SourceRecord
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.staged import fetch
from intreccio.kernel.text import Translated

ALARMING_SHARE = 0.2
"""Of what a source had: if more has gone at once, the file is likelier to be wrong than the world."""

SMALLEST = 5
"""Fewer that are gone alarm nobody."""


def look_for_vanished(run: ImportRun, source: Source) -> None:
    """Count what the source has no more; where that is too much, count nothing and say so.

    A file that holds only some of what its source has takes nothing away, nor does one that lacks a whole table.
    """
    if run.partial:
        return
    gone = dict(fetch(_COUNT, {"run": run.pk, "source": source.pk, "present": present_in(run)}))
    for entity, count in gone.items():
        known = SourceRecord.objects.filter(source=source, entity=entity, vanished_at=None).count()
        if count > max(SMALLEST, ALARMING_SHARE * known):
            run.alarms = [*run.alarms, _alarm(SourceRecord.Entity(entity), count, known)]
    run.vanished = 0 if run.alarms else sum(gone.values())


_COUNT = f"SELECT record.entity, count(*) FROM catalogue_sourcerecord AS record WHERE {MISSING} GROUP BY 1"

_NOUNS = {
    SourceRecord.Entity.ORGANISATION: ("enti", "organisations"),
    SourceRecord.Entity.UNIT: ("parti di enti", "parts of organisations"),
    SourceRecord.Entity.SITE: ("luoghi", "places"),
    SourceRecord.Entity.SERVICE: ("servizi", "services"),
    SourceRecord.Entity.TAXONOMY: ("elenchi di voci", "lists of terms"),
    SourceRecord.Entity.TERM: ("voci", "terms"),
}


def _alarm(entity: SourceRecord.Entity, count: int, known: int) -> Translated:
    it, en = _NOUNS[entity]
    share = round(100 * count / known)
    return Translated(
        it=f"La fonte non ha più {count} {it} su {known} ({share}%): troppi. Nessuno è segnato come scomparso; "
        "controlla che il file sia intero.",
        en=f"The source no longer has {count} {en} of {known} ({share}%): too many. None is marked as vanished; "
        "see whether the file is whole.",
    )
