"""The page of one service."""

from datetime import timedelta
from math import ceil
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe

from intreccio.catalogue.access import rendering_for, service_for
from intreccio.catalogue.models import Pathway
from intreccio.catalogue.queries.pathways import pathways_through
from intreccio.kernel import clock
from intreccio.kernel.access import Permission
from intreccio.pathways.queries.answering import answering
from intreccio.web.frame.maps import map_of_sites
from intreccio.web.frame.offline import offline
from intreccio.web.frame.ranges import served
from intreccio.web.frame.sensitive import is_sensitive, store_nowhere
from intreccio.web.frame.views import EASY, READING
from intreccio.web.requests import Request
from intreccio.web.services.showing import shown
from intreccio.web.shown.pieces import Worded
from intreccio.web.sources import provenance
from intreccio.web.words.said import worded


@offline
@require_safe
def page(request: Request, service: UUID) -> HttpResponse:
    """Everything about one service; of one merged into another, the way there."""
    found = service_for(request.viewer, service)
    if found.pk != service:
        return redirect("service", found.pk)
    seen = shown(found)
    context = {
        "service": seen,
        "map": map_of_sites(seen.sites),
        "full_address": request.build_absolute_uri(),
        "printed_on": clock.today(),
        "easy_first": request.COOKIES.get(READING) == EASY,
        "may_render": request.viewer.may(Permission.EDIT_LISTINGS, found.organisation_id),
        "listing": found,
        "service_id": str(found.pk),
        "report_url": reverse("report-service", args=[found.pk]),
        "calendar_url": reverse("calendar-of-service", args=[found.pk]) if seen.groups and seen.next_dates else "",
        "month_url": reverse("month-of-service", args=[found.pk]) if seen.groups and seen.next_dates else "",
        "desk_url": _desk_url(request, found.pk, found.organisation_id),
        "provenance": provenance.of_service(request.viewer, found.pk, found.organisation_id),
        "answers_within": _answers_within(found.organisation_id),
        "pathways": [_pathway(pathway) for pathway in pathways_through(found.terms.all())],
    }
    terms = (term.key for term in found.terms.all())
    is_delicate = is_sensitive(terms, is_address_confidential=seen.is_address_confidential)
    response = render(request, "service/page.html", {**context, "quick_exit": is_delicate})
    if is_delicate:
        store_nowhere(response)
    return response


def _answers_within(organisation: UUID) -> str:
    """How soon it answers who is referred to it, where that is known."""
    known = answering(organisation)
    if known is None:
        return ""
    days = max(1, ceil(known.half / timedelta(days=1)))
    words = ngettext(
        "Usually answers referrals within %(days)s day", "Usually answers referrals within %(days)s days", days
    )
    return words % {"days": days}


def _pathway(pathway: Pathway) -> tuple[str, Worded]:
    """Where a pathway is, and its name."""
    return reverse("pathway", args=[pathway.slug]), worded(pathway.name, get_language() or "it")


def _desk_url(request: Request, service: UUID, organisation: UUID) -> str:
    """Where the listing is changed, for those who may."""
    may = request.viewer.may(Permission.EDIT_LISTINGS, organisation)
    return reverse("desk-listing", args=[service]) if may else ""


@require_safe
def rendering(request: Request, service: UUID, rendering: UUID) -> HttpResponseBase:
    """The file in which a text can be read, heard or watched."""
    return served(request, rendering_for(request.viewer, service, rendering).file)
