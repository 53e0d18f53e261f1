"""The finder as another site shows it."""

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from intreccio.catalogue.access import embed_named
from intreccio.catalogue.models import Embed
from intreccio.catalogue.rules.colours import ink_on
from intreccio.catalogue.search.find import find
from intreccio.kernel.access import NotFound
from intreccio.web.find import showing
from intreccio.web.find.asking import read
from intreccio.web.frame.addresses import address
from intreccio.web.frame.context import territory_name
from intreccio.web.frame.paging import numbered_pages
from intreccio.web.requests import Request

ASKED = ("what", "where", "page")
"""What a reader may ask there beside the question that the key brings along."""

GONE = 410
MINUTES = 300


@xframe_options_exempt
@require_safe
def page(request: Request, embed_key: str) -> HttpResponse:
    """The finder with the question of its key, or with the reader's own words."""
    try:
        embed = embed_named(embed_key)
    except NotFound:
        return _framed_by("'none'", render(request, "embeds/none.html", status=404))
    if not embed.is_on:
        return _framed_by(embed.host, render(request, "embeds/none.html", status=GONE))
    return _framed_by(embed.host, render(request, "embeds/page.html", _context(request, embed)))


@require_safe
@cache_control(public=True, max_age=MINUTES)
def colours(request: Request, embed_key: str) -> HttpResponse:
    """The colours of a key as a stylesheet."""
    embed = embed_named(embed_key)
    context = {"embed": embed, "ink": ink_on(embed.ground), "on_brand": ink_on(embed.brand)}
    return render(request, "embeds/colours.css", context, content_type="text/css; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=MINUTES)
def height_script(request: Request) -> HttpResponse:
    """Where other sites find the script by which the frame grows with its content."""
    return HttpResponseRedirect(static("intreccio/js/embed.js"))


def question_of(embed: Embed, asked: QueryDict) -> QueryDict:
    """The question that the key brings along, with what the reader asks instead."""
    question = QueryDict(embed.question, mutable=True)
    for name in ASKED:
        if name in asked:
            question[name] = asked.get(name, "")
    return question


def _context(request: Request, embed: Embed) -> dict[str, object]:
    asked = read(question_of(embed, request.GET))
    answer = find(asked.question)
    question = asked.question
    here = reverse("embed", args=[embed.key])
    said = [(name, value) for name, value in (("what", asked.what), ("where", asked.where)) if value]
    return {
        "embed": embed,
        "asked": asked,
        "answer": answer,
        "results": showing.results(answer),
        "pages": numbered_pages(here, said, question.page, answer.total, question.size, most=showing.MOST_PAGES),
        "start": question.offset + 1,
        "main_url": request.build_absolute_uri(address(reverse("home"), showing.pairs_of(asked))),
        "territory_name": territory_name(),
    }


def _framed_by(host: str, response: HttpResponse) -> HttpResponse:
    """Only the pages of `host`, and no others, may show it in a frame; forms in it lead back to it."""
    response["Content-Security-Policy"] = (
        f"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {host}"
    )
    if host == "'none'":
        response["X-Frame-Options"] = "DENY"
    return response
