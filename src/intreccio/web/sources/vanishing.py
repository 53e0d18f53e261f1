"""What a source had and has no more."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.catalogue.models import Source, SourceRecord
from intreccio.catalogue.queries.sources import UNSETTLED
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.imports.wording import moment_words
from intreccio.web.shown.pieces import Link
from intreccio.web.shown.sources import GoneShown
from intreccio.web.sources.showing import crumbs
from intreccio.web.sources.things import entity_words, thing

PAGE = 50


def page(source: Source, wanted: str) -> dict[str, Any]:
    """A page of things that are to be settled."""
    number = page_number(wanted)
    found = SourceRecord.objects.filter(UNSETTLED, source=source)
    rows = found.order_by("entity", "pk")[(number - 1) * PAGE : number * PAGE]
    here = reverse("source-vanished", args=[source.slug])
    total = found.count()
    return {
        "name": source.name,
        "crumbs": [*crumbs(source), Link(_("Gone from it"))],
        "things": [_shown(record) for record in rows],
        "total": total,
        "action_url": here,
        "pages": numbered_pages(here, [], number, total, PAGE),
    }


def _shown(record: SourceRecord) -> GoneShown:
    return GoneShown(
        id=str(record.pk),
        name=thing(record),
        what=entity_words(record.entity),
        key=record.key,
        since=moment_words(record.vanished_at),
    )
