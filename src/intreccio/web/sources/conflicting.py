"""Where a source and we say different things."""

from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.catalogue.models import Source, SourceConflict
from intreccio.catalogue.queries.sources import OPEN
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.imports.wording import moment_words
from intreccio.web.shown.pieces import Link
from intreccio.web.shown.sources import ConflictShown, ThingShown
from intreccio.web.sources.showing import crumbs
from intreccio.web.sources.things import entity_words, field_words, thing, values_in_words

PAGE = 50


def page(source: Source, wanted: str) -> dict[str, Any]:
    """A page of fields to decide, by the thing they belong to."""
    number = page_number(wanted)
    found = open_conflicts(source)
    rows = list(found.select_related("record").order_by("record", "field")[(number - 1) * PAGE : number * PAGE])
    here = reverse("source-conflicts", args=[source.slug])
    total = found.count()
    return {
        "name": source.name,
        "crumbs": [*crumbs(source), Link(_("Disagreements"))],
        "things": _things(source, rows),
        "total": total,
        "action_url": here,
        "pages": numbered_pages(here, [], number, total, PAGE),
    }


def open_conflicts(source: Source) -> QuerySet[SourceConflict]:
    """What is to be decided about a source."""
    return SourceConflict.objects.filter(OPEN, record__source=source)


def _things(source: Source, conflicts: list[SourceConflict]) -> list[ThingShown]:
    ours = values_in_words(source, [{conflict.field: conflict.ours} for conflict in conflicts])
    theirs = values_in_words(source, [{conflict.field: conflict.theirs} for conflict in conflicts])
    shown = {
        conflict.pk: ConflictShown(
            id=str(conflict.pk),
            field=field_words(source, conflict.field),
            ours=mine.get(conflict.field, ""),
            theirs=other.get(conflict.field, ""),
            since=moment_words(conflict.since),
        )
        for conflict, mine, other in zip(conflicts, ours, theirs, strict=True)
    }
    return [
        ThingShown(thing(record), entity_words(record.entity), record.key, [shown[each.pk] for each in of_one])
        for record, of_one in groupby(conflicts, key=lambda conflict: conflict.record)
    ]
