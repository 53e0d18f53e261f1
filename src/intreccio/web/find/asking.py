"""From the address of a page to a question, and from a question back to an address."""

from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from intreccio.catalogue.queries.areas import chains
from intreccio.catalogue.search.question import (
    Point,
    Question,
    QuestionError,
    Sort,
    Span,
    open_at,
    open_during,
)
from intreccio.kernel import clock
from intreccio.territory.queries import area_at, areas_matching

ZONE = ZoneInfo("Europe/Rome")
EVENING = time(17)
LONGEST_WORDS = 500
WHEN = ("now", "today", "evening", "weekend")
SEVERAL = ("term", "lang", "access")
SINGLE = ("when", "free", "sector", "age", "km", "sort")


@dataclass(frozen=True)
class Asked:
    """A question with what the page needs to show it again. `problems` are sentences for the reader."""

    question: Question
    what: str = ""
    where: str = ""
    lat: float | None = None
    lon: float | None = None
    place_name: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def has(self, name: str, value: str) -> bool:
        return value in self.filters.get(name, ())


def read(query: QueryDict) -> Asked:
    """Understand the parameters of a find page. What makes no sense is left out and named in `problems`."""
    problems: list[str] = []
    where = query.get("where", "").strip()[:LONGEST_WORDS]
    point = _point(query, problems)
    place = _place(where, point, problems)
    values = {name: query.get(name, "").strip() for name in SINGLE}
    several = {name: tuple(dict.fromkeys(query.getlist(name))) for name in SEVERAL}
    question = _question(query, values, several, place, problems)
    filters = {**several, **{name: (value,) for name, value in values.items() if value and name != "sort"}}
    return Asked(
        question=question,
        what=query.get("what", "")[:LONGEST_WORDS],
        where=where,
        lat=point.latitude if point else None,
        lon=point.longitude if point else None,
        place_name=place.name if place else "",
        filters={name: found for name, found in filters.items() if found},
        problems=tuple(problems),
    )


@dataclass(frozen=True)
class _Place:
    name: str
    point: Point
    around: tuple[str, ...]


def _point(query: QueryDict, problems: list[str]) -> Point | None:
    lat, lon = query.get("lat", "").strip(), query.get("lon", "").strip()
    if not lat and not lon:
        return None
    try:
        return Point(float(lat), float(lon))
    except (ValueError, QuestionError):
        problems.append(_("The position could not be understood: write the municipality instead."))
        return None


def _place(where: str, point: Point | None, problems: list[str]) -> _Place | None:
    if where:
        found = areas_matching(where, limit=1)
        if not found:
            problems.append(_("“%(place)s” is no municipality that we know.") % {"place": where})
            return None
        [area] = found
        return _Place(str(area), Point(area.lat, area.lon), _around(area))
    if point:
        area_there = area_at(point.latitude, point.longitude)
        around = _around(area_there) if area_there else ()
        return _Place(str(area_there or ""), point, around)
    return None


def _around(area: Any) -> tuple[str, ...]:
    return tuple(sorted(chains([area.pk]).get(area.pk, ())))


def _question(
    query: QueryDict,
    values: dict[str, str],
    several: dict[str, tuple[str, ...]],
    place: _Place | None,
    problems: list[str],
) -> Question:
    question = Question(words=query.get("what", ""), day=clock.today(ZONE))
    parts: list[dict[str, Any]] = [
        {"terms": several["term"]},
        {"languages": several["lang"]},
        {"accessibility": several["access"]},
        {"free": True if values["free"] else None},
        {"public": {"public": True, "other": False}.get(values["sector"])},
        {"open": when(values["when"])},
        {"page": _number(query.get("page", "") or "1", int)},
        {"age": _number(values["age"], int)},
    ]
    if place:
        parts += [
            {"point": place.point, "around": place.around},
            {"within_km": _number(values["km"], float)},
        ]
    parts.append({"sort": _sort(values["sort"], near=place is not None)})
    for part in parts:
        if part.get("page", 0) is None:
            continue
        try:
            question = replace(question, **part)
        except (QuestionError, ValueError) as problem:
            problems.append(str(problem))
    return question


def when(name: str) -> tuple[Span, ...]:
    """The stretches of time behind a choice of the page; none for an unknown one."""
    today = clock.today(ZONE)
    match name:
        case "now":
            return open_at(clock.now())
        case "today":
            return open_during(ZONE, today)
        case "evening":
            return open_during(ZONE, today, 7, EVENING, time(23))
        case "weekend":
            saturday = today + timedelta(days=(5 - today.weekday()) % 7)
            return open_during(ZONE, saturday, 2)
    return ()


def _sort(value: str, *, near: bool) -> Sort:
    if value in set(Sort) and (near or value != Sort.DISTANCE):
        return Sort(value)
    return Sort.DISTANCE if near else Sort.RELEVANCE


def _number(text: str, kind: type[int] | type[float]) -> Any:
    """A number, or None where there is none; ValueError would come from the question itself."""
    try:
        return kind(text) if text else None
    except (ValueError, OverflowError):
        return None
