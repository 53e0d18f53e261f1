"""What the home page shows before anything was asked: ways in, by what one comes with and by what one likes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.catalogue.queries.beginning import Noted, closing_soon, open_at_companies
from intreccio.catalogue.queries.terms import terms_by_key
from intreccio.catalogue.shipped import needs
from intreccio.kernel import clock
from intreccio.web.find.showing import text_of
from intreccio.web.frame.addresses import address
from intreccio.web.shown.pieces import Said
from intreccio.web.words.moments import date_words

ACTIVITIES = "activities"
SOON = timedelta(days=45)


@dataclass(frozen=True)
class Way:
    """A way in: some words, what they mean, an icon, and where it leads."""

    label: str
    hint: str
    icon: str
    url: str


@dataclass(frozen=True)
class Noticed:
    """A service in a short list; `when` says until when, "" where it does not end."""

    name: str
    organisation: str
    url: str
    said: Said
    when: str


@dataclass(frozen=True)
class Beginning:
    """Everything before the first question."""

    needs: list[Way]
    activities: list[Way]
    closing: list[Noticed]
    companies: list[Noticed]


def beginning() -> Beginning:
    """The ways in; two queries for what closes soon and for what companies open."""
    today = clock.today()
    return Beginning(
        needs=list(_needs()),
        activities=list(_activities()),
        closing=[_noticed(one) for one in closing_soon(today, today + SOON)],
        companies=[_noticed(one) for one in open_at_companies()],
    )


def _needs() -> Iterator[Way]:
    """Those whose term this installation uses."""
    known, language = terms_by_key(), get_language() or "it"
    for need in needs():
        if need.term in known:
            yield Way(need.words.text(language), "", need.icon, _found_under(need.term))


def _activities() -> Iterator[Way]:
    language = get_language() or "it"
    for term in terms_by_key().values():
        if term.taxonomy == ACTIVITIES and not term.parent:
            name, hint = term.name.text(language), term.description
            own_words = hint.text(language) if hint.shown_in(language) == language.partition("-")[0] else ""
            yield Way(name, own_words, term.icon, _found_under(term.key))


def _found_under(term: str) -> str:
    return address(reverse("home"), [("term", term)])


def _noticed(one: Noted) -> Noticed:
    name, _summary, said = text_of(one.card["texts"], get_language() or "it")
    when = _("until %(day)s") % {"day": date_words(one.closes_on)} if one.closes_on else ""
    return Noticed(name, one.card["organisation"], reverse("service", args=[one.service]), said, when)
