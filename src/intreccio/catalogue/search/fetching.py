"""Runs the statements of a search and reads what comes back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db import connection

from intreccio.catalogue.search.answer import Card
from intreccio.catalogue.search.packing import FACET, PLACE, unpack_facets, unpack_places
from intreccio.catalogue.search.ranking import Candidates, Integers
from intreccio.catalogue.search.statement import CARDS, Search, candidates
from intreccio.catalogue.search.windows import Window


@dataclass(frozen=True, slots=True)
class Fetched:
    """Candidates with the patterns that are open (None: not asked) and the edition of the vocabulary."""

    candidates: Candidates
    open_patterns: Integers | None
    edition: int


def fetch(search: Search, window: Window) -> Fetched:
    """Everything in the window that has the words and passes the filters, but for place and exact time."""
    with connection.cursor() as cursor:
        cursor.execute(*candidates(search, window))
        row = cursor.fetchone()
    numbers, relevance, serves, sessions, places, places_size, facets, facets_size, open_now, edition = row
    count = len(numbers or b"") // 4
    found = Candidates(
        numbers=_integers(numbers),
        relevance=_column(relevance, ">f4", count, 1).astype(float),
        serves=_column(serves, "?", count, False),
        next_session=_column(sessions, ">f8", count, np.inf).astype(float),
        places=unpack_places(places or b""),
        places_of=_column(places_size, ">i4", count, 0).astype(int) // PLACE.itemsize,
        facets=unpack_facets(facets or b""),
        facets_of=_integers(facets_size) // FACET.itemsize,
    )
    return Fetched(found, _integers(open_now) if search.question.open else None, edition or 0)


def cards(numbers: Sequence[int]) -> Mapping[int, tuple[UUID, Card]]:
    """The services with these numbers and their cards. One deleted meanwhile is left out."""
    with connection.cursor() as cursor:
        cursor.execute(CARDS, [list(numbers)])
        return {number: (service, json.loads(card)) for number, service, card in cursor.fetchall()}


def services_numbered(numbers: Sequence[int]) -> Mapping[int, UUID]:
    """The services with these numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, service FROM catalogue_searchentry WHERE number = ANY(%s)", [list(numbers)])
        return dict(cursor.fetchall())


def _integers(column: bytes | None) -> Integers:
    return np.frombuffer(column or b"", ">i4").astype(np.int64)


def _column(column: bytes | None, kind: str, count: int, default: float) -> npt.NDArray[Any]:
    """A column's values; the default for each where it was not asked for."""
    return np.full(count, default) if column is None else np.frombuffer(column, kind)
