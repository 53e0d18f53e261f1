"""Who answers a need, near where, with every reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intreccio.catalogue.access import shown_services
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.terms import accessibility_names
from intreccio.catalogue.search.question import Question, Sort
from intreccio.catalogue.shipped import languages
from intreccio.kernel import clock
from intreccio.pathways.queries.matching import CANDIDATES, Fit, matches
from intreccio.pathways.rules.matching import PartOfWeek, Wish
from intreccio.people.models import Person
from intreccio.people.queries import age_of
from intreccio.web.find.asking import read
from intreccio.web.imports.wording import language
from intreccio.web.referrals.wording import PARTS_OF_WEEK
from intreccio.web.services.carrying import carried
from intreccio.web.shown.carried import Carried
from intreccio.web.shown.referrals import Match
from intreccio.web.words.moments import ZONE

MOST = 12


@dataclass(frozen=True)
class Asked:
    """What is looked for: a term, near where, and what else the person wishes."""

    term: str
    where: str = ""
    times: Sequence[PartOfWeek] = ()
    accessibility: Sequence[str] = ()
    free: bool = False


class Matches:
    """Who answers a need of a person, those that fit best first, each with its reasons."""

    def __init__(self, person: Person, asked: Asked) -> None:
        placed = read(_query(asked.where))
        self.problems = placed.problems
        question = Question(
            terms=(asked.term,),
            point=placed.question.point,
            around=placed.question.around,
            sort=Sort.DISTANCE if placed.question.point else Sort.NEXT_SESSION,
            size=CANDIDATES,
            day=clock.today(ZONE),
        )
        wish = Wish(
            person.language, age_of(person), frozenset(asked.times), frozenset(asked.accessibility), asked.free
        )
        fits = matches(person, question, wish, most=MOST)
        self.services: dict[str, Service] = {
            str(pk): service for pk, service in shown_services([one.service for one in fits]).items()
        }
        cards = carried([one.service for one in fits])
        self.fits = {str(one.service): one for one in fits if one.service in cards}
        self.shown = [_match(person, wish, fit, cards[fit.service]) for fit in self.fits.values()]

    def options(self) -> list[tuple[str, str]]:
        """Each by its id, in words for a form."""
        return [(match.id, f"{match.name} ({match.organisation})") for match in self.shown]

    def considered(self, chosen: Sequence[str]) -> list[dict[str, Any]]:
        """What is kept of who was there: in the order in which they fitted, how far, and who was chosen."""
        return [
            {
                "service": id,
                "km": fit.known.km,
                "public": fit.is_public,
                "fit": round(fit.score, 3),
                "chosen": id in chosen,
            }
            for id, fit in self.fits.items()
        ]


def _query(where: str) -> QueryDict:
    query = QueryDict(mutable=True)
    if where:
        query["where"] = where
    return query


def _match(person: Person, wish: Wish, fit: Fit, card: Carried) -> Match:
    return Match(
        id=str(fit.service),
        name=card.name,
        organisation=card.organisation,
        url=card.url,
        reasons=list(_reasons(person, wish, fit, card)),
        is_public=fit.is_public,
        percent=round(fit.score * 100),
    )


def _reasons(person: Person, wish: Wish, fit: Fit, card: Carried) -> Iterator[str]:
    known = fit.known
    if known.km is not None:
        yield _("%(km)s km") % {"km": number_format(round(known.km, 1), decimal_pos=1)}
    spoken = languages()
    if person.language in known.languages and person.language in spoken:
        yield _("speaks %(language)s") % {"language": spoken[person.language].own}
    if known.is_trusted:
        yield _("has helped this person")
    if fit.is_public:
        yield _("public service")
    yield from _of_wishes(wish, fit)
    if known.has_room is not None:
        yield _("has free places") if known.has_room else _("full at present")
    if known.answers_within is not None:
        days = max(1, ceil(known.answers_within / timedelta(days=1)))
        yield ngettext("answers within %(days)s day", "answers within %(days)s days", days) % {"days": days}
    if card.next_date:
        yield card.next_date
    if card.cost:
        yield card.cost
    if card.is_address_confidential:
        yield _("address told later")


def _of_wishes(wish: Wish, fit: Fit) -> Iterator[str]:
    """What of the person's wishes is fulfilled, and what is not."""
    if wish.times and fit.known.times:
        open_then = [str(PARTS_OF_WEEK[part]) for part in PartOfWeek if part in wish.times & fit.known.times]
        yield ", ".join(open_then) if open_then else _("not at the times they can")
    names = accessibility_names()
    for code in sorted(wish.accessibility):
        if code in fit.known.accessibility:
            yield names[code].text(language())
        else:
            yield _("unknown: %(what)s") % {"what": names[code].text(language())}
