"""The one search."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from uuid import UUID

import numpy as np
from django.db import connection

from intreccio.catalogue.search import windows
from intreccio.catalogue.search.answer import Answer, Facet, Result
from intreccio.catalogue.search.filters import filters_of, open_then, share
from intreccio.catalogue.search.question import Question, Sort
from intreccio.catalogue.search.snapshot import vocabulary
from intreccio.catalogue.search.statement import Search, statement
from intreccio.catalogue.search.vocabulary import Vocabulary
from intreccio.catalogue.search.windows import COUNTED_TO, WANTED, WHOLE_UP_TO, Window, Windows
from intreccio.catalogue.search.wording import Wording, understand
from intreccio.kernel import clock

_MOST_TRIES = 3
_GROWTH = 1.3


@dataclass(frozen=True, slots=True)
class _Found:
    """The row that the statement gives. `facets` are the facet numbers of all hits, packed."""

    total: int
    facets: bytes
    results: tuple[Result, ...]
    edition: int


def find(question: Question) -> Answer:
    """The services that answer a question, best first; where nothing has all its words, those with most.

    Reads only. Up to a thousand results can be paged through.
    """
    known = vocabulary()
    wording = understand(question.words, known)
    found = _look(question, wording, known)
    while not found.total and len(wording.ideas) > 1:
        wording = wording.without_one()
        found = _look(question, wording, known)
    return Answer(
        total=min(found.total, COUNTED_TO),
        total_is_exact=found.total <= COUNTED_TO,
        results=found.results,
        facets=_counted(found.facets, vocabulary(found.edition)),
        corrections=wording.corrections,
        ignored=wording.ignored,
    )


def _look(question: Question, wording: Wording, known: Vocabulary) -> _Found:
    """The answer from a window that should do, or from wider ones until there is enough or no more."""
    filters, then = filters_of(question, known), open_then(question.open, known)
    search = Search(question, wording.query, filters, then.patterns if then else 0, clock.now())
    passing = share(question, filters, known, then)
    part = passing * wording.share(known)
    window_for = _windows(question, wording, filters.serving, known)
    wanted = inf if part * known.services <= WHOLE_UP_TO else WANTED / part
    for _ in range(_MOST_TRIES):
        window = window_for(wanted)
        found = _ask(search, window)
        if window.is_whole or found.total > COUNTED_TO:
            return found
        wanted *= _GROWTH * WANTED / max(found.total, 1)
    return _ask(search, window_for(inf))


def _windows(question: Question, wording: Wording, serving: tuple[int, ...], known: Vocabulary) -> Windows:
    """What comes first for this question decides which part of the catalogue is looked at."""
    if question.sort is Sort.NEXT_SESSION:
        return windows.next_days(known.sessions_a_day)
    if question.point is not None:
        return windows.circles(question.point, question.within_km, serving, known.counts)
    if wording.ideas:
        in_names, anywhere = wording.share_in_names(known), wording.share(known)
        return windows.slices_names_first(question.day, known.services, in_names, anywhere)
    return windows.slices(question.day, known.services)


def _ask(search: Search, window: Window) -> _Found:
    with connection.cursor() as cursor:
        cursor.execute(*statement(search, window))
        total, facets, page, edition = cursor.fetchone()
    results = tuple(Result(UUID(service), km, card) for service, km, card in json.loads(page or "[]"))
    return _Found(total, bytes(facets or b""), results, edition or 0)


def _counted(packed: bytes, known: Vocabulary) -> Mapping[Facet, Mapping[str, int]]:
    """How often each facet occurs, the commonest first."""
    counts = np.bincount(np.frombuffer(packed, "<u4"))
    found: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
    for number in np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)].tolist():
        kind, value = known.facets[number]
        found[Facet(kind)][value] = int(counts[number])
    return found
