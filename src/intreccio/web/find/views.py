"""The find page."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from intreccio.catalogue.search.find import find
from intreccio.web import shown
from intreccio.web.find import showing
from intreccio.web.find.asking import Asked, address, read
from intreccio.web.frame.urgent import urgent_numbers
from intreccio.web.shown.pieces import MapFrame

ITALY_CENTRE = (42.5, 12.5)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Find services. Parameters that make no sense are named on the page, with status 400."""
    asked = read(request.GET)
    answer = find(asked.question)
    context = {
        "question": shown.find.Question(asked.what, asked.where, asked.lat, asked.lon, showing.kept(asked)),
        "answer": shown.find.Answer(
            total=answer.total,
            total_is_exact=answer.total_is_exact,
            results=showing.results(answer),
            corrections=_corrected(asked, answer.corrections),
            offset=asked.question.offset,
        ),
        "problems": asked.problems,
        "facets": showing.facets(asked, answer),
        "orders": showing.orders(asked),
        "pages": showing.pages(asked, answer),
        "clear_url": _clear_url(asked),
        "map": map_of(asked),
        "numbers": urgent_numbers(),
        "find_url": reverse("home"),
    }
    return render(request, "find/page.html", context, status=400 if asked.problems else 200)


def map_of(asked: Asked) -> MapFrame:
    """The map beside the list, centred where one searches."""
    point = asked.question.point
    lat, lon = (point.latitude, point.longitude) if point else ITALY_CENTRE
    return MapFrame(
        points_from="#found",
        centre_lat=lat,
        centre_lon=lon,
        boundary_url=reverse("boundaries"),
        tiles_url=settings.INTRECCIO_TILES_URL,
        tiles_attribution=settings.INTRECCIO_TILES_ATTRIBUTION,
    )


def _corrected(asked: Asked, corrections: tuple) -> str:
    words = asked.what
    for correction in corrections:
        words = words.replace(correction.typed, correction.understood)
    return words if corrections else ""


def _clear_url(asked: Asked) -> str:
    if not asked.filters:
        return ""
    return address(reverse("home"), showing.pairs_of(replace(asked, filters={})))
