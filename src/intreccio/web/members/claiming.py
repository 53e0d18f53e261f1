"""Is it your organisation? Asking to look after its page."""

from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intreccio.actors.access import organisation_for
from intreccio.actors.actions import claim
from intreccio.actors.models import Organisation
from intreccio.actors.queries import has_steward
from intreccio.kernel.files import FileRefused
from intreccio.kernel.refusing import Refused
from intreccio.web.imports.wording import language
from intreccio.web.members.forms import ClaimForm
from intreccio.web.requests import Request

UNPROCESSABLE = 422


def claim_url(organisation: Organisation) -> str:
    """Where to ask to look after an organisation; nowhere if somebody does."""
    return "" if has_steward(organisation) else reverse("claim", args=[organisation.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, organisation: UUID) -> HttpResponse:
    """Who asks, with what proof."""
    found = organisation_for(request.viewer, organisation)
    if has_steward(found):
        return _page(request, found, None)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ClaimForm(*sent)
    if form.is_valid():
        return consume_or_429(request, action="claim") or _claim(request, found, form)
    return _page(request, found, form)


def _claim(request: Request, organisation: Organisation, form: ClaimForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        claim(
            organisation=organisation,
            name=said["name"],
            mail=said["mail"],
            words=said["words"],
            proof=form.upload(),
            language=language(),
            by=request.viewer.who(),
        )
    except FileRefused:
        form.add_error("proof", _("This file cannot be taken: a PDF, PNG or JPEG up to 10 MB is needed."))
    except Refused as problem:
        form.add_error(problem.field or None, problem.message.text(language()))
    else:
        return render(request, "members/claimed.html", {"organisation": organisation, "mail": said["mail"]})
    return _page(request, organisation, form)


def _page(request: Request, organisation: Organisation, form: ClaimForm | None) -> HttpResponse:
    context = {"organisation": organisation, "form": form}
    return render(request, "members/claim.html", context, status=UNPROCESSABLE if form and form.is_bound else 200)
