"""Where the steward of a listing gives its text in other ways."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from intreccio.catalogue.access import editable_service, rendering_for
from intreccio.catalogue.actions import remove_rendering
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.rendering import Way
from intreccio.web.frame.redirects import see_other
from intreccio.web.renderings.forms import RenderingForm
from intreccio.web.requests import Request
from intreccio.web.services.renderings import LABELS


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, service: UUID) -> HttpResponse:
    """What there is, and the form for more."""
    listing = editable_service(request.viewer, service)
    form = RenderingForm(request.POST, request.FILES) if request.method == "POST" else RenderingForm()
    if form.is_bound and form.is_valid() and form.attach(listing, by=request.viewer.who()):
        messages.success(request, _("It is on the page now."))
        return see_other("renderings", listing.pk)
    text = best_text(listing.texts.all(), get_language() or "it")
    context = {
        "name": text.name if text else str(listing.pk),
        "listing": listing,
        "form": form,
        "there": [(one, LABELS[Way(one.way)]) for one in listing.renderings.all()],
    }
    return render(request, "renderings/page.html", context, status=400 if form.errors else 200)


@require_POST
def remove(request: Request, service: UUID, rendering: UUID) -> HttpResponse:
    """Take one back."""
    listing = editable_service(request.viewer, service)
    remove_rendering(rendering=rendering_for(request.viewer, listing.pk, rendering), by=request.viewer.who())
    messages.success(request, _("It is no longer on the page."))
    return see_other("renderings", listing.pk)
