"""Saying that something is wrong on a page, and seeing what became of it. No account is needed."""

from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.accounts.links import LinkRefused, read_link
from intreccio.actors.access import organisation_for
from intreccio.actors.models import Organisation
from intreccio.catalogue.access import service_for
from intreccio.catalogue.actions import FOLLOW, follow_token, report_mistake
from intreccio.catalogue.models import Report, Service
from intreccio.kernel.refusing import Refused
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.reports import showing
from intreccio.web.reports.forms import ReportForm
from intreccio.web.requests import Request

UNPROCESSABLE = 422
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def of_service(request: Request, service: UUID) -> HttpResponse:
    """Something is wrong on a service's page."""
    found = service_for(request.viewer, service)
    return _report(request, found.organisation, found)


@read_or_send
def of_organisation(request: Request, organisation: UUID) -> HttpResponse:
    """Something is wrong on an organisation's page."""
    return _report(request, organisation_for(request.viewer, organisation), None)


@never_cache
@require_safe
def follow(request: Request, token: str) -> HttpResponse:
    """What became of a report, for whoever has its link."""
    try:
        link = read_link(token, act=FOLLOW)
    except LinkRefused as problem:
        return render(request, "reports/refused.html", {"expired": problem.expired}, status=410)
    report = Report.objects.select_related("organisation", "service").filter(pk=link.subject).first()
    if report is None:
        return render(request, "reports/refused.html", {"expired": True}, status=410)
    return render(request, "reports/follow.html", {"report": showing.followed(report)})


def _report(request: Request, organisation: Organisation, service: Service | None) -> HttpResponse:
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return consume_or_429(request, action="report_mistake") or _sent(request, form, organisation, service)
    return _form(request, form, organisation, service)


def _sent(
    request: Request, form: ReportForm, organisation: Organisation, service: Service | None
) -> HttpResponse | SeeOther:
    if form.is_from_a_machine:
        messages.success(request, _("Thank you."))
        return SeeOther(showing.page_url(organisation, service))
    try:
        report = report_mistake(
            organisation=organisation,
            service=service,
            mistake=form.cleaned_data["mistake"],
            words=form.cleaned_data["words"],
            mail=form.cleaned_data["mail"],
            language=language(),
            by=request.viewer.who(),
        )
    except Refused as problem:
        form.add_error(problem.field, problem.message.text(language()))
        return _form(request, form, organisation, service)
    return see_other("report", follow_token(report))


def _form(request: Request, form: ReportForm, organisation: Organisation, service: Service | None) -> HttpResponse:
    context = {
        "form": form,
        "name": showing.page_name(organisation, service),
        "back_url": showing.page_url(organisation, service),
        "privacy_url": reverse("privacy"),
    }
    return render(request, "reports/new.html", context, status=UNPROCESSABLE if form.is_bound else 200)
