"""The find page."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from intreccio.catalogue.queries.areas import territories_among
from intreccio.catalogue.search.answer import Correction, Result
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.unmet import note_unmet
from intreccio.web.downloads.links import downloads
from intreccio.web.find import showing
from intreccio.web.find.asking import Asked, read
from intreccio.web.find.beginning import beginning
from intreccio.web.frame.addresses import address
from intreccio.web.frame.maps import boundary_url, map_around
from intreccio.web.frame.offline import offline
from intreccio.web.frame.sensitive import is_sensitive, store_nowhere
from intreccio.web.frame.urgent import urgent_numbers
from intreccio.web.requests import Request
from intreccio.web.shown import find as shown
from intreccio.web.shown.pieces import MapFrame


@offline
@require_safe
def page(request: Request) -> HttpResponse:
    """Find services. Parameters that make no sense are named on the page, with status 400."""
    asked = read(request.GET)
    answer = find(asked.question)
    note_unmet(asked.what, answer, narrowed=bool(asked.filters))
    context = {
        "question": showing.question(asked),
        "answer": shown.Answer(
            total=answer.total,
            total_is_exact=answer.total_is_exact,
            results=showing.results(answer),
            corrections=_corrected(asked, answer.corrections),
            offset=asked.question.offset,
        ),
        "problems": asked.problems,
        "facets": showing.facets(asked, answer),
        "day_form": showing.day_form(asked),
        "zone_form": showing.zone_form(asked),
        "orders": showing.orders(asked),
        "pages": showing.pages(asked, answer),
        "downloads": downloads("services", showing.pairs_of(asked)),
        "calendar_url": address(reverse("calendar"), showing.pairs_of(asked)),
        "month_url": address(reverse("month"), showing.pairs_of(asked)),
        "booklet_url": address(reverse("booklet"), showing.pairs_of(asked)),
        "clear_url": _clear_url(asked),
        "map": _map(asked),
        "numbers": urgent_numbers(),
        "find_url": reverse("home"),
        "beginning": beginning() if asked.is_empty else None,
    }
    is_delicate = is_sensitive(asked.filters.get("term", ())) or any(map(_is_delicate, answer.results))
    context["quick_exit"] = is_delicate and not asked.is_empty
    response = render(request, "find/page.html", context, status=400 if asked.problems else 200)
    if is_delicate:
        store_nowhere(response)
    return response


def _is_delicate(result: Result) -> bool:
    """Whether a result, found by whatever words, is nobody else's business."""
    return is_sensitive(result.card["tags"], is_address_confidential=result.card["confidential"])


def _map(asked: Asked) -> MapFrame:
    point, switch = asked.question.point, asked.switch
    return map_around(
        (point.latitude, point.longitude) if point else None,
        boundary_url=boundary_url(territories_among(asked.question.around), switch.chosen),
        zone=switch.zone.code if switch.zone else "",
    )


def _corrected(asked: Asked, corrections: Sequence[Correction]) -> str:
    words = asked.what
    for correction in corrections:
        words = words.replace(correction.typed, correction.understood)
    return words if corrections else ""


def _clear_url(asked: Asked) -> str:
    if not asked.filters:
        return ""
    return address(reverse("home"), showing.pairs_of(replace(asked, filters={})))
