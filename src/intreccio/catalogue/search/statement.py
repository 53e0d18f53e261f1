"""The SQL of a search: one statement for the candidates, put together from the parts of the question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intreccio.catalogue.search.filters import Filters
from intreccio.catalogue.search.question import Question, Sort
from intreccio.catalogue.search.times import open_patterns
from intreccio.catalogue.search.windows import Window

# Named in full: where the intarray extension is installed, it has operators of the same names that the index
# does not know.
_OVERLAPS, _CONTAINS = "OPERATOR(pg_catalog.&&)", "OPERATOR(pg_catalog.@>)"


@dataclass(frozen=True, slots=True)
class Search:
    """A question made ready. `query` finds, `ranking` weighs: the words themselves, without synonyms."""

    question: Question
    query: str
    ranking: str
    filters: Filters
    now: datetime

    @property
    def needs_places(self) -> bool:
        return self.question.point is not None or bool(self.question.open)


def candidates(search: Search, window: Window) -> tuple[str, dict[str, Any]]:
    """A statement with one row: each column of all candidates as one string of bytes, in network order.

    They are: numbers, relevance, whether it serves without a public place, next session, places, bytes of
    places, facets, bytes of facets, open patterns, edition.
    """
    columns = ", ".join(f"string_agg({column}, '')" for column in _columns(search))
    is_open = (
        f"SELECT string_agg(int4send(pattern), '') FROM ({open_patterns(search.question.open)[0]}) AS is_open"
    )
    sql = f"""
        SELECT {columns}, {f"({is_open})" if search.question.open else "NULL::bytea"},
               (SELECT edition FROM catalogue_searchstate)
        FROM catalogue_searchentry
        WHERE {" AND ".join(_conditions(search, window)) or "true"}
    """
    return sql, _values(search, window)


CARDS = """
    SELECT number, service, card FROM catalogue_searchentry JOIN catalogue_searchcard ON entry = number
    WHERE number = ANY(%s)
"""


def _columns(search: Search) -> Iterator[str]:
    question = search.question
    yield "int4send(number)"
    yield "float4send(ts_rank('{0.1, 0.3, 0.5, 1}', words, %(ranking)s::tsquery))" if search.ranking else "NULL"
    serves = f"hides_place AND codes {_OVERLAPS} %(serving)s::int[]"
    yield f"boolsend({serves})" if search.filters.serving else "NULL"
    yield f"float8send({_NEXT_SESSION})" if question.sort is Sort.NEXT_SESSION else "NULL"
    yield "places" if search.needs_places else "NULL"
    yield "int4send(length(places))" if search.needs_places else "NULL"
    yield "facets"
    yield "int4send(length(facets))"


_NEXT_SESSION = """coalesce(extract(epoch FROM (
    SELECT min(next.starts_at) FROM unnest(patterns) AS its(pattern), LATERAL (
        SELECT starts_at FROM catalogue_opening
        WHERE pattern = its.pattern AND is_session AND starts_at >= %(now)s
        ORDER BY pattern, starts_at LIMIT 1) AS next))::float8, 'infinity')"""


def _conditions(search: Search, window: Window) -> Iterator[str]:
    yield from _words_in_window(search, window)
    if search.filters.every:
        yield f"codes {_CONTAINS} %(every)s::int[]"
    for number in range(len(search.filters.any_of)):
        yield f"codes {_OVERLAPS} %(any{number})s::int[]"
    if search.question.age is not None:
        yield "coalesce(min_age, 0) <= %(age)s AND coalesce(max_age, 200) >= %(age)s"


def _words_in_window(search: Search, window: Window) -> Iterator[str]:
    in_window = f"codes {_OVERLAPS} %(window)s::int[]"
    if window.with_names:
        yield f"(names @@ %(query)s::tsquery OR words @@ %(query)s::tsquery AND {in_window})"
        return
    if search.query:
        yield f"{'names' if window.names_only else 'words'} @@ %(query)s::tsquery"
    if window.codes is not None:
        yield in_window


def _values(search: Search, window: Window) -> dict[str, Any]:
    question, filters = search.question, search.filters
    return {
        "query": search.query,
        "ranking": search.ranking,
        "every": list(filters.every),
        **{f"any{number}": list(codes) for number, codes in enumerate(filters.any_of)},
        "serving": list(filters.serving),
        "window": list(window.codes or ()),
        "age": question.age,
        "now": search.now,
        **open_patterns(question.open)[1],
    }
