"""Which pages may be kept in a browser to be read without a connection."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from intreccio.web.requests import Request

HEADER = "X-Offline"
P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def offline(view: View[P]) -> View[P]:
    """Let the service worker keep what a view answers to whoever is not signed in, unless it forbids storing."""

    @wraps(view)
    def answer(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        forbidden = "no-store" in response.headers.get("Cache-Control", "")
        if response.status_code == 200 and not forbidden and not request.user.is_authenticated:
            response[HEADER] = "keep"
        return response

    return answer
