"""`GET /api/find`: the one search, as JSON."""

from datetime import date, time
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from intreccio.catalogue.queries.areas import area_of, chains, zone_named
from intreccio.catalogue.search.answer import Answer
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Area as SearchArea
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
from intreccio.territory.models import Area
from intreccio.territory.queries import area_id_at

ZONE = ZoneInfo("Europe/Rome")
router = Router(tags=["find"])


class Asked(Schema):
    """What can be asked. Parts narrow each other; several terms, languages or accessibilities must all hold."""

    q: Annotated[str, Field(max_length=20_000, description="Words, in Italian or English.")] = ""
    lat: Annotated[float | None, Field(description="Latitude, WGS 84.")] = None
    lon: Annotated[float | None, Field(description="Longitude, WGS 84.")] = None
    municipality: Annotated[str | None, Field(description="ISTAT code: search from its centre.")] = None
    within_km: float | None = None
    zone: Annotated[
        str | None,
        Field(description="What is in a municipality of that zone or serves it: a code of /api/zonings."),
    ] = None
    term: Annotated[list[str], Field(description="Keys such as activities:movimento.")] = []
    language: list[str] = []
    accessibility: list[str] = []
    free: bool | None = None
    public: bool | None = None
    with_room: Annotated[bool, Field(description="Has a group that still takes people in.")] = False
    age: int | None = None
    open: Annotated[Literal["now"] | None, Field(description="Open at this moment.")] = None
    day: Annotated[date | None, Field(description="Open at some time of this day.")] = None
    since: Annotated[time | None, Field(description="With day: not before.")] = None
    until: Annotated[time | None, Field(description="With day: not after; past midnight if not after since.")] = (
        None
    )
    sort: Sort = Sort.RELEVANCE
    page: Annotated[int, Field(ge=1)] = 1
    size: Annotated[int, Field(ge=1, le=100)] = 20


class Found(Schema):
    """One service. `distance_km` is to its nearest public place."""

    id: UUID
    distance_km: float | None
    card: dict[str, Any]


class Page(Schema):
    """A page of services. Where `total_is_exact` is false there are more than `total`."""

    total: int
    total_is_exact: bool
    page: int
    results: list[Found]
    facets: dict[str, dict[str, int]]
    corrections: dict[str, str]


@router.get("", response=Page, summary="Find services")
def find_services(request: HttpRequest, asked: Query[Asked]) -> JsonResponse:
    """Services in words, misspelt or not, near a place, open at a time, by category, language, cost and age."""
    question = _question(asked)
    # Sent as it is: checking every answer against its description would take longer than finding it. A test does.
    return JsonResponse(_page(find(question), question))


def _question(asked: Asked) -> Question:
    point, around = _place(asked)
    return Question(
        words=asked.q,
        point=point,
        around=around,
        within_km=asked.within_km,
        area=_area(asked.zone),
        terms=tuple(asked.term),
        languages=tuple(asked.language),
        accessibility=tuple(asked.accessibility),
        free=asked.free,
        public=asked.public,
        with_room=asked.with_room,
        age=asked.age,
        open=_open(asked),
        sort=asked.sort,
        page=asked.page,
        size=asked.size,
        day=clock.today(ZONE),
    )


def _place(asked: Asked) -> tuple[Point | None, tuple[str, ...]]:
    if asked.municipality:
        area = Area.objects.defer("boundary").filter(istat_code=asked.municipality).first()
        if area is None:
            raise QuestionError("municipality", "is not the ISTAT code of a municipality known here")
        return Point(area.lat, area.lon), _around(area.pk)
    if asked.lat is None and asked.lon is None:
        return None, ()
    if asked.lat is None or asked.lon is None:
        raise QuestionError("lat" if asked.lat is None else "lon", "goes with the other coordinate")
    point = Point(asked.lat, asked.lon)
    there = area_id_at(point.latitude, point.longitude)
    return point, _around(there) if there else ()


def _area(code: str | None) -> SearchArea | None:
    if not code:
        return None
    zone = zone_named(code)
    if zone is None:
        raise QuestionError("zone", "is not the code of a zone known here: /api/zonings lists them")
    return area_of(zone)


def _around(area: UUID) -> tuple[str, ...]:
    return tuple(sorted(chains([area]).get(area, ())))


def _open(asked: Asked) -> tuple[Span, ...]:
    if asked.open == "now":
        return open_at(clock.now())
    if asked.day is None:
        return ()
    return open_during(ZONE, asked.day, 1, asked.since or time(0), asked.until or time(0))


def _page(answer: Answer, question: Question) -> dict[str, Any]:
    return {
        "total": answer.total,
        "total_is_exact": answer.total_is_exact,
        "page": question.page,
        "results": [
            {"id": str(result.service), "distance_km": result.distance_km, "card": result.card}
            for result in answer.results
        ],
        "facets": answer.facets,
        "corrections": {correction.typed: correction.understood for correction in answer.corrections},
    }
