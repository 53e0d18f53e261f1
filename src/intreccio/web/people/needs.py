"""What a person needs: written down one by one, or in a first listening; and who answers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intreccio.catalogue.models import Term
from intreccio.catalogue.queries.terms import accessibility_names
from intreccio.catalogue.shipped import needs as spoken_needs
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Sight, Who
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import NeedDraft, listen, name_need, settle_need
from intreccio.pathways.models import Need
from intreccio.pathways.queries.needs import answered, needs_of
from intreccio.pathways.rules.matching import PartOfWeek
from intreccio.pathways.rules.needing import LONGEST_WORDS, NEED, HowSoon, NeedState
from intreccio.people.events import Part
from intreccio.people.models import Person
from intreccio.web.bookings.wording import joined
from intreccio.web.frame.addresses import address
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.office.forms import activity_choices, activity_of
from intreccio.web.people.acting import of_person, require_accompanying, require_sight
from intreccio.web.people.changing import read_or_send
from intreccio.web.referrals.wording import PARTS_OF_WEEK
from intreccio.web.requests import Request
from intreccio.web.words.moments import date_words

UNPROCESSABLE = 422
SOON = {
    HowSoon.SOON: gettext_lazy("Soon"),
    HowSoon.ORDINARY: gettext_lazy("In the next weeks"),
    HowSoon.LATER: gettext_lazy("It can wait"),
}
STATES = {
    NeedState.OPEN: gettext_lazy("Open"),
    NeedState.MET: gettext_lazy("Met"),
    NeedState.LEFT: gettext_lazy("No longer wanted"),
}
VERBS = {
    "meet": gettext_lazy("It is met"),
    "leave": gettext_lazy("No longer wanted"),
    "reopen": gettext_lazy("Open again"),
}
NO = "no"


@dataclass(frozen=True)
class NeedShown:
    """A need; `answers_url` shows who answers it, "" where it is settled."""

    id: UUID
    name: str
    said: str
    words: str
    is_open: bool
    answers_url: str
    verbs: list[tuple[str, str]]


class NeedForm(forms.Form):
    """One need, with what the person wishes beside it."""

    term = forms.ChoiceField(label=gettext_lazy("What is needed?"))
    how_soon = forms.TypedChoiceField(
        label=gettext_lazy("How soon?"),
        coerce=HowSoon,
        choices=list(SOON.items()),
        widget=forms.RadioSelect,
        initial=HowSoon.ORDINARY,
    )
    words = forms.CharField(
        label=gettext_lazy("In their words"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    times = forms.MultipleChoiceField(
        label=gettext_lazy("When can they come?"),
        choices=list(PARTS_OF_WEEK.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    accessibility = forms.MultipleChoiceField(
        label=gettext_lazy("What do they need to get in?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    free = forms.BooleanField(label=gettext_lazy("It has to be free"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["term"].choices = [("", "–"), *activity_choices()]  # type: ignore[attr-defined]
        names = {code: name.text(language()) for code, name in accessibility_names().items()}
        self.fields["accessibility"].choices = list(names.items())  # type: ignore[attr-defined]

    def draft(self) -> NeedDraft:
        """What a valid form says."""
        said = self.cleaned_data
        return NeedDraft(
            activity_of(said["term"]),
            said["how_soon"],
            said["words"],
            [PartOfWeek(one) for one in said["times"]],
            said["accessibility"],
            said["free"],
        )


class ListeningForm(forms.Form):
    """What people come with, as they say it; asked only where somebody answers. Nothing must be answered."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kept = [one for one in spoken_needs() if one.term.startswith("activities:")]
        there = answered([one.term for one in kept])
        for one in kept:
            if one.term in there:
                self.fields[one.term] = forms.ChoiceField(
                    label=one.words.text(get_language() or "it"),
                    choices=[(NO, _("No")), *SOON.items()],
                    widget=forms.RadioSelect,
                    required=False,
                )

    def said(self) -> dict[Term, HowSoon]:
        """The needs that came out."""
        chosen = {key: value for key, value in self.cleaned_data.items() if value and value != NO}
        return {activity_of(key): HowSoon(value) for key, value in chosen.items()}


@read_or_send
@of_person(Part.PLAN)
def page(request: Request, who: Who, person: Person) -> HttpResponse:
    """What is needed, and one need more."""
    require_sight(who, Sight.SUPPORT)
    form = NeedForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        require_accompanying(request, who)
    if form.is_valid():
        try:
            name_need(person=person, draft=form.draft(), by=who)
        except Refused as problem:
            form.add_error(problem.field, problem.message.text(language()))
        else:
            return see_other("person-needs", person.pk)
    context = {"person": person, "form": form, "needs": [_shown(one) for one in needs_of(person)]}
    return render(request, "people/needs.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@read_or_send
@of_person(Part.PLAN)
def listening(request: Request, who: Who, person: Person) -> HttpResponse:
    """A first conversation, by what people come with."""
    require_sight(who, Sight.SUPPORT)
    require_accompanying(request, who)
    form = ListeningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        count = listen(person=person, said=form.said(), by=who)
        messages.success(request, _("Needs written down: %(count)s") % {"count": count})
        return see_other("person-needs", person.pk)
    context = {"person": person, "form": form}
    return render(request, "people/listening.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
@of_person(Part.PLAN)
def settle(request: Request, who: Who, person: Person, need: UUID) -> SeeOther:
    """It is met, or no longer wanted, or open again."""
    require_sight(who, Sight.SUPPORT)
    require_accompanying(request, who)
    found = Need.objects.select_related("person").filter(person=person, pk=need).first()
    if found is None:
        raise NotFound
    try:
        settle_need(need=found, verb=request.POST.get("verb", ""), by=who)
    except StepRefused:
        messages.warning(request, _("Somebody else has decided meanwhile."))
    return see_other("person-needs", person.pk)


def _shown(need: Need) -> NeedShown:
    state, is_open = NeedState(need.state), need.state == NeedState.OPEN
    wishes = [str(PARTS_OF_WEEK[PartOfWeek(one)]) for one in need.times]
    wishes += [accessibility_names()[one].text(language()) for one in need.accessibility]
    wishes += [_("free")] if need.free else []
    said = str(SOON[HowSoon(need.how_soon)]) if is_open else str(STATES[state])
    return NeedShown(
        id=need.pk,
        name=need.term.name.text(language()),
        said=joined([said, ", ".join(wishes), date_words(need.since)]),
        words=str(need.words or ""),
        is_open=is_open,
        answers_url=_answers_url(need) if is_open else "",
        verbs=[(verb, str(VERBS[verb])) for verb in NEED.verbs(state)],
    )


def _answers_url(need: Need) -> str:
    """The page that shows who answers, with what the person wishes."""
    asked = [("term", need.term.key)]
    asked += [("times", one) for one in need.times]
    asked += [("accessibility", one) for one in need.accessibility]
    asked += [("free", "on")] if need.free else []
    return address(reverse("person-refer", args=[need.person_id]), asked)
