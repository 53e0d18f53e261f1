"""What readers said is wrong: the list, and one with its answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.catalogue.access import report_for
from intreccio.catalogue.actions import pass_on, settle_report
from intreccio.catalogue.models import Report
from intreccio.catalogue.queries.reports import OPEN, reported_name, reports_by_state, reports_in
from intreccio.catalogue.rules.reporting import REPORT, Mistake, ReportState
from intreccio.kernel.access import Permission, require
from intreccio.kernel.lifecycle import StepRefused
from intreccio.web.frame.addresses import address
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.frame.redirects import see_other
from intreccio.web.office.forms import AnswerForm
from intreccio.web.reports.showing import followed
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Place, Row, Table
from intreccio.web.words.moments import moment_words
from intreccio.web.words.reports import MISTAKES, STATES

PAGE = 25
UNPROCESSABLE = 422
SETTLED = (ReportState.MENDED, ReportState.DECLINED)


@require_safe
def page(request: Request) -> HttpResponse:
    """Reports that wait, or those that are settled."""
    require(request.viewer, Permission.REVIEW_LISTINGS)
    is_open = request.GET.get("show") != "settled"
    states, base = OPEN if is_open else SETTLED, reverse("office-reports")
    counts = reports_by_state()
    total, number = sum(counts.get(state, 0) for state in states), page_number(request.GET.get("page", ""))
    reports = list(reports_in(*states)[(number - 1) * PAGE : number * PAGE])
    pairs = [] if is_open else [("show", "settled")]
    context = {
        "tabs": [
            Place(pgettext("reports", "Waiting"), base, is_open),
            Place(pgettext("reports", "Settled"), address(base, [("show", "settled")]), not is_open),
        ],
        "table": _table(reports) if reports else None,
        "pages": numbered_pages(base, pairs, number, total, PAGE),
        "total": total,
    }
    return render(request, "office/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, report: UUID) -> HttpResponse:
    """One report; passing it on, or answering it."""
    found = report_for(request.viewer, report)
    if request.method == "POST" and request.POST.get("verb") == "pass-on":
        return _pass_on(request, found)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _settle(request, found, form)
    context = {
        "report": followed(found),
        "verbs": REPORT.verbs(ReportState(found.state)),
        "organisation": found.organisation,
        "form": form,
    }
    return render(request, "office/report.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _pass_on(request: Request, report: Report) -> HttpResponse:
    try:
        count = pass_on(report=report, by=request.viewer.who())
    except StepRefused:
        messages.warning(request, _("Somebody else has decided meanwhile."))
    else:
        _tell_how_many(request, count)
    return see_other("office-report", report.pk)


def _tell_how_many(request: Request, count: int) -> None:
    if count:
        told = ngettext("Passed on to %(count)s person.", "Passed on to %(count)s people.", count)
        messages.success(request, told % {"count": count})
    else:
        messages.warning(request, _("Noted; but nobody looks after this page yet, so nobody was written to."))


def _settle(request: Request, report: Report, form: AnswerForm) -> HttpResponse:
    verb = "mend" if request.POST.get("verb") == "mend" else "decline"
    try:
        settle_report(report=report, verb=verb, answer=form.cleaned_data["answer"], by=request.viewer.who())
    except StepRefused:
        messages.warning(request, _("Somebody else has decided meanwhile."))
        return see_other("office-report", report.pk)
    messages.success(request, _("Answered."))
    return see_other("office-reports")


def _table(reports: list[Report]) -> Table:
    columns = [Column(_("Page")), Column(_("What is wrong")), Column(_("Since")), Column(_("State"))]
    return Table(_("Reports of mistakes"), columns, [_row(report) for report in reports])


def _row(report: Report) -> Row:
    cells = [
        reported_name(report),
        str(MISTAKES[Mistake(report.mistake)]),
        moment_words(report.sent_at),
        str(STATES[ReportState(report.state)]),
    ]
    return Row(cells, reverse("office-report", args=[report.pk]))
