"""The person's own copy of their plan."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language, get_language_bidi, override
from django.utils.translation import gettext as _

from intreccio.kernel.languages import NAMES
from intreccio.pathways.models import Referral
from intreccio.pathways.queries.plans import GoalSeen, PlanSeen
from intreccio.pathways.rules.planning import GoalState
from intreccio.people.models import Person
from intreccio.web.booklets.document import written_out
from intreccio.web.booklets.typesetting import typeset
from intreccio.web.words.moments import date_words

FALLBACK = "it"


def language_of(person: Person) -> str:
    """The language in which the person reads their copy: their own, where pages are in it."""
    return next((code for code in NAMES if code.partition("-")[0] == person.language), FALLBACK)


def copy(person: Person, seen: PlanSeen, referrals: Sequence[Referral], today: date) -> bytes:
    """The plan as a PDF, with labels in the person's language; what they said stands as they said it."""
    with override(language_of(person)):
        return typeset(written_out(_content(person, seen, referrals, today)), remembered=False)


def _content(person: Person, seen: PlanSeen, referrals: Sequence[Referral], today: date) -> dict[str, Any]:
    language = get_language() or FALLBACK
    return {
        "title": _("My plan"),
        "author": person.custodian.name,
        "date": [today.year, today.month, today.day],
        "lang": language.partition("-")[0],
        "region": "cn" if language.startswith("zh") else None,
        "rtl": get_language_bidi(),
        "large": True,
        "cover": False,
        "ribbon": "",
        "about": [_("Made together with %(organisation)s") % {"organisation": person.custodian.name}],
        "origin": [],
        "square": None,
        "contents": "",
        "groups": list(_groups(seen, referrals)),
        "closing": [_("This plan is yours: change it whenever you like.")],
        "foot": f"{_('My plan')} · {date_words(today)}",
    }


def _groups(seen: PlanSeen, referrals: Sequence[Referral]) -> Iterator[dict[str, Any]]:
    if seen.plan and seen.plan.matters:
        yield _group(_("What matters to me"), [_entry(str(seen.plan.matters), [])])
    if seen.plan and seen.plan.strengths:
        yield _group(_("What I am good at, and who stands by me"), [_entry(str(seen.plan.strengths), [])])
    goals = [one for one in seen.goals if one.goal.state != GoalState.LEFT]
    if goals:
        yield _group(_("What I want"), [_entry(str(one.goal.words), list(_how_far(one))) for one in goals])
    if referrals:
        yield _group(_("Next steps"), [_step(one) for one in referrals])


def _how_far(one: GoalSeen) -> Iterator[tuple[str, str]]:
    if one.goal.state == GoalState.REACHED:
        yield _("Reached"), date_words(one.goal.settled_on) if one.goal.settled_on else ""
    elif one.scores:
        last = one.scores[-1]
        yield _("How far I am, from 0 to 10"), f"{last.value} ({date_words(last.on)})"


def _step(referral: Referral) -> dict[str, Any]:
    name = referral.term.name.text(get_language() or FALLBACK)
    body = referral.to_organisation
    return _entry(name, [(_("With"), body.name)] if body else [])


def _group(title: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": title, "services": entries}


def _entry(name: str, facts: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "name": name,
        "lang": "",
        "organisation": "",
        "summary": "",
        "facts": [{"label": label, "lines": [value], "ltr": False} for label, value in facts if value],
        "square": None,
    }
