"""Addresses of pages with their parameters."""

from collections.abc import Iterable

from django.http import QueryDict

Pairs = list[tuple[str, str]]


def address(base: str, pairs: Iterable[tuple[str, str]]) -> str:
    """`base` with these parameters, in this order."""
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return f"{base}?{query.urlencode()}" if query else base
