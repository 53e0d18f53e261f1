"""Making two records of one person one, and parting them again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Who
from intreccio.kernel.refusing import Refused
from intreccio.people.access import person_for
from intreccio.people.actions import merge_persons, part_persons
from intreccio.people.events import Part
from intreccio.people.models import Person
from intreccio.people.queries import PersonRow, merges_of, people_found
from intreccio.people.rules.codes import spoken
from intreccio.web.bookings import wording
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.people.acting import of_person, require_accompanying
from intreccio.web.people.changing import read_or_send
from intreccio.web.people.forms import SearchForm
from intreccio.web.requests import Request
from intreccio.web.words.moments import date_words, moment_words

UNPROCESSABLE = 422


class OtherForm(forms.Form):
    """Which of those found it is."""

    lost = forms.ChoiceField(label=gettext_lazy("Which record is the same person?"), widget=forms.RadioSelect)

    def __init__(self, rows: list[PersonRow], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lost"].choices = [(str(row.id), _words(row)) for row in rows]  # type: ignore[attr-defined]


@read_or_send
@of_person(Part.SUMMARY)
def page(request: Request, who: Who, person: Person) -> HttpResponse:
    """Find the other record by what names it exactly, look, and make the two one."""
    require_accompanying(request, who)
    sent = request.POST if request.method == "POST" else None
    search = SearchForm(sent)
    rows = (
        [row for row in people_found(search.cleaned_data["who"]) if row.id != person.pk]
        if search.is_valid()
        else []
    )
    form = OtherForm(rows, sent if sent and "lost" in sent else None)
    if form.is_valid():
        try:
            merge_persons(kept=person, lost=person_for(UUID(form.cleaned_data["lost"])), by=who)
        except Refused as problem:
            form.add_error(None, problem.message.text(language()))
        else:
            messages.success(request, _("The two are one record now. This can be undone."))
            return see_other("person", person.pk)
    context = {
        "person": person,
        "search": search,
        "form": form if rows else None,
        "searched": sent is not None,
        "merges": [(merge.pk, moment_words(merge.merged_at)) for merge in merges_of(person)],
    }
    return render(request, "people/merge.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@of_person(Part.SUMMARY)
def undo(request: Request, who: Who, person: Person, joined: UUID) -> SeeOther:
    """Part them again."""
    require_accompanying(request, who)
    found = next((one for one in merges_of(person) if one.pk == joined), None)
    if found is None:
        raise NotFound
    try:
        part_persons(merge=found, by=who)
    except Refused as problem:
        messages.error(request, problem.message.text(language()))
    else:
        messages.success(request, _("They are two records again."))
    return see_other("person-merge", person.pk)


def _words(row: PersonRow) -> str:
    card = _("Card %(code)s") % {"code": spoken(row.card)} if row.card else ""
    return wording.joined([row.name or _("No name yet"), card, row.custodian, date_words(row.since)])
