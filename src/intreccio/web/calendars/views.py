"""Calendars to subscribe to: of what a find page finds, and of one service."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from intreccio.catalogue.access import service_for
from intreccio.catalogue.search.find import find_all
from intreccio.interchange.calendars import calendar
from intreccio.interchange.hsds.reader import Reader
from intreccio.web.find.asking import read
from intreccio.web.requests import Request
from intreccio.web.services.showing import shown

MOST_SERVICES = 1_000
HOUR = 3600


@require_safe
@cache_control(public=True, max_age=HOUR)
def found(request: Request) -> HttpResponse:
    """The dates of the services that a find page finds: its address with the same parameters."""
    asked = read(request.GET)
    words = ", ".join(part for part in (asked.what, asked.where) if part)
    return calendar_of(request, find_all(asked.question)[:MOST_SERVICES], words or _("Groups and courses"))


@require_safe
@cache_control(private=True, max_age=HOUR)
def of_service(request: Request, service: UUID) -> HttpResponse:
    """The dates of one service."""
    seen = service_for(request.viewer, service)
    return calendar_of(request, [seen.pk], shown(seen).name)


def calendar_of(request: Request, services: Sequence[UUID], name: str) -> HttpResponse:
    """The dates of these services, which everybody may read."""
    reader = Reader((get_language() or "it",))
    made = calendar(services, name=name, reader=reader, site=request.build_absolute_uri("/").rstrip("/"))
    disposition = content_disposition_header(False, "intreccio.ics") or ""
    return HttpResponse(made, "text/calendar; charset=utf-8", headers={"Content-Disposition": disposition})
