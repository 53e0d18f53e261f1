"""A quick listing, from a phone: what, who, where, when, for how long."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from intreccio.catalogue.actions import QuickDraft, add_quick_listing
from intreccio.catalogue.models import Service, Term
from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.catalogue.rules.refusal import ScheduleTextError
from intreccio.catalogue.rules.timing import Timing
from intreccio.kernel.access import Permission, require
from intreccio.kernel.refusing import AllRefused, Refused
from intreccio.territory.models import Area
from intreccio.territory.queries import areas_matching
from intreccio.web.frame.redirects import see_other
from intreccio.web.imports.wording import language
from intreccio.web.office.forms import activity_choices, activity_of
from intreccio.web.requests import Request
from intreccio.web.words.moments import date_words

UNPROCESSABLE = 422
DURATIONS = {
    7: gettext_lazy("A week"),
    14: gettext_lazy("Two weeks"),
    30: gettext_lazy("A month"),
    60: gettext_lazy("Two months"),
}
FIELDS = {"street": "place", "municipality": "municipality", "name": "organisation"}
"""Fields of organisations and places as they are called here."""


class QuickForm(forms.Form):
    """The few things that a listing cannot do without."""

    name = forms.CharField(label=gettext_lazy("What is it called?"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("What happens there, for whom?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    activity = forms.ChoiceField(label=gettext_lazy("What kind of thing is it?"))
    organisation = forms.CharField(
        label=gettext_lazy("Who does it?"),
        max_length=300,
        help_text=gettext_lazy("As it calls itself. If we do not know it yet, it is shown as not verified."),
    )
    municipality = forms.CharField(label=gettext_lazy("Municipality"), max_length=120)
    place = forms.CharField(
        label=gettext_lazy("Where exactly?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Street or place; nothing that must stay confidential."),
    )
    when = forms.CharField(
        label=gettext_lazy("When?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For instance: Tue and Thu 9-11; or: Saturday 5/12/2026 15-18."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    free = forms.BooleanField(label=gettext_lazy("Free of charge"), required=False)
    days = forms.TypedChoiceField(
        label=gettext_lazy("Shown for"), coerce=int, choices=list(DURATIONS.items()), initial=30
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["activity"].choices = activity_choices()  # type: ignore[attr-defined]

    def clean_activity(self) -> Term:
        """The term behind the choice."""
        return activity_of(self.cleaned_data["activity"])

    def clean_municipality(self) -> Area:
        """One that we know."""
        typed = self.cleaned_data["municipality"]
        found = areas_matching(typed, limit=1)
        if not found:
            raise forms.ValidationError(
                _("“%(place)s” is no municipality that we know.") % {"place": typed}, code="unknown"
            )
        return found[0]

    def clean_when(self) -> tuple[Timing, ...]:
        """The hours that the words mean."""
        typed = self.cleaned_data["when"]
        try:
            return parse_entry(typed) if typed else ()
        except ScheduleTextError as problem:
            raise forms.ValidationError(problem.message(language())) from problem

    def draft(self) -> QuickDraft:
        """Everything that was said."""
        said = dict(self.cleaned_data)
        return QuickDraft(timings=said.pop("when"), language=language(), **said)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """Say it; it is shown at once, and for a while."""
    require(request.viewer, Permission.REVIEW_LISTINGS)
    form = QuickForm(request.POST if request.method == "POST" else None)
    service = _added(request, form) if form.is_valid() else None
    if service and service.expires_at:
        day = date_words(service.expires_at.date())
        messages.success(request, _("It is shown until %(day)s, then it goes by itself.") % {"day": day})
        return see_other("service", service.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "office/quick.html", {"form": form}, status=status)


def _added(request: Request, form: QuickForm) -> Service | None:
    try:
        return add_quick_listing(draft=form.draft(), by=request.viewer.who())
    except (Refused, AllRefused) as refusal:
        problems = refusal.problems if isinstance(refusal, AllRefused) else (refusal,)
        for problem in problems:
            field = FIELDS.get(problem.field, problem.field)
            form.add_error(field if field in form.fields else None, problem.message.text(language()))
        return None
