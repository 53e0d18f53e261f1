"""Against the plainest search there is: look at every service."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intreccio.catalogue.rules.holidays import holidays_between
from intreccio.catalogue.rules.openings import openings
from intreccio.catalogue.rules.timing import HolidayPolicy
from intreccio.catalogue.search.answer import Facet
from intreccio.catalogue.search.documents import Place, SearchDocument, hours
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.keeping import index_services, refresh_vocabulary
from intreccio.catalogue.search.question import LONGEST_PAGE, Area, Point, Question, Sort, Span
from intreccio.catalogue.search.ranking import NOTIONAL_KM, kilometres
from intreccio.kernel import clock
from tests.catalogue.search.making import MONDAY, document, weekly

SERVICES = 6000
WORDS = ["arpa", "viola", "tromba", "flauto", "organo", "violino", "chitarra", "tamburo"]
COMMON = "musica"
AREAS = {"bergamo": ("lombardia",), "brescia": ("lombardia",), "torino": ("piemonte",)}
TERMS = ("suono", "suono/corde", "suono/fiati", "ritmo")
LANGUAGES = ("it", "en", "ar")
ITALY = ZoneInfo("Europe/Rome")
TIMES = [
    (weekly("MO,WE", *map(datetime.min.time().replace, (9, 12))),),
    (weekly("TU,TH", *map(datetime.min.time().replace, (14, 18))),),
    (weekly("FR,SA", *map(datetime.min.time().replace, (21, 2)), holidays=HolidayPolicy.AS_USUAL),),
]


def make(number: int, random: Random) -> SearchDocument:
    """A random service: 0 to 3 public places or a hidden one, in and around Lombardy."""
    area = random.choice(list(AREAS))
    points = [
        (random.uniform(45, 46.5), random.uniform(8, 11)) for _ in range(random.choice((0, 0, 1, 1, 1, 1, 2, 3)))
    ]
    timings = random.choice([None, *TIMES])
    its_hours = hours(timings) if timings else None
    terms = {term for term in TERMS if random.random() < 0.3}
    return document(
        number,
        " ".join([COMMON] * (random.random() < 0.7) + random.sample(WORDS, 2)),
        places=tuple(Place(*point, hours=its_hours) for point in points) or (Place(hours=its_hours),),
        terms=terms | {term.split("/")[0] for term in terms},
        languages={language for language in LANGUAGES if random.random() < 0.4},
        free=random.choice([True, False, None]),
        has_room=random.choice([True, False]),
        min_age=random.choice([None, 18]),
        inside={area, *AREAS[area]},
        serves=set() if points else {random.choice([area, *AREAS[area]])},
    )


points = st.builds(Point, st.floats(45, 46.5), st.floats(8, 11))
wordings = st.lists(st.sampled_from([COMMON, *WORDS]), max_size=2, unique=True)
spans = st.builds(
    lambda hour, length: (Span(MONDAY + timedelta(hours=hour), MONDAY + timedelta(hours=hour + length)),),
    st.integers(0, 24 * 20),
    st.floats(0.1, 30),
)


def seldom(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """Mostly None: questions with many parts are answered by few, and say little about common ones."""
    return st.one_of(st.none(), st.none(), st.none(), strategy)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    point = draw(st.none() | points)
    chain = draw(st.sampled_from([(name, *above) for name, above in AREAS.items()]))
    area = draw(seldom(st.sampled_from([Area(chain[0], chain[1:]), Area(chain[1])])))
    return Question(
        words=" ".join(draw(st.sampled_from([(), (COMMON,)]) | wordings)),
        point=point,
        around=chain if point else (),
        within_km=draw(seldom(st.floats(1, 150))) if point else None,
        area=area,
        terms=draw(seldom(st.sampled_from(TERMS).map(lambda term: (term,)))) or (),
        languages=draw(seldom(st.just(LANGUAGES[1:]) | st.just(LANGUAGES[:1]))) or (),
        free=draw(seldom(st.booleans())),
        with_room=draw(seldom(st.just(True))) or False,
        age=draw(seldom(st.sampled_from([10, 30]))),
        open=draw(seldom(spans)) or (),
        sort=Sort.DISTANCE if point else Sort.RELEVANCE,
        size=LONGEST_PAGE,
        day=date(2026, 11, 23),
    )


def places_open(document: SearchDocument, question: Question) -> list[Place]:
    if not question.open:
        return list(document.places)
    [span] = question.open
    return [place for place in document.places if place.hours and _is_open(place.hours.timings, span)]


@lru_cache
def _is_open(timings: tuple, span: Span) -> bool:
    first, last = span.since.date() - timedelta(2), span.until.date() + timedelta(1)
    every = openings(timings, first, last, holidays=holidays_between(first, last))
    return any(start < span.until and end > span.since for start, end in every)


def distance(document: SearchDocument, question: Question) -> float | None:
    public = [place.point for place in places_open(document, question) if place.point]
    if question.point is None or not public:
        return None
    latitudes, longitudes = np.array(public).T
    return float(kilometres(question.point, latitudes, longitudes).min())


def _rank_km(document: SearchDocument, question: Question) -> float:
    km = distance(document, question)
    return NOTIONAL_KM if km is None else km


def matches(document: SearchDocument, question: Question) -> bool:
    km = distance(document, question)
    area = question.area
    return (
        set(question.words.split()) <= set(document.texts[0].name.split())
        and set(question.terms) <= document.terms
        and set(question.languages) <= document.languages
        and (question.free is None or document.free is question.free)
        and (not question.with_room or document.has_room)
        and (question.age is None or (document.min_age or 0) <= question.age)
        and (area is None or area.code in document.inside or bool(document.serves & set(area.chain)))
        and bool(places_open(document, question))
        and (
            question.point is None
            or (km is None and bool(document.serves & set(question.around)))
            or (km is not None and km <= (question.within_km or np.inf))
        )
    )


@pytest.mark.django_db
def test_every_question_is_answered_as_by_looking_at_every_service():
    random = Random(11)
    every = [make(number, random) for number in range(SERVICES)]

    @settings(max_examples=80, deadline=None)
    @given(questions())
    def check(question: Question) -> None:
        expected = {document.service: document for document in every if matches(document, question)}
        answer = find(question)
        if not expected and len(question.words.split()) > 1:
            assert answer.ignored
            return
        assert answer.total == min(len(expected), 1000)
        assert answer.total_is_exact == (len(expected) <= 1000)
        shown = {result.service: result.distance_km for result in answer.results}
        assert len(shown) == min(len(expected), question.size)
        assert shown == pytest.approx({one: distance(expected[one], question) for one in shown})
        if answer.total_is_exact:
            for term, count in answer.facets[Facet.TERM].items():
                assert count == sum(term in document.terms for document in expected.values())
        if question.sort is Sort.DISTANCE:
            nearest = sorted(_rank_km(one, question) for one in expected.values())
            assert [NOTIONAL_KM if km is None else km for km in shown.values()] == pytest.approx(
                nearest[: question.size]
            )

    with clock.at(MONDAY):
        index_services(every)
        refresh_vocabulary()
        check()
