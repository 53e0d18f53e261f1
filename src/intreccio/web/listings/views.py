"""The page behind the link in a reminder: one listing, one button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intreccio.accounts.links import LinkRefused, read_link
from intreccio.catalogue.actions import CONFIRM, confirm
from intreccio.catalogue.models import Service
from intreccio.kernel.acting import Purpose, Who
from intreccio.web.requests import Request
from intreccio.web.services.showing import shown


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: Request, token: str) -> HttpResponse:
    """Opening it changes nothing; the button does, once."""
    try:
        link = read_link(token, act=CONFIRM)
    except LinkRefused as problem:
        return render(request, "listing/refused.html", {"expired": problem.expired}, status=410)
    service = Service.objects.filter(pk=link.subject).first()
    if service is None or service.version != link.version:
        return render(request, "listing/refused.html", {"done": service}, status=410)
    if request.method == "POST":
        confirm(service=service, by=Who(None, service.organisation_id, Purpose.DIRECTORY))
        messages.success(request, _("Thank you: the listing is confirmed."))
        return redirect("service", service=service.pk)
    return render(request, "listing/confirm.html", {"service": shown(service)})
