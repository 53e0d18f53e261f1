"""What every request passes through."""

from collections.abc import Callable
from typing import cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from intreccio.actors.access import viewer_for
from intreccio.kernel.access import ANYBODY, NotAllowed, NotFound, Viewer
from intreccio.kernel.acting import NOBODY
from intreccio.kernel.databases.context import reading
from intreccio.kernel.languages import WORKING
from intreccio.kernel.text import reading_also
from intreccio.web.frame.languages import read_also, working_language
from intreccio.web.frame.public import is_public_view
from intreccio.web.requests import Request

Respond = Callable[[HttpRequest], HttpResponse]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

LARGEST_BODY = 60_000_000
"""Bytes that anybody may send. Forms that take files say for themselves how much less they want."""


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


class PlainRefusals:
    """Answers what cannot be answered otherwise: unreadable input, things not there, things not allowed."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.get_full_path() or "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "400.html", status=400)
        if _told_size(request) > LARGEST_BODY:
            return render(request, "413.html", status=413)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        match problem:
            case NotFound():
                return render(request, "404.html", status=404)
            case NotAllowed() if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            case NotAllowed():
                return render(request, "403.html", status=403)
            case RequestDataTooBig():
                return render(request, "413.html", status=413)
        return None


class ReadOnlyGets:
    """A GET runs in one READ ONLY transaction, in which PostgreSQL refuses every write.

    It stands last, so that sessions and messages are settled outside the transaction. `request.viewer`
    says who looks.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        viewer = cast(Viewer, SimpleLazyObject(lambda: viewer_of(request)))
        cast(Request, request).viewer = viewer
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        who = viewer.who() if settings.SESSION_COOKIE_NAME in request.COOKIES else NOBODY
        with reading(who):
            return self.get_response(request)


class SecondFactorFirst:
    """Staff, and whoever holds a role that needs a second factor, set one up before anything else."""

    ALLOWED = ("/accounts/", "/language/", "/static/")

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not request.path.startswith(self.ALLOWED):
            needed = request.user.is_staff or cast(Request, request).viewer.needs_second_factor()
            if needed and not is_mfa_enabled(request.user):
                return redirect("mfa_activate_totp")
        return self.get_response(request)


class LanguagesRead:
    """Has texts of the catalogue fall back to other languages that the reader's browser names.

    Pages vary by that header already, since the language of the interface follows it (`LocaleMiddleware`).
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading_also(read_also(request)):
            return self.get_response(request)


class WorkingLanguages:
    """Pages that are not public speak one of the working languages, whatever the reader chose for the others."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *given: object) -> None:
        """Before the view is called: say what it says in a language that it speaks."""
        if translation.get_language() not in WORKING and not is_public_view(view):
            translation.activate(working_language(request))
            request.LANGUAGE_CODE = translation.get_language()


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind a request."""
    return viewer_for(request.user) if request.user.is_authenticated else ANYBODY


def _told_size(request: HttpRequest) -> int:
    """How many bytes a request says it brings."""
    told = request.META.get("CONTENT_LENGTH") or ""
    return int(told) if told.isascii() and told.isdigit() else 0
