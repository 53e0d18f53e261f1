"""Organisations of the network: the list and the page of one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from intreccio.actors.access import organisation_for
from intreccio.actors.models import Organisation
from intreccio.kernel import clock
from intreccio.kernel.access import Permission
from intreccio.web.frame.maps import map_of_sites
from intreccio.web.members.claiming import claim_url
from intreccio.web.organisations import showing
from intreccio.web.requests import Request
from intreccio.web.sources import provenance


@require_safe
def network(request: Request) -> HttpResponse:
    """Everybody in the network, to search by name and kind."""
    return render(request, "organisation/list.html", showing.network(request.GET))


@require_safe
def page(request: Request, organisation: UUID) -> HttpResponse:
    """One organisation, with what it offers; of one merged into another, the way there."""
    found = organisation_for(request.viewer, organisation)
    if found.pk != organisation:
        return redirect("organisation", found.pk)
    seen = showing.shown_organisation(found)
    context = {
        "organisation": seen,
        "services": showing.services_of(found),
        "map": map_of_sites(seen.sites),
        "full_address": request.build_absolute_uri(),
        "printed_on": clock.today(),
        "report_url": reverse("report-organisation", args=[found.pk]),
        "claim_url": claim_url(found),
        "members_url": _members_url(request, found),
        "provenance": provenance.of_organisation(request.viewer, found.pk),
    }
    return render(request, "organisation/page.html", context)


def _members_url(request: Request, organisation: Organisation) -> str:
    """For those who may say who acts for it."""
    may = request.viewer.may(Permission.EDIT_MEMBERS, organisation.pk)
    return reverse("members", args=[organisation.pk]) if may else ""
