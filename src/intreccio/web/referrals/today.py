"""Today: what waits for those who accompany people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from intreccio.actors.models import Organisation
from intreccio.bookings.queries import sessions_of
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.pathways.models import Referral
from intreccio.pathways.queries.referrals import bodies_asked
from intreccio.pathways.queries.waiting import waiting_for
from intreccio.people.looking import note_listed
from intreccio.web.frame.addresses import address
from intreccio.web.people.acting import in_care
from intreccio.web.referrals.requests import request_table
from intreccio.web.referrals.showing import other_side, title
from intreccio.web.requests import Request
from intreccio.web.shown.imports import Tile
from intreccio.web.shown.pieces import Column, Row, Table
from intreccio.web.words.moments import moment_words


@dataclass(frozen=True)
class Part:
    """One kind of thing that waits; `more_url` shows all of it."""

    id: str
    table: Table
    more_url: str


@require_safe
@in_care
def page(request: Request, who: Who) -> HttpResponse:
    """What waits, the longest first."""
    assert who.organisation
    waits = waiting_for(who.organisation)
    note_listed(len(waits.to_answer) + len(waits.requests) + len(waits.under_way) + len(waits.unanswered), by=who)
    asked, sent = reverse("referrals"), address(reverse("referrals"), [("show", "sent")])
    counts = [
        (_("To answer"), waits.to_answer_count, asked),
        (_("Requests for help"), waits.requests_count, reverse("help-requests")),
        (_("Under way with us"), waits.under_way_count, asked),
        (_("Meetings today"), _today(who.organisation), reverse("sessions")),
        (_("Sent, and nobody answers"), waits.unanswered_count, sent),
    ]
    parts = [
        _part("to-answer", _("To answer"), waits.to_answer, asked, outgoing=False),
        Part("requests", requests, reverse("help-requests"))
        if (requests := request_table(waits.requests))
        else None,
        _part("under-way", _("Under way with us"), waits.under_way, asked, outgoing=False),
        _part("unanswered", _("Sent, and nobody answers"), waits.unanswered, sent, outgoing=True),
    ]
    context = {
        "organisation": Organisation.objects.get(pk=who.organisation).name,
        "tiles": [Tile(label, number_format(count, force_grouping=True), url) for label, count, url in counts],
        "parts": [part for part in parts if part],
    }
    return render(request, "referrals/today.html", context)


def _today(organisation: UUID) -> int:
    """How many sessions the body holds today."""
    first = datetime.combine(clock.today(), time.min, clock.ITALY)
    return sessions_of(organisation, first, first + timedelta(days=1)).filter(cancelled=False).count()


def _part(id: str, caption: str, referrals: Sequence[Referral], more_url: str, *, outgoing: bool) -> Part | None:
    if not referrals:
        return None
    columns = [
        Column(_("What for")),
        Column(_("Age")),
        Column(pgettext("referral", "To") if outgoing else _("Sent by")),
        Column(_("Since")),
    ]
    asked = bodies_asked(referrals) if outgoing else {}
    rows = [_row(one, other_side(one, asked, outgoing=outgoing)) for one in referrals]
    return Part(id, Table(caption, columns, rows), more_url)


def _row(referral: Referral, other: str) -> Row:
    cells = [title(referral), referral.age_band, other, moment_words(referral.sent_at)]
    return Row(cells, reverse("referral", args=[referral.pk]))
