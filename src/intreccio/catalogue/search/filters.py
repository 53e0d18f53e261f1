"""The filters of a question as codes, and what part of the catalogue they leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from intreccio.catalogue.search.answer import Facet
from intreccio.catalogue.search.cells import circle_of
from intreccio.catalogue.search.codes import Kind, code
from intreccio.catalogue.search.question import Question
from intreccio.catalogue.search.times import slots
from intreccio.catalogue.search.vocabulary import Vocabulary

AREA = "area"
FREE, PAID = "free", "paid"
PUBLIC, OTHER = "public", "other"
ROOM = "yes"
_NOBODY = 0
# About what part of services takes people of any one age, and what part of those open in three hours is
# open at a moment of them.
_OF_AN_AGE = 0.5
_IN_SLOT_OPEN = 0.7


@dataclass(frozen=True, slots=True)
class Filters:
    """All of the codes in `every`, and one of each in `any_of`.

    `every` and `any_of` may let a little too much pass where it comes to distance and opening hours.
    `serving` are the codes of services that serve the place where the question is asked.
    """

    every: tuple[int, ...]
    any_of: tuple[tuple[int, ...], ...]
    serving: tuple[int, ...]


def filters_of(question: Question, vocabulary: Vocabulary) -> Filters:
    """The codes that a question asks for. A code that nothing has matches nothing."""

    def areas(kind: Kind, *codes: str) -> tuple[int, ...]:
        return tuple(code(kind, vocabulary.codes.get((AREA, area), _NOBODY)) for area in codes)

    any_of = []
    if question.area is not None:
        any_of.append((*areas(Kind.INSIDE, question.area.code), *areas(Kind.SERVES, *question.area.chain)))
    if question.open:
        any_of.append(slots(question.open))
    serving = areas(Kind.SERVES, *question.around)
    if question.point is not None and question.within_km is not None:
        circle = circle_of(
            question.point.latitude, question.point.longitude, question.within_km, vocabulary.counts
        )
        any_of += [(*circle.cells, *serving)] if circle else []
    every = tuple(code(Kind.FACET, vocabulary.codes.get(facet, _NOBODY)) for facet in _facets(question))
    return Filters(every, tuple(any_of), serving)


def share(question: Question, filters: Filters, vocabulary: Vocabulary) -> float:
    """About what part of all services passes the filters, taking them as independent."""
    counts = vocabulary.counts
    parts = [vocabulary.share(counts.get(one, 0)) for one in filters.every]
    parts += [vocabulary.share(sum(counts.get(one, 0) for one in several)) for several in filters.any_of]
    if question.age is not None:
        parts.append(_OF_AN_AGE)
    if question.open:
        parts.append(_IN_SLOT_OPEN)
    return prod(parts)


def _facets(question: Question) -> Iterator[tuple[str, str]]:
    yield from ((Facet.TERM, term) for term in question.terms)
    yield from ((Facet.LANGUAGE, language) for language in question.languages)
    yield from ((Facet.ACCESSIBILITY, term) for term in question.accessibility)
    if question.free is not None:
        yield Facet.COST, FREE if question.free else PAID
    if question.public is not None:
        yield Facet.SECTOR, PUBLIC if question.public else OTHER
    if question.with_room:
        yield Facet.ROOM, ROOM
