"""Who answers a need, near where, with every reason."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from intreccio.catalogue.access import shown_services
from intreccio.catalogue.models import Service
from intreccio.catalogue.search.answer import Result
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question, Sort
from intreccio.catalogue.shipped import languages
from intreccio.kernel import clock
from intreccio.people.models import Person
from intreccio.web.find.asking import read
from intreccio.web.services.carrying import carried
from intreccio.web.shown.carried import Carried
from intreccio.web.shown.referrals import Match
from intreccio.web.words.moments import ZONE

MOST = 12


class Matches:
    """Who answers a need of a person near a place: those who speak the person's language first, then the nearest.

    Money is no reason: what a body pays or takes moves nobody up.
    """

    def __init__(self, person: Person, term: str, where: str) -> None:
        asked = read(QueryDict(mutable=True) if not where else _query(where))
        self.problems = asked.problems
        sort = Sort.DISTANCE if asked.question.point else Sort.NEXT_SESSION
        question = Question(
            terms=(term,),
            point=asked.question.point,
            around=asked.question.around,
            sort=sort,
            size=MOST,
            day=clock.today(ZONE),
        )
        results = find(question).results
        self.services: dict[str, Service] = {
            str(pk): service for pk, service in shown_services([one.service for one in results]).items()
        }
        cards = carried([one.service for one in results])
        found = [
            (one, cards[one.service], self.services[str(one.service)])
            for one in results
            if one.service in cards and str(one.service) in self.services
        ]
        found.sort(key=lambda each: person.language not in ("it", *each[2].languages))
        self.km = {str(result.service): result.distance_km for result, _, _ in found}
        self.shown = [_match(person, result, card, service) for result, card, service in found]

    def options(self) -> list[tuple[str, str]]:
        """Each by its id, in words for a form."""
        return [(match.id, f"{match.name} ({match.organisation})") for match in self.shown]

    def considered(self, chosen: Sequence[str]) -> list[dict[str, Any]]:
        """What is kept of who was there: nearest first, and who was chosen."""
        return [
            {
                "service": match.id,
                "km": self.km[match.id],
                "public": match.is_public,
                "chosen": match.id in chosen,
            }
            for match in self.shown
        ]


def _query(where: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query["where"] = where
    return query


def _match(person: Person, result: Result, card: Carried, service: Service) -> Match:
    return Match(
        id=str(service.pk),
        name=card.name,
        organisation=card.organisation,
        url=card.url,
        reasons=list(_reasons(person, result, card, service)),
        is_public=bool(service.organisation.is_public),
    )


def _reasons(person: Person, result: Result, card: Carried, service: Service) -> Iterator[str]:
    if result.distance_km is not None:
        yield _("%(km)s km") % {"km": number_format(round(result.distance_km, 1), decimal_pos=1)}
    known = languages()
    if person.language in service.languages and person.language in known:
        yield _("speaks %(language)s") % {"language": known[person.language].own}
    if service.organisation.is_public:
        yield _("public service")
    if card.next_date:
        yield card.next_date
    if card.cost:
        yield card.cost
    if card.is_address_confidential:
        yield _("address told later")
