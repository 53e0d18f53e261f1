"""What a reader said is wrong with a page, answered by those who look after it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intreccio.catalogue.access import report_to_answer
from intreccio.catalogue.actions import settle_report
from intreccio.kernel.lifecycle import StepRefused
from intreccio.web.frame.redirects import see_other
from intreccio.web.office.forms import AnswerForm
from intreccio.web.reports.showing import followed
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Link

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, report: UUID) -> HttpResponse:
    """One report, and its answer; the network office may answer as well."""
    found = report_to_answer(request.viewer, report)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        shown = followed(found)
        crumbs = [Link(_("My things"), reverse("desk")), Link(shown.name)]
        edit_url = reverse("desk-edit", args=[found.service_id]) if found.service_id else ""
        context = {"report": shown, "form": form, "crumbs": crumbs, "edit_url": edit_url}
        return render(request, "desk/report.html", context, status=UNPROCESSABLE if form.is_bound else 200)
    verb = "mend" if request.POST.get("verb") == "mend" else "decline"
    try:
        settle_report(report=found, verb=verb, answer=form.cleaned_data["answer"], by=request.viewer.who())
        messages.success(request, _("Answered. Thank you: the page is better for it."))
    except StepRefused:
        messages.warning(request, _("Somebody else has answered meanwhile."))
    return see_other("desk")
