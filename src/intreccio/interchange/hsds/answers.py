"""Answers to anybody, from any site: JSON, streams of it, and refusals, with what lets others keep them."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    JsonResponse,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from intreccio.interchange.hsds.parameters import Problem, Refused, Unreadable
from intreccio.interchange.hsds.queries.places import UnknownPostcode
from intreccio.interchange.hsds.reader import Reader, reader_of
from intreccio.interchange.hsds.validators import last_change, tag
from intreccio.kernel.acting import NOBODY
from intreccio.kernel.databases.context import read_apart, reading

Handle = Callable[[HttpRequest, Reader], HttpResponseBase]

JSON, NDJSON = "application/json", "application/x-ndjson"
READ, READ_OR_ASK = ("GET", "HEAD", "OPTIONS"), ("GET", "HEAD", "OPTIONS", "POST")
A_DAY = "86400"


class Missing(Exception):
    """There is no such thing, or it is not for everybody."""


def endpoint(request: HttpRequest, handle: Handle, methods: tuple[str, ...] = READ) -> HttpResponseBase:
    """Answer a request with what `handle` makes of it: read-only, to any origin, only if it has changed."""
    if request.method not in methods:
        return _open(_refusal("This address only answers " + ", ".join(methods), 405, Allow=", ".join(methods)))
    if request.method == "OPTIONS":
        return _preflight(methods)
    if request.method == "POST":
        with reading(NOBODY):
            return _open(_answered(request, handle))
    # What words and postcodes find also rests on derived data, of which the journal says nothing.
    derived = request.GET.get("search") or request.GET.get("postcode")
    changed = None if derived else last_change()
    if _holds_the_same(request, changed):
        return _open(HttpResponseNotModified())
    return _open(_fresh(request, _answered(request, handle), changed))


def as_json(content: object) -> HttpResponse:
    """An object as JSON."""
    return HttpResponse(dumped(content).encode(), content_type=JSON)


def as_stream(request: HttpRequest, pieces: Iterator[str], content_type: str) -> HttpResponseBase:
    """A text in pieces, made while it is sent. Who only asks for the head gets no pieces."""
    if request.method == "HEAD":
        return HttpResponse(content_type=content_type)
    return StreamingHttpResponse((piece.encode() for piece in read_apart(pieces)), content_type=content_type)


def dumped(content: object) -> str:
    """JSON as short as it gets."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _answered(request: HttpRequest, handle: Handle) -> HttpResponseBase:
    reader = reader_of(request.headers.get("Accept-Language", ""))
    try:
        response = handle(request, reader)
    except Refused as problem:
        return _refused(problem.problems)
    except UnknownPostcode as problem:
        return _refused([Problem("postcode", f"no public place with the postcode {problem} is known here")])
    except Unreadable as problem:
        return _refusal(str(problem), 400)
    except Missing:
        return _refusal("Not found", 404)
    response.headers["Content-Language"] = reader.language
    return response


def _holds_the_same(request: HttpRequest, changed: int | None) -> bool:
    """Whether a date says that nothing has changed. Only one that we gave counts, not one made up."""
    if changed is None or "If-None-Match" in request.headers:
        return False
    return parse_http_date_safe(request.headers.get("If-Modified-Since", "")) == changed


def _fresh(request: HttpRequest, response: HttpResponseBase, changed: int | None) -> HttpResponseBase:
    """The answer with what says whether it is still the same, or that it is."""
    if response.status_code != 200:
        return response
    response.headers["Cache-Control"] = "public, no-cache"
    if changed is not None:
        response.headers["Last-Modified"] = http_date(changed)
    if not isinstance(response, HttpResponse) or not response.content:
        return response
    response.headers["ETag"] = tag(response.content)
    return get_conditional_response(request, response.headers["ETag"], None, response) or response


def _refused(problems: Iterable[Problem]) -> HttpResponse:
    detail = [
        {"type": "value_error", "loc": ["query", problem.name], "msg": problem.reason} for problem in problems
    ]
    return JsonResponse({"detail": detail}, status=422)


def _refusal(reason: str, status: int, **headers: str) -> HttpResponse:
    return JsonResponse({"detail": reason}, status=status, headers=headers)


def _preflight(methods: tuple[str, ...]) -> HttpResponse:
    headers = {
        "Allow": ", ".join(methods),
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": "Accept-Language, Content-Type, If-Modified-Since, If-None-Match",
        "Access-Control-Max-Age": A_DAY,
    }
    return _open(HttpResponse(status=204, headers=headers))


def _open(response: HttpResponseBase) -> Any:
    """For any origin, without its visitors' credentials."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "Content-Language, ETag, Last-Modified"
    patch_vary_headers(response, ["Accept-Language"])
    return response
