"""Who answers a need of a person: candidates from the catalogue, what is known of each, in the order of their fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.documents import is_free
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel import clock
from intreccio.pathways.models import Referral
from intreccio.pathways.queries.answering import WINDOW
from intreccio.pathways.rules.matching import Known, PartOfWeek, Reason, Wish, fits, is_for, score
from intreccio.pathways.rules.referring import TAKEN, Outcome
from intreccio.pathways.shipped import weights
from intreccio.people.models import Person

CANDIDATES = 60
AHEAD = timedelta(days=28)
HELPED = (Outcome.HELPED, Outcome.PARTLY_HELPED, Outcome.GOES_ON)


@dataclass(frozen=True)
class Fit:
    """A service, what is known of it, how well each reason is fulfilled, and the whole, 0 to 1."""

    service: UUID
    is_public: bool
    known: Known
    fits: Mapping[Reason, float]
    score: float


def matches(person: Person, question: Question, wish: Wish, *, most: int) -> list[Fit]:
    """The `most` best of those that `question` finds. As many statements for many candidates as for few."""
    results = {result.service: result for result in find(question).results[:CANDIDATES]}
    services = Service.objects.filter(pk__in=results).select_related("organisation")
    found = {one.pk: one for one in services.prefetch_related("costs", "sites")}
    bodies = {one.organisation_id for one in found.values()}
    told = _Told(_times(list(found)), _rooms(list(found)), _answering(list(bodies)), _trusted(person, bodies))
    made = [
        _fit(found[pk], _known(found[pk], result.distance_km, told), wish)
        for pk, result in results.items()
        if pk in found
    ]
    return sorted((fit for fit in made if is_for(wish, fit.known)), key=lambda fit: -fit.score)[:most]


@dataclass(frozen=True)
class _Told:
    """What was asked for all candidates at once."""

    times: Mapping[UUID, frozenset[PartOfWeek]]
    rooms: Mapping[UUID, bool]
    answering: Mapping[UUID, timedelta]
    trusted: frozenset[UUID]


def _fit(service: Service, known: Known, wish: Wish) -> Fit:
    found = fits(wish, known)
    return Fit(service.pk, bool(service.organisation.is_public), known, found, score(found, weights()))


def _known(service: Service, km: float | None, told: _Told) -> Known:
    body = service.organisation_id
    return Known(
        km=km,
        languages=frozenset(service.languages),
        min_age=service.min_age,
        max_age=service.max_age,
        times=told.times.get(service.pk, frozenset()),
        accessibility=frozenset(code for site in service.sites.all() for code in site.accessibility),
        is_free=is_free(cost.kind for cost in service.costs.all()),
        has_room=told.rooms.get(service.pk),
        is_trusted=body in told.trusted,
        answers_within=told.answering.get(body),
    )


def _times(services: Sequence[UUID]) -> dict[UUID, frozenset[PartOfWeek]]:
    """In which parts of the week each is open or meets."""
    parts = (PartOfWeek.MORNING, PartOfWeek.AFTERNOON, PartOfWeek.EVENING, PartOfWeek.WEEKEND)
    now = clock.now()
    rows = _rows(_TIMES, {"services": services, "now": now, "end": now + AHEAD})
    return {
        service: frozenset(part for part, is_open in zip(parts, said, strict=True) if is_open)
        for service, *said in rows
    }


def _rooms(services: Sequence[UUID]) -> dict[UUID, bool]:
    """Whether a meeting to come has free places, of those that count them."""
    return dict(_rows(_ROOMS, {"services": services, "now": clock.now()}))


def _answering(bodies: Sequence[UUID]) -> dict[UUID, timedelta]:
    """How soon each usually answers, where enough answers tell."""
    return dict(_rows(_ANSWERING, {"bodies": bodies, "since": clock.now() - WINDOW}))


def _trusted(person: Person, bodies: set[UUID]) -> frozenset[UUID]:
    """The bodies that have helped this person, or are at it."""
    there = Referral.objects.filter(person=person, to_organisation__in=bodies)
    helped = there.filter(outcome__in=HELPED) | there.filter(state__in=sorted(TAKEN))
    return frozenset(filter(None, helped.order_by().values_list("to_organisation", flat=True)))


def _rows(statement: str, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        yield from cursor.fetchall()


_TIMES = """
    SELECT service,
           bool_or(day < 6 AND opens < '13:00'),
           bool_or(day < 6 AND opens < '18:00' AND closes > '14:00'),
           bool_or(day < 6 AND closes > '18:30'),
           bool_or(day >= 6)
    FROM catalogue_searchentry AS entry
    CROSS JOIN LATERAL unnest(entry.patterns) AS kept(pattern)
    JOIN catalogue_opening AS opening
      ON opening.pattern = kept.pattern AND opening.starts_at >= %(now)s AND opening.starts_at < %(end)s
    CROSS JOIN LATERAL (
        SELECT extract(isodow FROM starts_at AT TIME ZONE 'Europe/Rome') AS day,
               (starts_at AT TIME ZONE 'Europe/Rome')::time AS opens,
               (ends_at AT TIME ZONE 'Europe/Rome')::time AS closes) AS local
    WHERE entry.service = ANY(%(services)s)
    GROUP BY service
"""
_ROOMS = """
    SELECT activity.service_id, bool_or(session.taken < session.capacity AND activity.enrolment IN ('open', 'walk-in'))
    FROM catalogue_activity AS activity JOIN catalogue_session AS session ON session.activity_id = activity.id
    WHERE activity.service_id = ANY(%(services)s) AND session.starts_at > %(now)s AND NOT session.cancelled
      AND session.capacity IS NOT NULL
    GROUP BY activity.service_id
"""
_ANSWERING = """
    SELECT body, told.half FROM unnest(%(bodies)s::uuid[]) AS body
    CROSS JOIN LATERAL pathways_answering(body, %(since)s) AS told
    WHERE told.half IS NOT NULL
"""
