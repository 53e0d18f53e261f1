"""The filters of a question as codes, and what part of the catalogue they leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from django.db import connection

from intreccio.catalogue.search.answer import Facet
from intreccio.catalogue.search.codes import Kind, code
from intreccio.catalogue.search.question import Question, Span
from intreccio.catalogue.search.snapshot import renewed
from intreccio.catalogue.search.times import open_patterns
from intreccio.catalogue.search.vocabulary import Vocabulary

AREA = "area"
FREE, PAID = "free", "paid"
PUBLIC, NON_PUBLIC = "public", "non-public"
_NOBODY = 0
_SHARE_OF_AN_AGE = 0.5


@dataclass(frozen=True, slots=True)
class Filters:
    """All of the codes in `every`, and one of each in `any_of`.

    `serving` are the codes of services that serve the place where the question is asked.
    """

    every: tuple[int, ...]
    any_of: tuple[tuple[int, ...], ...]
    serving: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenThen:
    """How many patterns are open at some moment of the spans, and how many services have them."""

    patterns: int
    services: int


def filters_of(question: Question, vocabulary: Vocabulary) -> Filters:
    """The codes that a question asks for. A code that nothing has matches nothing."""
    wanted = [*_facets(question), *((AREA, area) for area in _areas(question))]
    if any(code not in vocabulary.codes for code in wanted):
        vocabulary = renewed()

    def numbers(kind: Kind, *areas: str) -> tuple[int, ...]:
        return tuple(code(kind, vocabulary.codes.get((AREA, area), _NOBODY)) for area in areas)

    every = tuple(code(Kind.FACET, vocabulary.codes.get(facet, _NOBODY)) for facet in _facets(question))
    area = question.area
    in_area = (*numbers(Kind.INSIDE, area.code), *numbers(Kind.SERVES, *area.chain)) if area else ()
    return Filters(every, (in_area,) if in_area else (), numbers(Kind.SERVES, *question.around))


def share(question: Question, filters: Filters, vocabulary: Vocabulary, open_then: OpenThen | None) -> float:
    """About what part of all services passes the filters, taking them as independent."""
    counts = vocabulary.counts
    parts = [vocabulary.share(counts.get(code, 0)) for code in filters.every]
    parts += [vocabulary.share(sum(counts.get(code, 0) for code in codes)) for codes in filters.any_of]
    if question.age is not None:
        parts.append(_SHARE_OF_AN_AGE)
    if open_then is not None:
        parts.append(vocabulary.share(open_then.services))
    return prod(parts)


def open_then(spans: tuple[Span, ...], vocabulary: Vocabulary) -> OpenThen | None:
    """What is known before searching about who is open; None where the question does not ask."""
    return _open_then(spans, vocabulary.edition) if spans else None


@lru_cache(maxsize=256)
def _open_then(spans: tuple[Span, ...], edition: int) -> OpenThen:
    sql, values = open_patterns(spans)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*), coalesce(sum(services), 0) FROM ({sql}) AS open
                LEFT JOIN catalogue_searchcount ON code = {code(Kind.PATTERN, 0)} + pattern""",
            values,
        )
        return OpenThen(*cursor.fetchone())


def _facets(question: Question) -> Iterator[tuple[str, str]]:
    yield from ((Facet.TERM, term) for term in question.terms)
    yield from ((Facet.LANGUAGE, language) for language in question.languages)
    yield from ((Facet.ACCESSIBILITY, term) for term in question.accessibility)
    if question.free is not None:
        yield Facet.COST, FREE if question.free else PAID
    if question.public is not None:
        yield Facet.SECTOR, PUBLIC if question.public else NON_PUBLIC


def _areas(question: Question) -> tuple[str, ...]:
    return (*question.around, *(question.area.chain if question.area else ()))
