"""From the address of a page to a question, and from a question back to an address."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intreccio.catalogue.queries.areas import area_of, chains, zone_code
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
from intreccio.web.frame.zonings import ZoningSwitch, read_switch

ZONE = ZoneInfo("Europe/Rome")
EVENING = time(17)
LONGEST_WORDS = 500
LONGEST_PROBLEM = 60


@dataclass(frozen=True)
class Asked:
    """A question with what the page needs to show it again. `problems` are sentences for the reader."""

    question: Question
    switch: ZoningSwitch
    what: str = ""
    where: str = ""
    lat: float | None = None
    lon: float | None = None
    place_name: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet."""
        return not (self.what or self.where or self.filters or self.problems or self.question.page > 1 or self.lat)

    def has(self, name: str, value: str) -> bool:
        return value in self.filters.get(name, ())


def read(query: QueryDict) -> Asked:
    """Understand the parameters of a find page. What makes no sense is left out and named in `problems`."""
    problems: list[str] = []
    point = _point(query, problems)
    # Beside a position, the place in words is only the name that the page gave it.
    where = "" if point else query.get("where", "").strip()[:LONGEST_WORDS]
    place = _place(where, point, problems)
    question = Question(words=query.get("what", ""), day=clock.today(ZONE))
    if place:
        question = replace(question, point=place.point, around=place.around)
    question, filters = _filtered(question, query, problems)
    switch = read_switch(query)
    if switch.zone:
        question = replace(question, area=area_of(switch.zone))
        filters["zone"] = (zone_code(switch.zone),)
    if switch.unknown:
        problems.append(senseless(_("Zone"), switch.unknown))
    question = replace(question, sort=_sort(query.get("sort", ""), near=place is not None))
    return Asked(
        question=question,
        switch=switch,
        what=query.get("what", "")[:LONGEST_WORDS],
        where=where,
        lat=point.latitude if point else None,
        lon=point.longitude if point else None,
        place_name=place.name if place else "",
        filters=filters,
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


def _filtered(
    question: Question, query: QueryDict, problems: list[str]
) -> tuple[Question, dict[str, tuple[str, ...]]]:
    """The question narrowed by every filter that makes sense, and these filters."""
    filters = {}
    for name, part in PARTS.items():
        values = tuple(dict.fromkeys(filter(None, map(str.strip, query.getlist(name)))))
        if not values:
            continue
        try:
            question = replace(question, **{part.name: part.read(values)})
        except (ValueError, KeyError, OverflowError):
            problems.append(senseless(part.label, ", ".join(values)))
        else:
            filters[name] = values
    filters.pop("page", None)
    return question, filters


def senseless(name: str, value: str) -> str:
    """What to tell of a parameter that cannot be read."""
    return _("%(name)s: “%(value)s” makes no sense.") % {"name": name, "value": value[:LONGEST_PROBLEM]}


def when(name: str) -> tuple[Span, ...]:
    """The stretches of time behind a choice of the page, or the day of an ISO date. ValueError for others."""
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
    return open_during(ZONE, date.fromisoformat(name))


def _sort(value: str, *, near: bool) -> Sort:
    if value in set(Sort) and (near or value != Sort.DISTANCE):
        return Sort(value)
    return Sort.DISTANCE if near else Sort.RELEVANCE


@dataclass(frozen=True)
class _Part:
    """The part of a question that a parameter fills, and how its values are read."""

    name: str
    label: Any
    read: Callable[[tuple[str, ...]], Any]


def _all(values: tuple[str, ...]) -> tuple[str, ...]:
    return values


def _only(read_one: Callable[[str], Any]) -> Callable[[tuple[str, ...]], Any]:
    """Where several are given, the last counts."""
    return lambda values: read_one(values[-1])


PARTS = {
    "when": _Part("open", gettext_lazy("When"), _only(when)),
    "free": _Part("free", gettext_lazy("Free of charge"), _only(lambda value: {"yes": True}[value])),
    "room": _Part("with_room", gettext_lazy("With free places"), _only(lambda value: {"yes": True}[value])),
    "sector": _Part("public", gettext_lazy("Offer"), _only(lambda value: {"public": True, "other": False}[value])),
    "term": _Part("terms", gettext_lazy("Filters"), _all),
    "lang": _Part("languages", gettext_lazy("Languages spoken"), _all),
    "access": _Part("accessibility", gettext_lazy("Accessibility"), _all),
    "age": _Part("age", gettext_lazy("Age"), _only(int)),
    "km": _Part("within_km", gettext_lazy("Distance in km"), _only(float)),
    "page": _Part("page", gettext_lazy("Page"), _only(int)),
}
"""Every parameter beside words, place and order."""
