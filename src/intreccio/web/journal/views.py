"""The journal, for those who may read it; its signed roots, for everybody."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intreccio.accounts.models import User
from intreccio.kernel.access import Permission, require
from intreccio.kernel.journal.models import JournalEntry, JournalSeal
from intreccio.kernel.journal.verifying import SignedRoot
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Pages, Row, Table
from intreccio.web.words.events import event_words
from intreccio.web.words.moments import moment_words

PAGE = 50


@require_safe
def page(request: Request) -> HttpResponse:
    """The newest entries first; `before` continues from an entry."""
    require(request.viewer, Permission.READ_JOURNAL)
    entries = JournalEntry.objects.order_by("-pk")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit():
        entries = entries.filter(pk__lt=min(int(before), 2**62))
    rows = list(entries[: PAGE + 1])
    names = dict(User.objects.filter(pk__in={row.user for row in rows}).values_list("pk", "name"))
    sealed = JournalSeal.objects.order_by("number").last()
    older = f"{reverse('journal')}?before={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    context = {
        "table": Table(
            caption=_("Entries of the journal"),
            columns=[Column(_("Number"), is_number=True), Column(_("When")), Column(_("What")), Column(_("Who"))],
            rows=[_row(entry, names) for entry in rows[:PAGE]],
        ),
        "pages": Pages(next_url=older),
        "sealed": sealed,
        "sealed_at": moment_words(sealed.at) if sealed else "",
    }
    return render(request, "journal/page.html", context)


@require_safe
def roots(request: Request) -> StreamingHttpResponse:
    """Every signed root, one a line: whoever keeps a copy can prove that the past was rewritten."""
    lines = [SignedRoot.of(seal).line() + "\n" for seal in JournalSeal.objects.order_by("number")]
    return StreamingHttpResponse(lines, content_type="application/jsonl")


def _row(entry: JournalEntry, names: Mapping[UUID, str]) -> Row:
    moment = formats.date_format(timezone.localtime(entry.at), "SHORT_DATETIME_FORMAT")
    who = names.get(entry.user, _("a former account")) if entry.user else _("the platform")
    return Row([str(entry.pk), moment, event_words(entry.event), who])
