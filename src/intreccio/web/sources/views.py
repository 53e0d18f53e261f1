"""Where records come from: describing sources, and deciding what they leave open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intreccio.catalogue.actions import edit_source
from intreccio.interchange.access import may_vouch, require_importing, source_for
from intreccio.interchange.feeds.reading import start_reading
from intreccio.interchange.settling import Verdict, begin_settling
from intreccio.kernel.access import NotFound
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.requests import Request
from intreccio.web.sources import conflicting, deciding, showing, vanishing
from intreccio.web.sources.forms import FeedForm

UNPROCESSABLE = 422
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def sources(request: Request) -> HttpResponse:
    """Every source."""
    require_importing(request.viewer)
    return render(request, "sources/page.html", showing.sources())


@require_safe
def source_page(request: Request, source: str) -> HttpResponse:
    """One source."""
    found = source_for(request.viewer, source)
    return render(request, "sources/source.html", showing.source_page(found, request.GET.get("page", "")))


@read_or_send
def edit(request: Request, source: str) -> HttpResponse:
    """Say something else of a source."""
    found = source_for(request.viewer, source)
    sent = [request.POST] if request.method == "POST" else []
    form = FeedForm(found, *sent, may_vouch=may_vouch(request.viewer))
    if form.is_valid():
        edit_source(source=found, details=form.details(found.kind), by=request.viewer.who())
        messages.success(request, _("Saved."))
        return see_other("source", found.slug)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "sources/edit.html", showing.edit(found, form), status=status)


@require_POST
def fetch(request: Request, source: str) -> HttpResponse:
    """Have a feed fetched now."""
    found = source_for(request.viewer, source)
    if found.address and found.active:
        start_reading(found)
    return see_other("source", found.slug)


@read_or_send
def conflicts(request: Request, source: str) -> HttpResponse:
    """Where a source and we say different things; decide one."""
    found = source_for(request.viewer, source)
    if request.method == "POST":
        _tell(request, conflicting.decide(found, request.POST, by=request.viewer.who()))
        return SeeOther(request.get_full_path())
    return render(request, "sources/conflicts.html", conflicting.page(found, request.GET.get("page", "")))


@read_or_send
def vanished(request: Request, source: str) -> HttpResponse:
    """What a source had and has no more; settle one."""
    found = source_for(request.viewer, source)
    if request.method == "POST":
        _tell(request, vanishing.settle(found, request.POST, by=request.viewer.who()))
        return SeeOther(request.get_full_path())
    return render(request, "sources/vanished.html", vanishing.page(found, request.GET.get("page", "")))


@read_or_send
def settle_everything(request: Request, source: str, verdict: str) -> HttpResponse:
    """Ask, then have everything of a source decided alike."""
    found = source_for(request.viewer, source)
    if verdict not in set(Verdict):
        raise NotFound
    chosen = Verdict(verdict)
    if request.method == "POST":
        begin_settling(source=found, verdict=chosen, by=request.viewer.who())
        return see_other(deciding.page_of(chosen), found.slug)
    return render(request, "imports/question.html", deciding.question(found, chosen))


def _tell(request: Request, problem: str) -> None:
    """Say that it is done, or why not."""
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, _("Done."))
