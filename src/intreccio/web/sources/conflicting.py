"""Where a source and we say different things."""

from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.catalogue.actions import settle_conflict
from intreccio.catalogue.models import Source, SourceConflict
from intreccio.catalogue.queries.sources import open_conflicts
from intreccio.catalogue.rules.sources import Decision
from intreccio.interchange.settling import Verdict
from intreccio.kernel.acting import Who
from intreccio.kernel.refusing import Refused
from intreccio.web.frame.addresses import address
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.imports.wording import language, moment_words
from intreccio.web.shown.pieces import Link
from intreccio.web.shown.sources import ConflictShown, ThingShown
from intreccio.web.sources.deciding import notice, url_of
from intreccio.web.sources.showing import crumbs
from intreccio.web.sources.things import entity_words, field_words, thing, uuid_in, values_in_words

PAGE = 50


def page(source: Source, wanted: str) -> dict[str, Any]:
    """A page of fields to decide, by the thing they belong to."""
    number = page_number(wanted)
    found = open_conflicts(source)
    rows = list(found.order_by("record", "field")[(number - 1) * PAGE : number * PAGE])
    here = reverse("source-conflicts", args=[source.slug])
    total = found.count()
    return {
        "name": source.name,
        "crumbs": [*crumbs(source), Link(_("Disagreements"))],
        "things": _things(source, rows),
        "total": total,
        "action_url": address(here, [("page", str(number))]),
        "all_ours_url": url_of(source, Verdict.OURS),
        "all_theirs_url": url_of(source, Verdict.THEIRS),
        "notice": notice(source),
        "pages": numbered_pages(here, [], number, total, PAGE),
    }


def decide(source: Source, sent: QueryDict, *, by: Who) -> str:
    """Decide one field as it was sent; why not, in words, or "" where it is done."""
    wanted = uuid_in(sent.get("conflict", ""))
    conflict = open_conflicts(source).filter(pk=wanted).first() if wanted else None
    decision = sent.get("decision", "")
    if conflict is None or decision not in (Decision.OURS, Decision.THEIRS):
        return _("It is decided already.")
    try:
        settle_conflict(conflict=conflict, decision=Decision(decision), by=by)
    except Refused as problem:
        return problem.message.text(language())
    return ""


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
