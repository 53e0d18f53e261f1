"""Who asks to look after an organisation: the list, and one to be decided."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.actors.access import claim_for
from intreccio.actors.actions import approve_claim, refuse_claim
from intreccio.actors.models import Claim
from intreccio.actors.queries import claims_waiting
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.kernel.access import NotFound, Permission, require
from intreccio.kernel.files import open_file
from intreccio.kernel.lifecycle import StepRefused
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.office.forms import RefusalForm
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Row, Table
from intreccio.web.words.moments import moment_words
from intreccio.web.words.phones import phone_words

PAGE = 25
UNPROCESSABLE = 422


@require_safe
def page(request: Request) -> HttpResponse:
    """Claims that wait."""
    require(request.viewer, Permission.VERIFY_ORGANISATIONS)
    found, number = claims_waiting(), page_number(request.GET.get("page", ""))
    total = found.count()
    rows = [_row(claim) for claim in found[(number - 1) * PAGE : number * PAGE]]
    columns = [Column(_("Organisation")), Column(_("Who asks")), Column(_("Since"))]
    context = {
        "table": Table(_("Who asks to look after a page"), columns, rows) if rows else None,
        "pages": numbered_pages(reverse("office-claims"), [], number, total, PAGE),
    }
    return render(request, "office/claims.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, claim: UUID) -> HttpResponse:
    """One claim, to be approved or refused."""
    found = claim_for(request.viewer, claim)
    if request.method == "POST" and request.POST.get("verb") == "approve":
        return _decided(request, found, "")
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _decided(request, found, form.cleaned_data["reason"])
    organisation = found.organisation
    context = {
        "claim": found,
        "sent": moment_words(found.sent_at),
        "is_waiting": found.settled_at is None,
        "phone": phone_words(organisation.phone) if organisation.phone else "",
        "has_hidden_places": organisation.sites.exclude(visibility=AddressVisibility.PUBLIC).exists(),
        "form": form,
    }
    return render(request, "office/claim.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_safe
def proof(request: Request, claim: UUID) -> FileResponse:
    """The paper that came with a claim, to be kept and not shown in the page: it is a stranger's."""
    found = claim_for(request.viewer, claim)
    if found.proof is None:
        raise NotFound
    return FileResponse(
        open_file(found.proof), as_attachment=True, filename=found.proof.name, content_type=found.proof.media_type
    )


def _decided(request: Request, claim: Claim, reason: str) -> SeeOther:
    by = request.viewer.who()
    try:
        if reason:
            refuse_claim(claim=claim, reason=reason, by=by)
        else:
            approve_claim(claim=claim, by=by)
    except StepRefused:
        messages.warning(request, _("Somebody else has decided meanwhile."))
    else:
        messages.success(request, _("Decided: a mail is on its way."))
    return see_other("office-claims")


def _row(claim: Claim) -> Row:
    cells = [claim.organisation.name, str(claim.name), moment_words(claim.sent_at)]
    return Row(cells, reverse("office-claim", args=[claim.pk]))
