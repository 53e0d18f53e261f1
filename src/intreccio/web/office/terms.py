"""The lists of terms: seeing them, adding the network's own, withdrawing what is not used."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intreccio.catalogue.access import term_to_edit
from intreccio.catalogue.actions import TermDraft, add_term, edit_term, offer_term, withdraw_term
from intreccio.catalogue.models import Taxonomy, Term
from intreccio.catalogue.queries.terms import as_tree
from intreccio.catalogue.shipped import base_terms
from intreccio.kernel.access import NotFound, Permission, require
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import FALLBACKS, Translated
from intreccio.web.frame.addresses import address
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Place, Row, Table

UNPROCESSABLE = 422
FIRST = "activities"
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


class TermForm(forms.Form):
    """What a term is called, and what people type who mean it."""

    name_it = forms.CharField(label=gettext_lazy("Name, in Italian"), max_length=100)
    name_en = forms.CharField(label=gettext_lazy("Name, in English"), max_length=100, required=False)
    description_it = forms.CharField(
        label=gettext_lazy("In one plain sentence, in Italian"), max_length=300, required=False
    )
    description_en = forms.CharField(
        label=gettext_lazy("In one plain sentence, in English"), max_length=300, required=False
    )
    synonyms_it = forms.CharField(
        label=gettext_lazy("Words that people type, in Italian"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Separated by commas. They are searched, never shown."),
    )
    synonyms_en = forms.CharField(
        label=gettext_lazy("Words that people type, in English"), max_length=500, required=False
    )

    def draft(self) -> TermDraft:
        """What was said."""
        said = self.cleaned_data
        return TermDraft(
            name=Translated({language: said[f"name_{language}"] for language in FALLBACKS}),
            description=Translated({language: said[f"description_{language}"] for language in FALLBACKS}),
            synonyms={language: _words(said[f"synonyms_{language}"]) for language in FALLBACKS},
        )


class WithdrawForm(forms.Form):
    """What takes over the services of a term that is offered no longer."""

    instead = forms.ChoiceField(
        label=gettext_lazy("File its services under"),
        required=False,
        help_text=gettext_lazy("Without a choice they stay as they are, and this entry is not shown."),
    )

    def __init__(self, term: Term, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        others = as_tree(term.taxonomy.terms.filter(withdrawn=False).order_by("place", "code"))
        named = [(str(one.pk), _indented(one)) for one in others if one != term]
        self.fields["instead"].choices = [("", "–"), *named]  # type: ignore[attr-defined]


@require_safe
def page(request: Request) -> HttpResponse:
    """One list of terms as a tree, with how many services each has."""
    require(request.viewer, Permission.EDIT_TAXONOMIES)
    taxonomies = list(Taxonomy.objects.all())
    asked = request.GET.get("list", FIRST)
    chosen = next((one for one in taxonomies if one.slug == asked), taxonomies[0] if taxonomies else None)
    found = chosen.terms.annotate(services_filed=Count("services")) if chosen else Term.objects.none()
    terms = as_tree(found.select_related("taxonomy").order_by("place", "code"))
    columns = [Column(_("Entry")), Column(_("Services"), True), Column(_("State"))]
    rows = [_row(term) for term in terms]
    language = get_language() or "it"
    context = {
        "chosen": chosen,
        "name": chosen.name.text(language) if chosen else "",
        "lists": [
            Place(one.name.text(language), address(reverse("office-terms"), [("list", one.slug)]), one == chosen)
            for one in taxonomies
        ],
        "table": Table(chosen.name.text(language), columns, rows) if chosen and rows else None,
    }
    return render(request, "office/terms.html", context)


@read_or_send
def new(request: Request, taxonomy: UUID) -> HttpResponse:
    """Add a term, below another or at the top."""
    require(request.viewer, Permission.EDIT_TAXONOMIES)
    chosen = Taxonomy.objects.filter(pk=taxonomy).first()
    if chosen is None:
        raise NotFound
    form = TermForm(request.POST if request.method == "POST" else None)
    below = request.POST.get("below", request.GET.get("below", ""))
    offered = list(as_tree(chosen.terms.filter(withdrawn=False).order_by("place", "code")))
    parent = next((term for term in offered if str(term.pk) == below), None)
    if form.is_valid():
        try:
            add_term(taxonomy=chosen, parent=parent, draft=form.draft(), by=request.viewer.who())
        except Refused as problem:
            form.add_error(problem.field, problem.message.text(get_language() or "it"))
        else:
            messages.success(request, _("Added: listings can be filed there from now on."))
            return see_other("office-terms")
    context = {
        "form": form,
        "list_name": chosen.name.text(get_language() or "it"),
        "parents": [(str(term.pk), _indented(term), term == parent) for term in offered],
    }
    return render(request, "office/term_new.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@read_or_send
def one(request: Request, term: UUID) -> HttpResponse:
    """One term: changed if it is the network's own, withdrawn or offered again."""
    found = term_to_edit(request.viewer, term)
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    is_own = found.key not in base_terms()
    form = TermForm(request.POST if verb == "save" else None, initial=_initial(found))
    withdrawing = WithdrawForm(found, request.POST if verb == "withdraw" else None)
    if verb and _changed(request, found, verb, form, withdrawing):
        return see_other("office-terms")
    context = {
        "term": found,
        "name": found.name.text(get_language() or "it"),
        "services": found.services.count(),
        "found_url": address(reverse("home"), [("term", found.key)]),
        "is_own": is_own,
        "form": form if is_own else None,
        "withdrawing": withdrawing,
    }
    return render(request, "office/term.html", context, status=UNPROCESSABLE if verb else 200)


@require_POST
def offer(request: Request, term: UUID) -> HttpResponse:
    """Offer a term again."""
    offer_term(term=term_to_edit(request.viewer, term), by=request.viewer.who())
    messages.success(request, _("It is offered again."))
    return see_other("office-term", term)


def _changed(request: Request, term: Term, verb: str, form: TermForm, withdrawing: WithdrawForm) -> bool:
    by, sent = request.viewer.who(), form if verb == "save" else withdrawing
    if not sent.is_valid():
        return False
    try:
        if verb == "save":
            edit_term(term=term, draft=form.draft(), by=by)
        else:
            chosen = withdrawing.cleaned_data["instead"]
            instead = Term.objects.get(pk=chosen) if chosen else None
            withdraw_term(term=term, instead=instead, by=by)
    except Refused as problem:
        sent.add_error(problem.field or None, problem.message.text(get_language() or "it"))
        return False
    messages.success(request, _("Saved.") if verb == "save" else _("Withdrawn: it is offered no longer."))
    return True


def _row(term: Any) -> Row:
    own = term.key not in base_terms()
    state = _("Withdrawn") if term.withdrawn else _("Our own") if own else ""
    return Row(
        [_indented(term), str(term.services_filed), state],
        reverse("office-term", args=[term.pk]),
    )


def _indented(term: Term) -> str:
    name = term.name.text(get_language() or "it")
    return f"– {name}" if term.parent_id else name


def _initial(term: Term) -> dict[str, str]:
    said: dict[str, str] = {}
    for language in FALLBACKS:
        said[f"name_{language}"] = term.name.get(language, "")
        said[f"description_{language}"] = term.description.get(language, "")
        said[f"synonyms_{language}"] = ", ".join(term.synonyms.get(language, []))
    return said


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := " ".join(part.split()))]
