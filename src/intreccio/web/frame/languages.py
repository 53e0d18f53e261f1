"""The languages that a page is offered in, and the one to fall back to."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from intreccio.kernel.languages import NAMES, WORKING
from intreccio.web.frame.public import is_public_view
from intreccio.web.shown.pieces import Language

MOST_READ = 8


def offered(request: HttpRequest) -> list[Language]:
    """The languages of this page, each by its own name; an address that leads nowhere has them all."""
    match = request.resolver_match
    codes = NAMES if match is None or is_public_view(match.func) else WORKING
    return [Language(code, NAMES[code]) for code in codes]


def read_also(request: HttpRequest) -> tuple[str, ...]:
    """Every language that the browser says its reader knows, the best first: at most a few, as short codes."""
    wanted = parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    codes = (code.partition("-")[0] for code, weight in wanted if weight > 0 and code != "*")
    return tuple(dict.fromkeys(codes))[:MOST_READ]


def working_language(request: HttpRequest) -> str:
    """The working language that the browser would rather have, else the platform's own."""
    wanted = parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    codes = (code.partition("-")[0] for code, _ in wanted)
    return next((code for code in codes if code in WORKING), settings.LANGUAGE_CODE)
