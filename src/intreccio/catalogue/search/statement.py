"""The one SQL statement of a search, put together from the parts of the question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intreccio.catalogue.search.codes import Kind, code
from intreccio.catalogue.search.filters import Filters
from intreccio.catalogue.search.question import Question, Sort
from intreccio.catalogue.search.times import open_patterns, patterns_with_sessions
from intreccio.catalogue.search.windows import COUNTED_TO, Window

# A service without a public place is ranked as though it were so far: behind the doorstep, ahead of the
# next town. It says nothing about where it is.
NOTIONAL_KM = 5
# The distance at which a service weighs half of what it would next door.
HALF_WEIGHT_KM = 10
EARTH_RADIUS_KM = 6371.0088
# Up to so many open patterns the index finds who is open; beyond, each candidate is asked.
FEW_PATTERNS = 1000
# Named in full: the intarray extension has operators of the same names that the index does not know.
_OVERLAPS, _CONTAINS = "OPERATOR(pg_catalog.&&)", "OPERATOR(pg_catalog.@>)"
_HERE = "%(latitude)s", "%(longitude)s"


@dataclass(frozen=True, slots=True)
class Search:
    """A question made ready: what PostgreSQL needs to know to answer it."""

    question: Question
    query: str
    filters: Filters
    patterns_open: int
    now: datetime


def statement(search: Search, window: Window) -> tuple[str, dict[str, Any]]:
    """SQL and parameters of a statement with one row: total, facets, page as JSON, edition."""
    question = search.question
    sql = f"""
        WITH candidate AS MATERIALIZED (
            SELECT {", ".join(_columns(search))}
            FROM catalogue_searchentry {_NEXT_SESSION if question.sort is Sort.NEXT_SESSION else ""}
            WHERE {" AND ".join(_conditions(search, window)) or "true"}
        ), hit AS (
            SELECT * FROM candidate WHERE {" AND ".join(_reach(question, window)) or "true"}
        ), page AS (
            SELECT service, km, card, row_number() OVER () AS place
            FROM (SELECT * FROM hit
                  ORDER BY {_order(search)}, hashint4extended(number, %(day)s), number
                  LIMIT %(size)s OFFSET %(offset)s) AS sorted
            JOIN catalogue_searchcard ON entry = number
        )
        SELECT (SELECT count(*) FROM hit), (SELECT string_agg(facets, '') FROM hit),
               (SELECT json_agg(json_build_array(service, km, card) ORDER BY place)::text FROM page),
               (SELECT edition FROM catalogue_searchstate)
    """
    return sql, _values(search, window)


def _values(search: Search, window: Window) -> dict[str, Any]:
    question, filters = search.question, search.filters
    values = {
        "query": search.query,
        "every": list(filters.every),
        **{f"any{number}": list(codes) for number, codes in enumerate(filters.any_of)},
        "serving": list(filters.serving),
        "window": list(window.codes or ()),
        "reach": window.reach_km,
        "age": question.age,
        "now": search.now,
        "day": question.day.toordinal(),
        "size": max(0, min(question.size, COUNTED_TO - question.offset)),
        "offset": min(question.offset, COUNTED_TO),
    }
    if question.point is not None:
        values |= {"latitude": question.point.latitude, "longitude": question.point.longitude}
    if question.open:
        values |= open_patterns(question.open)[1]
    if window.days is not None:
        values |= patterns_with_sessions(search.now, window.days)[1]
    return values


def _columns(search: Search) -> Iterator[str]:
    question = search.question
    yield "number, service, facets"
    yield "ts_rank('{0.1, 0.3, 0.5, 1}', words, %(query)s::tsquery) AS relevance" if search.query else "1 AS relevance"
    yield f"{_kilometres(question) if question.point else 'NULL::float8'} AS km"
    if question.point is not None:
        yield f"codes {_OVERLAPS} %(serving)s::int[] AS serves"
    if question.sort is Sort.NEXT_SESSION:
        yield "next_start"


_NEXT_SESSION = """CROSS JOIN LATERAL (
        SELECT min(starts_at) AS next_start FROM catalogue_opening
        WHERE pattern = ANY (patterns) AND is_session AND starts_at >= %(now)s
    ) AS sessions"""


def _conditions(search: Search, window: Window) -> Iterator[str]:
    question, filters = search.question, search.filters
    yield from _words_in_window(search, window)
    if filters.every:
        yield f"codes {_CONTAINS} %(every)s::int[]"
    for number in range(len(filters.any_of)):
        yield f"codes {_OVERLAPS} %(any{number})s::int[]"
    if window.days is not None:
        yield f"codes {_OVERLAPS} ARRAY({patterns_with_sessions(search.now, window.days)[0]})"
    if question.age is not None:
        yield "coalesce(min_age, 0) <= %(age)s AND coalesce(max_age, 200) >= %(age)s"
    if question.open:
        yield _is_open(search)


def _words_in_window(search: Search, window: Window) -> Iterator[str]:
    if window.names_only:
        yield "names @@ %(query)s::tsquery"
    elif search.query and not window.with_names:
        yield "words @@ %(query)s::tsquery"
    if window.with_names:
        yield f"""(names @@ %(query)s::tsquery
                   OR words @@ %(query)s::tsquery AND codes {_OVERLAPS} %(window)s::int[])"""
    elif window.codes is not None:
        yield f"codes {_OVERLAPS} %(window)s::int[]"


def _is_open(search: Search) -> str:
    open_now, _ = open_patterns(search.question.open)
    if search.patterns_open <= FEW_PATTERNS:
        return f"codes {_OVERLAPS} ARRAY(SELECT {code(Kind.PATTERN, 0)} + pattern FROM ({open_now}) AS open_now)"
    return f"""CASE cardinality(patterns) WHEN 1 THEN patterns[1] IN ({open_now})
        ELSE EXISTS (SELECT FROM unnest(patterns) AS pattern WHERE pattern IN ({open_now})) END"""


def _kilometres(question: Question) -> str:
    """To the nearest place, or to the nearest that is open then; most services have one place only."""
    open_now = f"WHERE pattern IN ({open_patterns(question.open)[0]})" if question.open else ""
    return f"""CASE cardinality(latitudes) WHEN 1 THEN {_great_circle("latitudes[1]", "longitudes[1]")}
        ELSE (SELECT min({_great_circle("latitude", "longitude")})
              FROM unnest(latitudes, longitudes, patterns) AS place(latitude, longitude, pattern) {open_now}) END"""


def _great_circle(latitude: str, longitude: str) -> str:
    """Kilometres along the sphere, by the haversine formula (Sinnott 1984): exact for near points too."""
    return f"""{2 * EARTH_RADIUS_KM} * asin(least(1, sqrt(
        power(sin(radians({latitude} - %(latitude)s) / 2), 2)
        + cos(radians(%(latitude)s)) * cos(radians({latitude}))
        * power(sin(radians({longitude} - %(longitude)s) / 2), 2))))"""


def _reach(question: Question, window: Window) -> Iterator[str]:
    """Which candidates count: those near enough, or without a public place but serving the place asked."""
    if question.point is not None:
        near = "km IS NOT NULL" if window.reach_km is None else "km <= %(reach)s"
        yield f"({near} OR km IS NULL AND serves)"
    if question.sort is Sort.NEXT_SESSION:
        yield "next_start IS NOT NULL"


def _order(search: Search) -> str:
    question = search.question
    if question.sort is Sort.NEXT_SESSION:
        return "next_start"
    if question.point is None:
        return "relevance DESC"
    far = f"coalesce(km, {NOTIONAL_KM})"
    if question.sort is Sort.DISTANCE or not search.query:
        return far
    return f"relevance / (1 + {far} / {HALF_WEIGHT_KM}) DESC"
