"""What a person hides from whom."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intreccio.actors.models import Organisation
from intreccio.bookings.models import Booking
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Who
from intreccio.pathways.models import Assessment, Goal, Need, Referral
from intreccio.pathways.queries.hiding import Item, bodies_that_know, items_of, veils_of
from intreccio.pathways.shipped import instruments
from intreccio.people.actions import hide, show_again
from intreccio.people.events import Part
from intreccio.people.models import Person
from intreccio.web.bookings.wording import group_name, joined
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.people.acting import of_person, require_accompanying
from intreccio.web.people.changing import read_or_send
from intreccio.web.requests import Request
from intreccio.web.words.moments import date_words

UNPROCESSABLE = 422


class HideForm(forms.Form):
    """Which thing, from whom."""

    item = forms.ChoiceField(label=gettext_lazy("What does the person want to hide?"), widget=forms.RadioSelect)
    hidden_from = forms.ChoiceField(label=gettext_lazy("From whom?"), widget=forms.RadioSelect)

    def __init__(self, items: dict[str, Item], bodies: list[Organisation], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = [(key, item_words(item)) for key, item in items.items()]  # type: ignore[attr-defined]
        self.fields["hidden_from"].choices = [(str(body.pk), body.name) for body in bodies]  # type: ignore[attr-defined]


@read_or_send
@of_person(Part.SUMMARY)
def page(request: Request, who: Who, person: Person) -> HttpResponse:
    """Hide a thing from a body that may know of the person; and what is hidden now."""
    require_accompanying(request, who)
    items = {str(item.id): item for item in items_of(person, who)}
    bodies = bodies_that_know(person, who)
    form = HideForm(items, bodies, request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = items[form.cleaned_data["item"]]
        body = next(one for one in bodies if str(one.pk) == form.cleaned_data["hidden_from"])
        hide(person=person, items=[chosen.id, *chosen.also], hidden_from=body, by=who)
        messages.success(request, _("Hidden: they do not see it any more, nor that something is hidden."))
        return see_other("person-hidden", person.pk)
    veils = [veil for veil in veils_of(person) if str(veil.item) in items]
    context = {
        "person": person,
        "form": form if items and bodies else None,
        "veils": [(veil.pk, item_words(items[str(veil.item)]), veil.hidden_from.name) for veil in veils],
    }
    return render(request, "people/hidden.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
@of_person(Part.SUMMARY)
def lift(request: Request, who: Who, person: Person, veil: UUID) -> SeeOther:
    """Show a thing again, with what was hidden along with it."""
    require_accompanying(request, who)
    standing = veils_of(person)
    found = next((one for one in standing if one.pk == veil), None)
    if found is None:
        raise NotFound
    also = next((item.also for item in items_of(person, who) if item.id == found.item), ())
    together = {found.item, *also}
    show_again(
        veils=[one for one in standing if one.item in together and one.hidden_from_id == found.hidden_from_id],
        by=who,
    )
    messages.success(request, _("Shown again."))
    return see_other("person-hidden", person.pk)


def item_words(item: Item) -> str:
    """A thing in words, with its day."""
    return joined([_thing(item.about), date_words(item.on)])


def _thing(about: Referral | Assessment | Goal | Booking | Need) -> str:
    match about:
        case Referral():
            to = about.to_organisation.name if about.to_organisation else ""
            return joined([_("Referral"), str(about.term.name.text(get_language() or "it")), to])
        case Assessment():
            known = instruments().get(about.instrument)
            return joined([_("Questionnaire"), known.name.text(language()) if known else about.instrument])
        case Need():
            return joined([_("Need"), str(about.term.name.text(get_language() or "it"))])
        case Goal():
            return joined([_("Goal"), str(about.words)])
    return joined([_("Meetings"), group_name(about.activity), about.organisation.name])
