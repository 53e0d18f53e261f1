"""The page behind the link in a reminder: one listing, one button. A link that is over offers a new one."""

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from intreccio.accounts.links import Link, LinkRefused, read_link
from intreccio.catalogue.actions import CONFIRM, confirm, remind
from intreccio.catalogue.models import Service
from intreccio.catalogue.rules.listing import Freshness, ListingState
from intreccio.kernel.acting import Purpose, Who
from intreccio.web.frame.redirects import SeeOther
from intreccio.web.requests import Request
from intreccio.web.services.showing import shown

GONE = 410
PAUSE = 3600
"""No more than one new link goes out in so many seconds, however often somebody asks."""


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: Request, token: str) -> HttpResponse:
    """Opening it changes nothing; the button does, once."""
    try:
        link = read_link(token, act=CONFIRM)
    except LinkRefused as problem:
        return _refused(request, token, _service(problem.link), expired=problem.expired)
    service = _service(link)
    if service is None or service.version != link.version:
        return _refused(request, token, service)
    if request.method == "POST":
        confirm(service=service, by=Who(None, service.organisation_id, Purpose.DIRECTORY))
        messages.success(request, _("Thank you: the listing is confirmed."))
        return redirect("service", service=service.pk)
    return render(request, "listing/confirm.html", {"service": shown(service)})


@require_POST
def renew(request: Request, token: str) -> HttpResponse:
    """Send a new link, where the old one was meant to go: to those who look after the listing."""
    try:
        link: Link | None = read_link(token, act=CONFIRM)
    except LinkRefused as problem:
        link = problem.link
    service = _service(link)
    if service is not None and _may_be_confirmed(service):
        if cache.add(f"renewed:{service.pk}", True, PAUSE):
            remind(service)
            messages.success(request, _("A new link is on its way to those who look after this listing."))
        else:
            messages.info(request, _("A link was sent less than an hour ago: look in your mail."))
    return SeeOther(request.path.replace("/renew/", "/confirm/"))


def _refused(request: Request, token: str, service: Service | None, *, expired: bool = False) -> HttpResponse:
    context = {
        "expired": expired,
        "done": service,
        "is_published": service is not None and service.state == ListingState.PUBLISHED,
        "token": token if service is not None and _may_be_confirmed(service) else "",
    }
    return render(request, "listing/refused.html", context, status=GONE)


def _may_be_confirmed(service: Service) -> bool:
    return service.state == ListingState.PUBLISHED and service.freshness != Freshness.FRESH


def _service(link: Link | None) -> Service | None:
    return Service.objects.filter(pk=link.subject).first() if link else None
