"""Changes to listings that wait to be looked at: the list, and one with the difference that it makes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.catalogue.access import proposal_to_decide
from intreccio.catalogue.actions import approve_proposal, return_proposal
from intreccio.catalogue.models import Proposal
from intreccio.catalogue.queries.proposals import proposals_waiting
from intreccio.catalogue.queries.snapshots import snapshot
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.proposing import PROPOSAL, ProposalState
from intreccio.kernel.access import Permission, require
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.web.desk.listing import people
from intreccio.web.desk.said import compared
from intreccio.web.desk.views import version_sent
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.frame.redirects import see_other
from intreccio.web.office.forms import RefusalForm
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Row, Table
from intreccio.web.words.moments import moment_words

PAGE = 25
UNPROCESSABLE = 422


@require_safe
def page(request: Request) -> HttpResponse:
    """Changes that wait, the oldest first."""
    require(request.viewer, Permission.REVIEW_LISTINGS)
    found, number = proposals_waiting(), page_number(request.GET.get("page", ""))
    rows = list(found[(number - 1) * PAGE : number * PAGE])
    names = people([one.user for one in rows])
    columns = [Column(_("Listing")), Column(_("Organisation")), Column(_("Who")), Column(_("Since"))]
    context = {
        "table": Table(_("Changes to look at"), columns, [_row(one, names) for one in rows]) if rows else None,
        "pages": numbered_pages(reverse("office-changes"), [], number, found.count(), PAGE),
    }
    return render(request, "office/changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, proposal: UUID) -> HttpResponse:
    """One change beside what everybody reads now; showing it, or sending it back."""
    found = proposal_to_decide(request.viewer, proposal)
    if request.method == "POST" and request.POST.get("verb") == "approve":
        return _decided(request, found, "")
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _decided(request, found, form.cleaned_data["reason"])
    service = found.service
    context = {
        "proposal": found,
        "name": _name(found),
        "organisation": service.organisation.name,
        "who": people([found.user]).get(found.user, "") if found.user else "",
        "sent": moment_words(found.sent_at),
        "rows": compared(snapshot(service.pk), found.said, get_language() or "it"),
        "version": service.version,
        "verbs": PROPOSAL.verbs(ProposalState(found.state)),
        "form": form,
    }
    return render(request, "office/change.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _decided(request: Request, proposal: Proposal, reason: str) -> HttpResponse:
    by = request.viewer.who()
    try:
        if reason:
            return_proposal(proposal=proposal, reason=reason, by=by)
            messages.success(request, _("Sent back, with your words."))
        else:
            approve_proposal(proposal=proposal, expected=version_sent(request.POST), by=by)
            messages.success(request, _("Approved: everybody sees it now."))
    except StepRefused:
        messages.warning(request, _("Somebody else has decided meanwhile."))
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
        return see_other("office-change", proposal.pk)
    except VersionConflict:
        messages.warning(request, _("The listing was changed meanwhile: look at the difference again."))
        return see_other("office-change", proposal.pk)
    return see_other("office-changes")


def _row(proposal: Proposal, names: dict[UUID, str]) -> Row:
    who = names.get(proposal.user, "") if proposal.user else ""
    cells = [_name(proposal), proposal.service.organisation.name, who, moment_words(proposal.sent_at)]
    return Row(cells, reverse("office-change", args=[proposal.pk]))


def _name(proposal: Proposal) -> str:
    text = best_text(proposal.service.texts.all(), get_language() or "it")
    return text.name if text else str(proposal.service_id)
