"""The pathways of the network, and one of them with who offers each step near a place."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from intreccio.catalogue.access import pathway_for
from intreccio.catalogue.models import Pathway, PathwayStep
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Sort
from intreccio.kernel.access import Permission
from intreccio.web.find.asking import Asked, read
from intreccio.web.frame.addresses import address
from intreccio.web.frame.sensitive import is_sensitive, store_nowhere
from intreccio.web.requests import Request
from intreccio.web.services.carrying import carried
from intreccio.web.shown.carried import Carried
from intreccio.web.shown.pathways import PathwayListed, StepShown
from intreccio.web.words.said import worded

NEAREST = 3


@require_safe
def page(request: Request) -> HttpResponse:
    """Every published pathway, each with its steps in a line."""
    published = Pathway.objects.filter(is_published=True).prefetch_related("steps")
    context = {
        "pathways": [_listed(pathway) for pathway in published],
        "coverage_url": reverse("coverage") if request.viewer.user else "",
        "edit_url": reverse("office-pathways") if request.viewer.may(Permission.REVIEW_LISTINGS) else "",
    }
    return render(request, "pathways/page.html", context)


@require_safe
def one(request: Request, pathway: str) -> HttpResponse:
    """One pathway; the nearest answers to each step once a place is named, before that those that meet first."""
    found = pathway_for(request.viewer, pathway)
    asked, language = read(request.GET), get_language() or "it"
    steps = list(found.steps.all())
    delicate = is_sensitive(step.term.key for step in steps)
    context = {
        "name": worded(found.name, language),
        "summary": worded(found.summary, language),
        "is_published": found.is_published,
        "where": asked.where,
        "place_name": asked.place_name,
        "problems": asked.problems,
        "steps": list(_steps(steps, asked)),
        "coverage_url": reverse("coverage-pathway", args=[found.slug]) if request.viewer.user else "",
        "quick_exit": delicate,
    }
    response = render(request, "pathways/one.html", context, status=400 if asked.problems else 200)
    if delicate:
        store_nowhere(response)
    return response


def _listed(pathway: Pathway) -> PathwayListed:
    language = get_language() or "it"
    return PathwayListed(
        name=worded(pathway.name, language),
        summary=worded(pathway.summary, language),
        url=reverse("pathway", args=[pathway.slug]),
        steps=[worded(step.name, language) for step in pathway.steps.all()],
    )


def _steps(steps: list[PathwayStep], asked: Asked) -> Iterator[StepShown]:
    language = get_language() or "it"
    found = {step.pk: _answers(step, asked) for step in steps}
    cards = carried({service for services in found.values() for service in services})
    near = [("where", asked.where)] if asked.where else []
    for step in steps:
        answers: list[Carried] = [cards[service] for service in found[step.pk] if service in cards]
        yield StepShown(
            name=worded(step.name, language),
            text=worded(step.text, language),
            is_optional=step.is_optional,
            answers=answers,
            all_url=address(reverse("home"), [("term", step.term.key), *near]),
        )


def _answers(step: PathwayStep, asked: Asked) -> list[UUID]:
    """The nearest services under a step's term; without a place, those whose next date comes first."""
    sort = Sort.DISTANCE if asked.question.point else Sort.NEXT_SESSION
    question = replace(asked.question, words="", terms=(step.term.key,), sort=sort, page=1, size=NEAREST)
    return [result.service for result in find(question).results]
