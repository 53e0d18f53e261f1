"""The gallery of components, in a demonstration only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from intreccio.web.gallery import examples


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    if not settings.INTRECCIO_DEMONSTRATION:
        raise Http404
    return render(request, "gallery/page.html", examples.context())
