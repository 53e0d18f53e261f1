"""Organisations that everybody sees and nobody has checked: the list, and one to be verified or rejected."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.actors.access import organisation_to_verify
from intreccio.actors.actions import change_verification, verify_organisation
from intreccio.actors.models import Organisation
from intreccio.actors.queries import organisations_to_verify
from intreccio.actors.rules.verification import VERIFICATION, Evidence, Verification
from intreccio.kernel import clock
from intreccio.kernel.access import Permission, require
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.web.desk.fields import show_refusal
from intreccio.web.desk.forms import ReasonForm
from intreccio.web.desk.own import official_facts
from intreccio.web.duplicates.wording import verification_words
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Row, Table

PAGE = 25
UNPROCESSABLE = 422
EVIDENCE = {
    Evidence.REGISTER: gettext_lazy("It stands in a public register"),
    Evidence.CALL: gettext_lazy("We called them at a number that we knew"),
    Evidence.MEETING: gettext_lazy("We met them"),
    Evidence.VISIT: gettext_lazy("We were there"),
    Evidence.PAPER: gettext_lazy("We saw its statute or another paper"),
}


class EvidenceForm(forms.Form):
    """By what one saw it, and when."""

    evidence = forms.ChoiceField(
        label=gettext_lazy("How do we know?"), choices=list(EVIDENCE.items()), widget=forms.RadioSelect
    )
    seen_on = forms.DateField(label=gettext_lazy("When?"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


@require_safe
def page(request: Request) -> HttpResponse:
    """Organisations that wait to be verified."""
    require(request.viewer, Permission.VERIFY_ORGANISATIONS)
    found, number = (
        organisations_to_verify().select_related("municipality"),
        page_number(request.GET.get("page", "")),
    )
    rows = [_row(one) for one in found[(number - 1) * PAGE : number * PAGE]]
    columns = [Column(_("Organisation")), Column(_("Municipality"))]
    context = {
        "table": Table(_("Organisations to verify"), columns, rows) if rows else None,
        "pages": numbered_pages(reverse("office-verifying"), [], number, found.count(), PAGE),
    }
    return render(request, "office/verifying.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, organisation: UUID) -> HttpResponse:
    """One organisation, to be verified by what was seen, or rejected with a reason."""
    found = organisation_to_verify(request.viewer, organisation)
    rejecting = request.method == "POST" and request.POST.get("verb") == "reject"
    verify = EvidenceForm(
        request.POST if request.method == "POST" and not rejecting else None, initial={"seen_on": clock.today()}
    )
    reject = ReasonForm(request.POST if rejecting else None)
    form = reject if rejecting else verify
    if form.is_valid() and _decided(request, found, form):
        return see_other("office-verifying")
    context = {
        "organisation": found,
        "state": verification_words(found.verification),
        "facts": official_facts(found),
        "verbs": VERIFICATION.verbs(Verification(found.verification)),
        "verify": verify,
        "reject": reject,
    }
    return render(request, "office/verify.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _decided(request: Request, found: Organisation, form: forms.Form) -> bool:
    """Whether that is settled, by this viewer or by somebody before; what was refused stands in the form."""
    said, by = form.cleaned_data, request.viewer.who()
    try:
        if isinstance(form, ReasonForm):
            change_verification(organisation=found, verb="reject", reason=said["reason"], by=by)
            messages.success(request, _("Rejected: nobody finds it any more."))
        else:
            evidence = Evidence(said["evidence"])
            verify_organisation(organisation=found, evidence=evidence, seen_on=said["seen_on"], by=by)
            messages.success(request, _("Verified: its page says so from now on."))
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    except (StepRefused, VersionConflict):
        messages.warning(request, _("Somebody else has decided meanwhile."))
    return True


def _row(organisation: Organisation) -> Row:
    url = reverse("office-verify", args=[organisation.pk])
    return Row([organisation.name, str(organisation.municipality or "")], url)
