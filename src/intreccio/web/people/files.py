"""A person's file, given to them: everything that is kept, to read (PDF) and to take elsewhere (JSON)."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intreccio.kernel import clock
from intreccio.kernel.access import NotAllowed, NotFound, Permission
from intreccio.kernel.acting import EVERYTHING, Who
from intreccio.pathways.queries.assessments import trends
from intreccio.pathways.queries.file import everything_of, kept_apart
from intreccio.pathways.queries.referrals import of_person as referrals_of
from intreccio.people.events import Part
from intreccio.people.models import Person
from intreccio.people.queries import age_of
from intreccio.people.rules.ages import OF_AGE
from intreccio.web.booklets.document import written_out
from intreccio.web.booklets.typesetting import typeset
from intreccio.web.booklets.views import pdf_response
from intreccio.web.frame.sensitive import TERMS, store_nowhere
from intreccio.web.imports.wording import language
from intreccio.web.people.acting import of_person, require_accompanying
from intreccio.web.people.assessments import trend_table
from intreccio.web.people.booking import places_of
from intreccio.web.people.showing import PersonShown, shown
from intreccio.web.referrals.showing import shown as referral_shown
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Fact, Table
from intreccio.web.words.moments import date_words

NAME = "intreccio-file"


@require_safe
@of_person(Part.SUMMARY)
def as_json(request: Request, who: Who, person: Person) -> HttpResponse:
    """Everything, for machines."""
    _require_whole(request, who)
    response = JsonResponse(
        everything_of(person, but=_but(request, person)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = content_disposition_header(True, f"{NAME}.json") or ""
    store_nowhere(response)
    return response


@require_safe
@of_person(Part.SUMMARY)
def as_pdf(request: Request, who: Who, person: Person) -> HttpResponse:
    """Everything, to read."""
    _require_whole(request, who)
    response = pdf_response(
        typeset(written_out(_content(person, who, _but(request, person))), remembered=False), f"{NAME}.pdf"
    )
    store_nowhere(response)
    return response


def _require_whole(request: Request, who: Who) -> None:
    """Only whoever sees everything can give everything."""
    require_accompanying(request, who)
    if EVERYTHING not in who.sights:
        raise NotAllowed(Permission.ACCOMPANY)


def _but(request: Request, person: Person) -> frozenset[str]:
    """What a file that goes to parents of a minor says nothing of: visits to a *consultorio*, and the like."""
    if request.GET.get("for") != "parents":
        return frozenset()
    age = age_of(person)
    if age is None or age >= OF_AGE:
        raise NotFound
    return TERMS


def _content(person: Person, who: Who, but: frozenset[str]) -> dict[str, Any]:
    today, seen = clock.today(), shown(person, who)
    title = _("What is kept about you")
    return {
        "title": title,
        "author": person.custodian.name,
        "date": [today.year, today.month, today.day],
        "lang": language(),
        "region": None,
        "rtl": get_language_bidi(),
        "large": False,
        "cover": False,
        "ribbon": "",
        "about": [seen.name, person.custodian.name],
        "origin": [_("You may have mistakes corrected, and ask who this was told to and why.")],
        "square": None,
        "contents": "",
        "groups": list(_groups(person, seen, who, but)),
        "closing": [],
        "foot": f"{title} · {date_words(today)}",
    }


def _groups(person: Person, seen: PersonShown, who: Who, but: frozenset[str]) -> Iterator[dict[str, Any]]:
    contact = [Fact(_("Safe contact"), seen.contact), Fact(_("Note"), seen.contact_note)]
    yield _group(_("Who you are"), [_entry(seen.name, [*seen.facts, *contact])])
    speaks = [
        _entry(one.name, [Fact(_("As"), one.kind), Fact(_("Telephone"), one.phone)]) for one in seen.advocates
    ]
    yield _group(_("Who speaks for you"), speaks)
    agreed = [
        _entry(
            one.recipient,
            [
                Fact(_("What"), one.what),
                Fact(_("Legal basis"), one.ground),
                Fact(_("You agreed"), _("Yes") if one.agreed else _("No")),
                Fact(_("What for"), one.reason),
                Fact(_("Until"), one.until),
            ],
        )
        for one in seen.consents
    ]
    if not but:
        yield _group(_("What may be told to whom"), agreed)
    for trend in trends(person):
        table = trend_table(trend)
        yield _group(table.caption, _entries(table))
    sent = [referral_shown(one, who) for one in referrals_of(person) if one.term.key not in but]
    yield _group(
        _("Referrals"),
        [_entry(one.title, [Fact(_("State"), one.state), *one.facts], summary=one.said) for one in sent],
    )
    apart = kept_apart(person, but)
    meetings = [_entry(one.when, [Fact(_("Meeting"), one.state)]) for one in places_of(person, but=apart)]
    yield _group(_("Meetings"), meetings)
    if not but:
        yield _group(seen.holders.caption, _entries(seen.holders))
        yield _group(seen.looks.caption, _entries(seen.looks))


def _entries(table: Table) -> list[dict[str, Any]]:
    return [
        _entry(row.cells[0], [Fact(column.label, cell) for column, cell in list(line.cells)[1:]])
        for row, line in zip(table.rows, table.lines, strict=True)
    ]


def _group(title: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    nothing = [_entry(_("Nothing is kept"), [])]
    return {"title": title, "services": entries or nothing}


def _entry(name: str, facts: list[Fact], *, summary: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "lang": "",
        "organisation": "",
        "summary": summary,
        "facts": [
            {"label": one.label, "lines": one.value.split("\n"), "ltr": False} for one in facts if one.value
        ],
        "square": None,
    }
