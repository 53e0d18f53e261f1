"""What a listing says or said, thing by thing, to be compared by people."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from intreccio.catalogue.actions import ServiceDraft, draft_said
from intreccio.catalogue.models import CostOption
from intreccio.catalogue.queries.snapshots import Snapshot, objects
from intreccio.catalogue.queries.terms import terms_by_key
from intreccio.catalogue.rules.wording.words import words
from intreccio.catalogue.shipped import languages
from intreccio.web.desk.service_parts import service_name
from intreccio.web.shown.desk import SaidRow
from intreccio.web.words.costs import cost_words, euros
from intreccio.web.words.moments import date_words
from intreccio.web.words.phones import phone_words


def compared(before: Snapshot, after: Snapshot, language: str) -> list[SaidRow]:
    """Where two states of a listing differ."""
    first, second = dict(said(before, language)), dict(said(after, language))
    labels = [*first, *(label for label in second if label not in first)]
    return [
        SaidRow(label, first.get(label, ""), second.get(label, ""))
        for label in labels
        if first.get(label, "") != second.get(label, "")
    ]


def said(state: Snapshot, language: str) -> Iterator[tuple[str, str]]:
    """Everything that a listing says, as a person reads it."""
    draft, known = draft_said(state), languages()
    for code, text in draft.texts.items():
        for label, value in _texts(text):
            yield f"{label} ({known[code].own if code in known else code})", value
    yield _("From age"), "" if draft.min_age is None else str(draft.min_age)
    yield _("To age"), "" if draft.max_age is None else str(draft.max_age)
    yield _("What it is about and who it is for"), ", ".join(sorted(_term(term, language) for term in draft.terms))
    yield _("Languages spoken"), ", ".join(known[code].own for code in draft.languages if code in known)
    yield _("What it costs"), cost_words([CostOption(**vars(cost)) for cost in draft.costs], language)
    yield _("Papers to bring"), "\n".join(name.text(language) for name in draft.documents)
    yield _("Where it is held"), "\n".join(sorted(site.name for site in draft.sites))
    yield _("Areas served"), ", ".join(sorted(map(str, draft.areas)))
    yield _("What it gives"), "\n".join(_benefit(draft, language))
    yield _("The right behind it"), "\n".join(_reference(draft, language))
    yield _("Opening hours"), _hours([opening.timing for opening in draft.openings], language)
    yield _("Telephone"), phone_words(draft.phone) if draft.phone else ""
    yield _("Email"), draft.email
    yield _("Website"), draft.url
    yield _("To be confirmed every so many months"), str(draft.review_months)
    yield from _groups(state, language)


def _texts(text: Any) -> Iterator[tuple[str, str]]:
    yield _("Name"), text.name
    yield _("In one sentence"), text.summary
    yield _("Description"), text.description
    yield _("How to get in"), text.how_to
    yield _("Who it is for, in words"), text.eligibility


def _benefit(draft: ServiceDraft, language: str) -> Iterator[str]:
    benefit = draft.benefit
    if benefit is None:
        return
    days = [date_words(day) if day else "…" for day in (benefit.opens_on, benefit.closes_on)]
    yield from filter(
        None, [benefit.amount.text(language), euros(benefit.isee_up_to) if benefit.isee_up_to else ""]
    )
    if benefit.opens_on or benefit.closes_on:
        yield " – ".join(days)
    yield from filter(None, [benefit.where_to_apply.text(language), benefit.incompatible.text(language)])


def _reference(draft: ServiceDraft, language: str) -> Iterator[str]:
    if draft.reference_service:
        yield service_name(draft.reference_service)
    yield from filter(None, [draft.reference_kind.upper(), draft.reference_text.text(language)])


def _groups(state: Snapshot, language: str) -> Iterator[tuple[str, str]]:
    texts = {row.activity_id: row for row in reversed(objects("activity_text", state))}
    timings: dict[Any, list[Any]] = {}
    for row in objects("schedule", state):
        timings.setdefault(row.activity_id, []).append(row.timing)
    for activity in objects("activity", state):
        text = texts.get(activity.pk)
        places = _("%(count)s places") % {"count": activity.capacity} if activity.capacity else ""
        hours = _hours(timings.get(activity.pk, []), language)
        lines = [text.description if text else "", hours, places]
        yield _("Group: %(name)s") % {"name": text.name if text else ""}, "\n".join(filter(None, lines)) or "–"


def _term(term: Any, language: str) -> str:
    shown = terms_by_key().get(term.key)
    return (shown.name if shown else term.name).text(language)


def _hours(timings: list[Any], language: str) -> str:
    return words(timings, language) if timings else ""
