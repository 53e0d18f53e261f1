"""Cutting a stream into pieces that fit in memory."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size` items, none empty."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
