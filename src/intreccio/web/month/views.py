"""A month of meetings: of what a find page finds, and of one service."""

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intreccio.catalogue.access import service_for
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.search.find import find_all
from intreccio.web.calendars.views import MOST_SERVICES
from intreccio.web.find import showing as finding
from intreccio.web.find.asking import read, senseless
from intreccio.web.frame.addresses import Pairs, address
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.month.asking import AskedMonth, read_month
from intreccio.web.month.showing import DayUrl, MonthUrl, shown_month
from intreccio.web.requests import Request
from intreccio.web.shown.find import FacetChoice
from intreccio.web.shown.month import Subject


@require_safe
def found(request: Request) -> HttpResponse:
    """What is held in a month by the services that a find page finds: its address with the same parameters.

    What makes no sense is named on the page, with status 400.
    """
    asked = read(request.GET)
    month, problems = _month(request)
    pairs = finding.pairs_of(asked)
    subject = Subject(
        title=" – ".join(filter(None, [asked.what, asked.place_name])),
        back_url=address(reverse("home"), pairs),
        calendar_url=address(reverse("calendar"), pairs),
        chips=[_kept_here(choice, month) for choice in finding.chosen(asked)],
    )
    any_day = finding.pairs_of(asked, drop=frozenset({"when"}))
    return _page(
        request,
        subject,
        month,
        find_all(asked.question)[:MOST_SERVICES],
        (*asked.problems, *problems),
        url=lambda other: address(reverse("month"), [*pairs, ("month", other.code)]),
        day_url=lambda day: address(reverse("home"), [*any_day, ("when", day.isoformat())]),
    )


@require_safe
def of_service(request: Request, service: UUID) -> HttpResponse:
    """What one service holds in a month; of one merged into another, the way there."""
    seen = service_for(request.viewer, service)
    here = reverse("month-of-service", args=[seen.pk])
    if seen.pk != service:
        return redirect(here)
    month, problems = _month(request)
    text = best_text(seen.texts.all(), request.LANGUAGE_CODE)
    subject = Subject(
        title=text.name if text else "",
        back_url=reverse("service", args=[seen.pk]),
        calendar_url=reverse("calendar-of-service", args=[seen.pk]),
        is_service=True,
    )
    return _page(
        request,
        subject,
        month,
        [seen.pk],
        problems,
        url=lambda other: address(here, [("month", other.code)]),
        day_url=lambda day: "",
    )


def _page(
    request: Request,
    subject: Subject,
    month: AskedMonth,
    services: Collection[UUID],
    problems: tuple[str, ...],
    *,
    url: MonthUrl,
    day_url: DayUrl,
) -> HttpResponse:
    shown = shown_month(month, services, url=url, day_url=day_url)
    context = {"subject": subject, "month": shown, "problems": problems}
    response = render(request, "month/page.html", context, status=400 if problems else 200)
    # One of the groups may be nobody else's business.
    store_nowhere(response)
    return response


def _month(request: Request) -> tuple[AskedMonth, tuple[str, ...]]:
    """The month asked for; this month, and what was wrong, where it cannot be shown."""
    asked = request.GET.get("month", "").strip()
    try:
        return read_month(asked), ()
    except ValueError:
        return read_month(""), (senseless(_("Month"), asked),)


def _kept_here(choice: FacetChoice, month: AskedMonth) -> FacetChoice:
    """A filter of the find page that, taken away, leads to this page again."""
    pairs: Pairs = parse_qsl(urlsplit(choice.url).query)
    return replace(choice, url=address(reverse("month"), [*pairs, ("month", month.code)]))
