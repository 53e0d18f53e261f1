"""The network office's desk: what waits, with counts; and listings that nobody has confirmed in time."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intreccio.actors.merging import ORGANISATIONS, SITES
from intreccio.actors.queries import claims_waiting, organisations_to_verify
from intreccio.catalogue.merging import SERVICES
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.proposals import proposals_waiting
from intreccio.catalogue.queries.reports import OPEN, reports_by_state
from intreccio.catalogue.queries.sources import open_decisions
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.queries.unmet import unmet_words
from intreccio.catalogue.queries.waiting import stale_listings
from intreccio.catalogue.rules.listing import Freshness, due_on
from intreccio.kernel.access import Permission, require
from intreccio.kernel.duplicates.queries import proposals
from intreccio.kernel.imports.queries import runs_waiting
from intreccio.web.frame.context import tools_of
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.requests import Request
from intreccio.web.shown.imports import Tile
from intreccio.web.shown.pieces import Column, Link, Row, Table
from intreccio.web.words.moments import date_words

PAGE = 50


@require_safe
def page(request: Request) -> HttpResponse:
    """What waits for the office; one count each, whatever there is."""
    require(request.viewer, Permission.REVIEW_LISTINGS)
    tiles = waiting()
    context = {
        "tiles": tiles,
        "is_quiet": all(tile.value == "0" for tile in tiles),
        "tools": [
            Link(_("Pathways"), reverse("office-pathways")),
            Link(_("Lists of terms"), reverse("office-terms")),
            Link(_("The finder on other sites"), reverse("office-embeds")),
            *(Link(label, url) for label, url in tools_of(request.viewer)),
        ],
    }
    return render(request, "office/page.html", context)


def waiting() -> list[Tile]:
    """Each kind of thing that waits, with how many and where."""
    reports = reports_by_state()
    vanished, conflicts = open_decisions()
    doubles = sum(proposals(kind).count() for kind in (ORGANISATIONS, SITES, SERVICES))
    counts = [
        (_("Reports of mistakes"), sum(reports.get(state, 0) for state in OPEN), "office-reports"),
        (_("Changes to look at"), proposals_waiting().count(), "office-changes"),
        (_("Pages that somebody asks to look after"), claims_waiting().count(), "office-claims"),
        (_("Organisations to verify"), organisations_to_verify().count(), "office-verifying"),
        (_("Listings to be updated"), stale_listings().count(), "office-stale"),
        (_("Pairs that may be the same"), doubles, "duplicates"),
        (_("Disagreements with sources"), conflicts, "sources"),
        (_("Gone from their source"), vanished, "sources"),
        (_("Imports not finished"), runs_waiting().count(), "imports"),
    ]
    counts.append((_("Words that nothing has"), unmet_words().count(), "office-words"))
    return [Tile(label, number_format(count, force_grouping=True), reverse(name)) for label, count, name in counts]


@require_safe
def stale(request: Request) -> HttpResponse:
    """Published listings that nobody confirmed in time, those most overdue first."""
    require(request.viewer, Permission.REVIEW_LISTINGS)
    found, number = stale_listings(), page_number(request.GET.get("page", ""))
    total = found.count()
    rows = list(found[(number - 1) * PAGE : number * PAGE])
    context = {
        "table": _table(rows) if rows else None,
        "pages": numbered_pages(reverse("office-stale"), [], number, total, PAGE),
        "total": total,
    }
    return render(request, "office/stale.html", context)


def _table(services: list[Service]) -> Table:
    columns = [Column(_("Listing")), Column(_("Organisation")), Column(_("Review was due")), Column(_("State"))]
    return Table(_("Listings to be updated"), columns, [_row(service) for service in services])


def _row(service: Service) -> Row:
    text = best_text(service.texts.all(), get_language() or "it")
    hidden = service.freshness == Freshness.HIDDEN
    cells = [
        text.name if text else str(service.pk),
        service.organisation.name,
        date_words(due_on(service.confirmed_on, service.review_months)),
        _("No longer shown") if hidden else _("Shown, with a warning"),
    ]
    return Row(cells, "" if hidden else reverse("service", args=[service.pk]))
