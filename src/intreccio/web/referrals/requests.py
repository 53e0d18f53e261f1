"""Requests for help, for the body that was asked: the list, one of them, taking and closing."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.catalogue.shipped import languages
from intreccio.kernel.acting import Who
from intreccio.kernel.lifecycle import StepRefused
from intreccio.pathways.access import help_request_for
from intreccio.pathways.actions import answer_help
from intreccio.pathways.models import HelpRequest
from intreccio.pathways.rules.asking import ASKING, LONGEST_WORDS, AskState, Reach
from intreccio.people.looking import note_listed
from intreccio.web.frame.redirects import see_other
from intreccio.web.people.acting import in_care, require_accompanying
from intreccio.web.referrals.tabs import tabs
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Fact, Row, Table
from intreccio.web.words.moments import moment_words
from intreccio.web.words.phones import phone_words

UNPROCESSABLE = 422
PAGE = 100
STATES = {
    AskState.WAITING: gettext_lazy("Waits for your answer"),
    AskState.TAKEN: gettext_lazy("Taken"),
    AskState.CLOSED: gettext_lazy("Closed"),
}
REACHES = {
    Reach.HERE: gettext_lazy("Comes back to the page"),
    Reach.CALL: gettext_lazy("Call"),
    Reach.SMS: gettext_lazy("Text message"),
    Reach.MAIL: gettext_lazy("Mail"),
}


class HelpForm(forms.Form):
    """Words for whoever wrote."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Whoever has the link of the request reads it: no names, nothing that puts them at risk."
        ),
    )


@require_safe
@in_care
def page(request: Request, who: Who) -> HttpResponse:
    """Requests that nobody has closed, the oldest that waits first."""
    require_accompanying(request, who)
    found = HelpRequest.objects.filter(organisation=who.organisation).exclude(state=AskState.CLOSED)
    listed = list(found.order_by("-state", "sent_at")[:PAGE])
    note_listed(len(listed), by=who)
    context = {
        "tabs": tabs("requests"),
        "table": request_table(listed),
        "all_url": "",
    }
    return render(request, "referrals/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_care
def one(request: Request, who: Who, asked: UUID) -> HttpResponse:
    """One request; taking it or closing it, with an answer."""
    require_accompanying(request, who)
    found = help_request_for(asked)
    form = HelpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verb = "close" if request.POST.get("verb") == "close" else "take"
        try:
            answer_help(request=found, verb=verb, answer=form.cleaned_data["answer"], by=who)
            messages.success(request, _("Answered: whoever wrote reads it on their page."))
        except StepRefused:
            messages.warning(request, _("Somebody else has decided meanwhile."))
        return see_other("help-request", found.pk)
    if request.method != "POST":
        note_listed(1, by=who)
    context = {
        "words": str(found.words or ""),
        "facts": _facts(found),
        "state": STATES[AskState(found.state)],
        "answer": str(found.answer or ""),
        "verbs": ASKING.verbs(AskState(found.state)),
        "form": form,
    }
    return render(request, "referrals/request.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def request_table(listed: Sequence[HelpRequest]) -> Table | None:
    """Requests in a list; None where there is none."""
    columns = [Column(_("Who")), Column(_("Language")), Column(_("State")), Column(_("Since"))]
    rows = [_row(one) for one in listed]
    return Table(_("Requests for help"), columns, rows) if rows else None


def _row(one: HelpRequest) -> Row:
    spoken = languages().get(one.language)
    return Row(
        [
            str(one.nickname or _("No name yet")),
            spoken.name.text(get_language() or "it") if spoken else one.language,
            str(STATES[AskState(one.state)]),
            moment_words(one.sent_at),
        ],
        reverse("help-request", args=[one.pk]),
    )


def _facts(one: HelpRequest) -> list[Fact]:
    spoken, address = languages().get(one.language), str(one.address or "")
    is_phone = one.reach in (Reach.CALL, Reach.SMS)
    return [
        Fact(_("How they want to be called"), str(one.nickname or "")),
        Fact(_("Language"), spoken.name.text(get_language() or "it") if spoken else one.language),
        Fact(_("How they may safely be reached"), str(REACHES[Reach(one.reach)])),
        Fact(_("Where"), phone_words(address) if is_phone and address else address),
        Fact(_("When it is safe"), str(one.safe_when or "")),
        Fact(_("Sent"), moment_words(one.sent_at)),
    ]
