"""The list as a cookie and in an address: ids of services, nothing else; the database knows nothing of it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "list"
MOST = 50
KEPT_FOR = timedelta(days=90)
"""Counted from the last change."""

LENGTH = 22
"""Characters of one id: its 16 bytes in base 64 without padding."""


def written(services: Iterable[UUID]) -> str:
    """These ids as one word, safe in a cookie and in an address."""
    return "".join(urlsafe_b64encode(service.bytes).decode().rstrip("=") for service in services)


def read(word: str) -> tuple[UUID, ...]:
    """The ids of such a word, each once, at most `MOST`. What is damaged in it is left out."""
    return tuple(dict.fromkeys(_ids(word)))[:MOST]


def kept(request: HttpRequest) -> tuple[UUID, ...]:
    """The services that this browser keeps, in the order in which they were saved."""
    return read(request.COOKIES.get(COOKIE, ""))


def keep(response: HttpResponseBase, services: Iterable[UUID]) -> None:
    """Have the browser keep exactly these; without any the cookie goes."""
    word = written(services)
    if not word:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE, word, max_age=KEPT_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def _ids(word: str) -> Iterator[UUID]:
    for start in range(0, min(len(word), MOST * LENGTH * 2), LENGTH):
        piece = word[start : start + LENGTH]
        try:
            yield UUID(bytes=urlsafe_b64decode(f"{piece}=="))
        except ValueError:  # not base 64, or not 16 bytes
            continue
