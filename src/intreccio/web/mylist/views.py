"""My list: looking at it, changing it, taking it along."""

from collections.abc import Sequence
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intreccio.catalogue.access import shown_services
from intreccio.kernel import clock
from intreccio.web.booklets.views import pdf_response
from intreccio.web.calendars.views import calendar_of
from intreccio.web.frame.offline import offline
from intreccio.web.frame.redirects import SeeOther, safe_target
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.mylist.keeping import MOST, keep, kept, read
from intreccio.web.mylist.showing import any_sensitive, document, entries, links
from intreccio.web.requests import Request

SHARED = "s"
"""The parameter that carries the ids of a list."""


@offline
@require_safe
def page(request: Request) -> HttpResponse:
    """The list of this browser, or one that somebody shared."""
    own, is_shared = kept(request), SHARED in request.GET
    services = _asked(request)
    lines = entries(services, own)
    context = {
        "entries": lines,
        "is_shared": is_shared,
        "is_mine": set(services) <= set(own),
        "is_large": request.GET.get("large") == "yes",
        "links": links(request, services, is_shared=is_shared),
        "most": MOST,
        "find_url": reverse("home"),
        "full_address": request.build_absolute_uri(reverse("list")),
        "printed_on": clock.today(),
        "quick_exit": any_sensitive(lines),
    }
    return _private(render(request, "mylist/page.html", context), any_sensitive(lines))


@require_POST
def save(request: Request) -> HttpResponse:
    """Put services on the list, at its end."""
    wanted = _posted(request)
    own = kept(request)
    now = tuple(dict.fromkeys([*own, *shown_services(wanted)]))
    if len(now) > MOST:
        messages.warning(request, _("The list is full: it holds %(most)s services.") % {"most": MOST})
    return _changed(request, now[:MOST], wanted)


@require_POST
def remove(request: Request) -> HttpResponse:
    """Take services off the list."""
    wanted = _posted(request)
    return _changed(request, [service for service in kept(request) if service not in wanted], wanted)


@require_POST
def empty(request: Request) -> SeeOther:
    """Forget the whole list, at once."""
    response = SeeOther(reverse("list"))
    keep(response, ())
    return response


@require_safe
def calendar(request: Request) -> HttpResponse:
    """The dates of the services on the list."""
    services = [service.pk for service in shown_services(_asked(request)).values()]
    return _private(calendar_of(request, services, _("My list")), is_sensitive=True)


@require_safe
def pdf(request: Request) -> HttpResponse:
    """The list as a document to print."""
    if refused := consume_or_429(request, action="typeset", limit_get=True):
        return refused
    services = _asked(request)
    made = document(request, services, is_large=request.GET.get("large") == "yes")
    return _private(pdf_response(made, "intreccio.pdf"), is_sensitive=True)


def _asked(request: Request) -> tuple[UUID, ...]:
    """The services of a shared list, else of this browser's own."""
    return read(request.GET[SHARED]) if SHARED in request.GET else kept(request)


def _posted(request: Request) -> tuple[UUID, ...]:
    """The services that a form names: one by its id, or many as one word."""
    if SHARED in request.POST:
        return read(request.POST[SHARED])
    try:
        return (UUID(request.POST.get("service", "")),)
    except ValueError:
        return ()


def _changed(request: Request, services: Sequence[UUID], touched: Sequence[UUID]) -> HttpResponse:
    """The list as it is now: for htmx the button that was pressed, else the page that it stood on."""
    if request.htmx and len(touched) == 1:
        context = {"id": str(touched[0]), "is_kept": touched[0] in services, "is_new": True}
        response = render(request, "mylist/parts/keep.html", context)
    else:
        response = SeeOther(safe_target(request, reverse("list")))
    keep(response, services)
    return response


def _private(response: HttpResponse, is_sensitive: bool) -> HttpResponse:
    """Nobody but this browser keeps it; where it could endanger somebody, not even that."""
    response["Cache-Control"] = "private, no-cache"
    if is_sensitive:
        store_nowhere(response)
    return response
