"""Asking the endpoints, and looking through what they answer."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.test import Client

LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")


def client(**headers: str) -> Client:
    """A program that comes through the proxy, encrypted."""
    return Client(headers={"X-Forwarded-Proto": "https", **headers})


def body(answer: HttpResponseBase) -> bytes:
    """All of an answer, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def get(path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
    """The JSON of an answer that must be a good one."""
    answer = client(**headers).get(path, query or {})
    content = body(answer)
    assert answer.status_code == 200, content
    return json.loads(content)


def lines(path: str, query: dict[str, Any] | None = None) -> list[Any]:
    """The objects of a stream."""
    answer = client().get(path, {**(query or {}), "format": "ndjson"})
    assert answer.status_code == 200
    return [json.loads(line) for line in body(answer).decode().splitlines()]


def ids(page: dict[str, Any]) -> list[str]:
    """The identifiers on a page."""
    return [item["id"] for item in page["contents"]]


def empty_values(value: Any, path: str = "") -> Iterator[str]:
    """Where a null, or a list or object without anything in it, stands."""
    if value is None or value in ([], {}):
        yield path
    elif isinstance(value, dict):
        for name, below in value.items():
            yield from empty_values(below, f"{path}/{name}")
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from empty_values(below, f"{path}/{number}")


def bad_ids(value: Any) -> Iterator[str]:
    """Identifiers that are no UUIDs."""
    if isinstance(value, dict):
        for name, below in value.items():
            if (name == "id" or name.endswith("_id")) and name != "tax_id":
                try:
                    UUID(below)
                except (ValueError, AttributeError):
                    yield f"{name}={below}"
            else:
                yield from bad_ids(below)
    elif isinstance(value, list):
        for below in value:
            yield from bad_ids(below)
