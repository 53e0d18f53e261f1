"""What a source had and has no more."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.catalogue.actions import settle_vanished
from intreccio.catalogue.models import Source, SourceRecord
from intreccio.catalogue.queries.sources import vanished_from
from intreccio.interchange.settling import Verdict
from intreccio.kernel.acting import Who
from intreccio.kernel.refusing import Refused
from intreccio.web.frame.addresses import address
from intreccio.web.frame.paging import numbered_pages, page_number, place_in_list
from intreccio.web.imports.wording import language, moment_words
from intreccio.web.shown.pieces import Link
from intreccio.web.shown.sources import GoneShown
from intreccio.web.sources.deciding import notice, url_of
from intreccio.web.sources.showing import crumbs
from intreccio.web.sources.things import entity_words, thing

PAGE = 50


def page(source: Source, wanted: str) -> dict[str, Any]:
    """A page of things that are to be settled."""
    number = page_number(wanted)
    found = vanished_from(source)
    rows = found[(number - 1) * PAGE : number * PAGE]
    here = reverse("source-vanished", args=[source.slug])
    total = found.count()
    return {
        "name": source.name,
        "crumbs": [*crumbs(source), Link(_("Gone from it"))],
        "things": [_shown(record) for record in rows],
        "total": total,
        "action_url": address(here, [("page", str(number))]),
        "keep_all_url": url_of(source, Verdict.KEEP),
        "withdraw_all_url": url_of(source, Verdict.WITHDRAW),
        "notice": notice(source),
        "pages": numbered_pages(here, [], number, total, PAGE),
    }


def settle(source: Source, sent: QueryDict, *, by: Who) -> str:
    """Settle one thing as it was sent; why not, in words, or "" where it is done."""
    told = vanished_from(source).filter(pk=place_in_list(sent.get("thing", "")) or 0).first()
    verdict = sent.get("decision", "")
    if told is None or verdict not in (Verdict.KEEP, Verdict.WITHDRAW):
        return _("It is decided already.")
    try:
        settle_vanished(told=told, withdrawn=verdict == Verdict.WITHDRAW, by=by)
    except Refused as problem:
        return problem.message.text(language())
    return ""


def _shown(record: SourceRecord) -> GoneShown:
    return GoneShown(
        id=str(record.pk),
        name=thing(record),
        what=entity_words(record.entity),
        key=record.key,
        since=moment_words(record.vanished_at),
        can_be_withdrawn=record.entity == SourceRecord.Entity.SERVICE,
    )
