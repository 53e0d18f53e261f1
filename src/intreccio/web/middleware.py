"""What every request passes through."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from intreccio.actors.access import viewer_for
from intreccio.kernel.access import ANYBODY, Viewer
from intreccio.kernel.acting import NOBODY
from intreccio.kernel.databases.context import reading

Respond = Callable[[HttpRequest], HttpResponse]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SecurityHeaders:
    """A strict content policy: nothing inline, nothing from elsewhere but map tiles where configured."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        images = " ".join(["'self'", "data:", *settings.INTRECCIO_TILE_HOSTS])
        self.policy = (
            f"default-src 'self'; img-src {images}; object-src 'none'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'"
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
        return response


class ReadOnlyGets:
    """A GET runs in one READ ONLY transaction, in which PostgreSQL refuses every write.

    It stands last, so that sessions and messages are settled outside the transaction. `request.viewer`
    says who looks.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        who = request.viewer.who() if settings.SESSION_COOKIE_NAME in request.COOKIES else NOBODY
        with reading(who):
            return self.get_response(request)


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind a request."""
    return viewer_for(request.user) if request.user.is_authenticated else ANYBODY
