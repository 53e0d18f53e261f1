"""Asking for help: whom to call now, who listens near one, and how to leave without a trace."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from intreccio.catalogue.models import Service
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Sort
from intreccio.pathways.access import listening
from intreccio.web.find.asking import Asked, read
from intreccio.web.frame.addresses import address
from intreccio.web.frame.offline import offline
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.frame.urgent import urgent_numbers
from intreccio.web.requests import Request
from intreccio.web.services.carrying import carried
from intreccio.web.shown.carried import Carried

LISTENING = "activities:ascolto"
"""The activity under which listening desks are filed."""
NEAREST = 8


@offline
@require_safe
def page(request: Request) -> HttpResponse:
    """Whom to call, first of all in an emergency; then who listens near a municipality or the reader."""
    asked = read(request.GET)
    near = [("where", asked.where)] if asked.where else []
    desks = _desks(asked)
    context = {
        "numbers": urgent_numbers(),
        "where": asked.where,
        "place_name": asked.place_name,
        "problems": asked.problems,
        "desks": desks,
        "listening_url": address(reverse("home"), [("term", LISTENING), *near]),
        "quick_exit": True,
    }
    response = render(request, "help/page.html", context, status=400 if asked.problems else 200)
    if desks:
        store_nowhere(response)
    return response


@offline
@require_safe
def traces(request: Request) -> HttpResponse:
    """What a visit leaves in a browser, and how to be rid of it."""
    return render(request, "help/traces.html", {"quick_exit": True})


def _desks(asked: Asked) -> list[tuple[Carried, str]]:
    """The nearest desks, those open now first, each with where one writes to it, if one can; none before a place is
    named."""
    if asked.question.point is None:
        return []
    question = replace(asked.question, words="", terms=(LISTENING,), sort=Sort.DISTANCE, size=NEAREST)
    found = [result.service for result in find(question).results]
    desks = carried(found)
    nearest = [desks[service] for service in found if service in desks]
    nearest.sort(key=lambda desk: not desk.is_open_now)
    owners = dict(Service.objects.filter(pk__in=found).values_list("pk", "organisation"))
    answering = listening(set(owners.values()))
    return [(desk, _ask_url(owners.get(UUID(desk.id)), answering)) for desk in nearest]


def _ask_url(organisation: UUID | None, answering: set[UUID]) -> str:
    return reverse("help-ask", args=[organisation]) if organisation in answering else ""
