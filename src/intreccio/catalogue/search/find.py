"""The one search."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isnan
from uuid import UUID

import numpy as np

from intreccio.catalogue.search import windows
from intreccio.catalogue.search.answer import Answer, Facet, Result
from intreccio.catalogue.search.fetching import cards, fetch, services_numbered
from intreccio.catalogue.search.filters import filters_of, share
from intreccio.catalogue.search.question import Question, Sort
from intreccio.catalogue.search.ranking import Integers, rank
from intreccio.catalogue.search.snapshot import vocabulary
from intreccio.catalogue.search.statement import Search
from intreccio.catalogue.search.vocabulary import Vocabulary
from intreccio.catalogue.search.windows import COUNTED_TO, WANTED, WHOLE_UP_TO, Window, Windows
from intreccio.catalogue.search.wording import Wording, understand
from intreccio.kernel import clock

_MOST_TRIES = 3
_GROWTH = 1.3


@dataclass(frozen=True, slots=True)
class _Found:
    """All that counts, best first: numbers of entries and kilometres; how often each facet occurs."""

    numbers: Integers
    km: list[float]
    facet_counts: Integers
    edition: int

    @property
    def total(self) -> int:
        return len(self.numbers)


def find(question: Question) -> Answer:
    """The services that answer a question, best first; where nothing has all its words, those with most.

    Reads only. Up to a thousand results can be paged through.
    """
    known, wording, found = _understood(question)
    return Answer(
        total=min(found.total, COUNTED_TO),
        total_is_exact=found.total <= COUNTED_TO,
        results=_page(question, found),
        facets=_counted(found.facet_counts, known),
        corrections=wording.corrections,
        ignored=wording.ignored,
    )


def find_all(question: Question) -> tuple[UUID, ...]:
    """Every service that answers a question, best first, however many; its page does not matter."""
    known, wording, found = _understood(question)
    if found.total > COUNTED_TO:
        filters = filters_of(question, known)
        found = _search(Search(question, wording.query, wording.ranking, filters, clock.now()), windows.WHOLE)
    numbers = found.numbers.tolist()
    services = services_numbered(numbers)
    return tuple(services[number] for number in numbers if number in services)


def _understood(question: Question) -> tuple[Vocabulary, Wording, _Found]:
    """What is found, with the vocabulary of the very same edition."""
    known = vocabulary()
    wording, found = _answer(question, known)
    if found.edition != known.edition:
        known = vocabulary(found.edition)
        wording, found = _answer(question, known)
    return known, wording, found


def _answer(question: Question, known: Vocabulary) -> tuple[Wording, _Found]:
    wording = understand(question.words, known)
    found = _look(question, wording, known)
    while not found.total and len(wording.ideas) > 1:
        wording = wording.without_one()
        found = _look(question, wording, known)
    return wording, found


def _look(question: Question, wording: Wording, known: Vocabulary) -> _Found:
    """What is found in a window that should do, or in wider ones until there is enough or no more."""
    filters = filters_of(question, known)
    search = Search(question, wording.query, wording.ranking, filters, clock.now())
    part = share(question, filters, known) * wording.share
    window_for = _windows(question, wording, search, known)
    wanted = inf if part * known.services <= WHOLE_UP_TO else WANTED / part
    for _ in range(_MOST_TRIES):
        window = window_for(wanted)
        found = _search(search, window)
        if window.is_whole or found.total > COUNTED_TO:
            return found
        wanted *= _GROWTH * WANTED / max(found.total, 1)
    return _search(search, window_for(inf))


def _windows(question: Question, wording: Wording, search: Search, known: Vocabulary) -> Windows:
    """What comes first for this question decides which part of the catalogue is looked at."""
    if question.sort is Sort.NEXT_SESSION:
        return windows.next_days(search.now, known.counts)
    if question.point is not None:
        return windows.circles(question.point, search.filters.serving, known.counts)
    if wording.ideas:
        shares = wording.share, wording.share_in_names
        return windows.slices_names_first(question.day, known.services, *shares)
    return windows.slices(question.day, known.services)


def _search(search: Search, window: Window) -> _Found:
    fetched = fetch(search, window)
    ranked = rank(search.question, fetched.candidates, fetched.open_patterns, _reach_km(search, window))
    numbers, km = fetched.candidates.numbers[ranked.order], ranked.km[ranked.order]
    return _Found(numbers, km.tolist(), ranked.facet_counts, fetched.edition)


def _reach_km(search: Search, window: Window) -> float | None:
    reaches = [reach for reach in (search.question.within_km, window.reach_km) if reach is not None]
    return min(reaches, default=None)


def _page(question: Question, found: _Found) -> tuple[Result, ...]:
    """The results of the page asked for; none beyond the thousandth."""
    here = slice(min(question.offset, COUNTED_TO), min(question.offset + question.size, COUNTED_TO))
    numbers = found.numbers[here].tolist()
    shown = cards(numbers) if numbers else {}
    return tuple(
        Result(service=shown[number][0], distance_km=None if isnan(km) else km, card=shown[number][1])
        for number, km in zip(numbers, found.km[here], strict=True)
        if number in shown
    )


def _counted(counts: Integers, known: Vocabulary) -> Mapping[Facet, Mapping[str, int]]:
    """How often each facet occurs, the commonest first."""
    found: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
    numbers = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    for number, count in zip(numbers.tolist(), counts[numbers].tolist(), strict=True):
        facet, value = known.facets[number]
        found[facet][value] = count
    return found
