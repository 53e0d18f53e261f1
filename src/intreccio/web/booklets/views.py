"""Booklets to print of what a find page finds."""

from allauth.core.ratelimit import consume_or_429
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from intreccio.catalogue.search.find import find
from intreccio.web.booklets.asked import MOST, booklet, title
from intreccio.web.booklets.document import GroupedBy
from intreccio.web.find.asking import read
from intreccio.web.find.showing import pairs_of
from intreccio.web.requests import Request

GROUPED: dict[str, GroupedBy] = {"activity": "activity", "town": "town"}


@require_safe
def page(request: Request) -> HttpResponse:
    """How the booklet of a question is to be: in what groups, in which type."""
    asked = read(request.GET)
    answer = find(asked.question)
    context = {
        "title": title(asked),
        "total": answer.total,
        "total_is_exact": answer.total_is_exact,
        "most": MOST,
        "kept_pairs": pairs_of(asked),
    }
    return render(request, "booklets/page.html", context)


@require_safe
def pdf(request: Request) -> HttpResponse:
    """The booklet itself."""
    if refused := consume_or_429(request, action="typeset", limit_get=True):
        return refused
    made = booklet(
        read(request.GET),
        site=request.build_absolute_uri("/").rstrip("/"),
        by=GROUPED.get(request.GET.get("by_group", ""), "activity"),
        is_large=request.GET.get("large") == "yes",
    )
    return pdf_response(made, "intreccio.pdf")


def pdf_response(made: bytes, name: str) -> HttpResponse:
    """A PDF to be kept."""
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(made, "application/pdf", headers={"Content-Disposition": disposition})
