"""Composing pathways: the list, and one with its steps."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intreccio.catalogue.access import pathway_to_edit
from intreccio.catalogue.actions import PathwayDraft, StepDraft, remove_pathway, save_pathway
from intreccio.catalogue.actions.pathways import MOST_STEPS
from intreccio.catalogue.models import Pathway, PathwayStep, Term
from intreccio.kernel.access import Permission, require
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import FALLBACKS, Translated
from intreccio.web.desk.views import version_sent
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.office.forms import activity_choices, activity_of
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Row, Table

UNPROCESSABLE, CONFLICT = 422, 409
EMPTY_STEPS = 2
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


class PathwayForm(forms.Form):
    """What a pathway is called, and what it is for."""

    name_it = forms.CharField(label=gettext_lazy("Name, in Italian"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name, in English"), max_length=120, required=False)
    summary_it = forms.CharField(
        label=gettext_lazy("For whom and what for, in Italian"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    summary_en = forms.CharField(
        label=gettext_lazy("For whom and what for, in English"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_published = forms.BooleanField(label=gettext_lazy("Everybody sees it"), required=False)


class StepForm(forms.Form):
    """One step; where all is empty there is none."""

    name_it = forms.CharField(label=gettext_lazy("Step, in Italian"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Step, in English"), max_length=120, required=False)
    text_it = forms.CharField(
        label=gettext_lazy("What happens, in Italian"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text_en = forms.CharField(
        label=gettext_lazy("What happens, in English"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    term = forms.ChoiceField(
        label=gettext_lazy("Which activity answers it"),
        help_text=gettext_lazy("Services filed there, or below it, are shown with the step."),
    )
    is_optional = forms.BooleanField(label=gettext_lazy("Not everybody needs it"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["term"].choices = [("", "–"), *activity_choices()]  # type: ignore[attr-defined]

    def clean_term(self) -> Term:
        """The term behind the choice."""
        return activity_of(self.cleaned_data["term"])

    def draft(self) -> StepDraft:
        """What was said of the step."""
        said = self.cleaned_data
        return StepDraft(_texts(said, "name"), said["term"], _texts(said, "text"), said["is_optional"])


StepForms = formset_factory(
    StepForm, extra=EMPTY_STEPS, max_num=MOST_STEPS, validate_max=True, can_delete=True, can_order=True
)


@require_safe
def page(request: Request) -> HttpResponse:
    """Every pathway, published or not."""
    require(request.viewer, Permission.REVIEW_LISTINGS)
    rows = [_row(pathway) for pathway in Pathway.objects.prefetch_related("steps")]
    columns = [Column(_("Pathway")), Column(_("Steps")), Column(_("State"))]
    context = {"table": Table(_("Pathways"), columns, rows) if rows else None}
    return render(request, "office/pathways.html", context)


@read_or_send
def new(request: Request) -> HttpResponse:
    """Compose a pathway."""
    require(request.viewer, Permission.REVIEW_LISTINGS)
    return _edit(request, None)


@read_or_send
def one(request: Request, pathway: str) -> HttpResponse:
    """Change a pathway."""
    return _edit(request, pathway_to_edit(request.viewer, pathway))


@require_POST
def remove(request: Request, pathway: str) -> SeeOther:
    """Take a pathway away."""
    remove_pathway(pathway=pathway_to_edit(request.viewer, pathway), by=request.viewer.who())
    messages.success(request, _("The pathway is removed; its services stay."))
    return see_other("office-pathways")


def _edit(request: Request, pathway: Pathway | None) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = PathwayForm(sent, initial=_initial(pathway) if pathway else None)
    steps = StepForms(sent, prefix="steps", initial=_initial_steps(pathway) if pathway else None)
    status = 200
    if sent is not None:
        status = UNPROCESSABLE
        if form.is_valid() and steps.is_valid():
            try:
                saved = _save(request, pathway, form, steps)
            except VersionConflict:
                status = CONFLICT
            except Refused as problem:
                form.add_error(problem.field or None, problem.message.text(get_language() or "it"))
            else:
                messages.success(request, _("The pathway is saved."))
                return see_other("pathway", saved.slug)
    context = {
        "pathway": pathway,
        "version": version_sent(sent) if sent else pathway.version if pathway else 0,
        "is_late": status == CONFLICT,
        "form": form,
        "steps": steps,
    }
    return render(request, "office/pathway.html", context, status=status)


def _save(request: Request, pathway: Pathway | None, form: PathwayForm, steps: "BaseFormSet[StepForm]") -> Pathway:
    said = form.cleaned_data
    draft = PathwayDraft(
        name=_texts(said, "name"),
        summary=_texts(said, "summary"),
        is_published=said["is_published"],
        steps=[step.draft() for step in steps.ordered_forms],
    )
    return save_pathway(draft=draft, pathway=pathway, expected=version_sent(request.POST), by=request.viewer.who())


def _initial(pathway: Pathway) -> dict[str, Any]:
    return {
        **_by_language("name", pathway.name),
        **_by_language("summary", pathway.summary),
        "is_published": pathway.is_published,
    }


def _initial_steps(pathway: Pathway) -> list[dict[str, Any]]:
    return [_initial_step(step) for step in pathway.steps.all()]


def _initial_step(step: PathwayStep) -> dict[str, Any]:
    return {
        **_by_language("name", step.name),
        **_by_language("text", step.text),
        "term": step.term.key,
        "is_optional": step.is_optional,
    }


def _by_language(name: str, words: Translated) -> dict[str, str]:
    return {f"{name}_{language}": words.get(language, "") for language in FALLBACKS}


def _texts(said: Mapping[str, Any], name: str) -> Translated:
    return Translated({language: said[f"{name}_{language}"] for language in FALLBACKS})


def _row(pathway: Pathway) -> Row:
    language = get_language() or "it"
    steps = " → ".join(step.name.text(language) for step in pathway.steps.all())
    state = _("Published") if pathway.is_published else _("Draft")
    return Row([pathway.name.text(language), steps, state], reverse("office-pathway", args=[pathway.slug]))
