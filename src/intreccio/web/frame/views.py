"""Pages of the frame: accessibility, privacy, language, errors."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_POST

from intreccio.accounts.actions import choose_language
from intreccio.kernel.languages import WORKING
from intreccio.web.frame.redirects import safe_target
from intreccio.web.requests import Request


def accessibility(request: Request) -> HttpResponse:
    """What was done for accessibility, what is missing, whom to tell."""
    return render(request, "frame/accessibility.html")


def privacy(request: Request) -> HttpResponse:
    """What is kept about visitors and account holders."""
    return render(request, "frame/privacy.html")


def icon(request: Request) -> HttpResponse:
    """Where browsers look for the icon of what is no page."""
    return redirect(static("intreccio/img/favicon.svg"))


READING, EASY = "reading", "easy"
"""The cookie of whoever wants texts easy to read first, and what it holds."""


@require_POST
def choose_reading(request: Request) -> HttpResponse:
    """Have texts that are easy to read, to hear or to watch shown first, or no longer."""
    response = HttpResponseRedirect(safe_target(request))
    if request.POST.get(READING) == EASY:
        response.set_cookie(
            READING, EASY, max_age=31_536_000, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie(READING, samesite="Lax")
    return response


@require_POST
def set_language(request: Request) -> HttpResponse:
    """Choose the language of the pages, in a cookie; for account holders in their account too.

    An account is written to in one of the working languages.
    """
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = get_language_from_request(request)
    if request.user.is_authenticated and language in WORKING:
        choose_language(user=request.user, language=language, by=request.viewer.who())
    response = HttpResponseRedirect(safe_target(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=31_536_000, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response
