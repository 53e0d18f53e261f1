"""Words that people look for and nothing has; what the network says they mean."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from intreccio.catalogue.access import synonym_for
from intreccio.catalogue.actions import add_synonym, remove_synonym
from intreccio.catalogue.models import OwnSynonym, UnmetWord
from intreccio.catalogue.queries.unmet import unmet_words
from intreccio.kernel.access import Permission, require
from intreccio.kernel.refusing import Refused
from intreccio.web.frame.addresses import address
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Row, Table
from intreccio.web.words.moments import date_words

MOST_SHOWN = 100
UNPROCESSABLE = 422


class SynonymForm(forms.Form):
    """A word, and what it means."""

    word = forms.CharField(label=gettext_lazy("Whoever looks for"), max_length=80)
    means = forms.CharField(
        label=gettext_lazy("finds what is found with"),
        max_length=80,
        help_text=gettext_lazy("A word or a few that stand in listings or in the list of activities."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """Unmet words, the network's synonyms, and the form for one more."""
    require(request.viewer, Permission.EDIT_TAXONOMIES)
    sent = request.POST if request.method == "POST" else None
    form = SynonymForm(sent, initial={"word": request.GET.get("word", "")[:80]})
    if form.is_valid() and _add(request, form):
        return see_other("office-words")
    rows = [_row(word) for word in unmet_words()[:MOST_SHOWN]]
    columns = [Column(_("Word")), Column(_("Searches"), True), Column(_("Days"), True), Column(_("Last on"))]
    context = {
        "table": Table(_("Words that nothing has"), columns, rows) if rows else None,
        "synonyms": OwnSynonym.objects.all(),
        "form": form,
    }
    return render(request, "office/words.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
def remove(request: Request, synonym: UUID) -> SeeOther:
    """A word means no longer what was said."""
    remove_synonym(synonym=synonym_for(request.viewer, synonym), by=request.viewer.who())
    messages.success(request, _("Removed: in a few minutes the search forgets it too."))
    return see_other("office-words")


def _add(request: Request, form: SynonymForm) -> bool:
    try:
        add_synonym(**form.cleaned_data, by=request.viewer.who())
    except Refused as problem:
        form.add_error(problem.field, problem.message.text(language()))
        return False
    messages.success(request, _("Noted: in a few minutes the search knows it."))
    return True


def _row(unmet: UnmetWord) -> Row:
    word = str(unmet.word)
    cells = [word, str(unmet.searches), str(unmet.days), date_words(unmet.last_day)]
    return Row(cells, address(reverse("office-words"), [("word", word)]) + "#synonym")
