"""Writing to somebody who listens, without an account or a name; and reading what they answered."""

from typing import Any
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.accounts.links import LinkRefused, read_link
from intreccio.catalogue.shipped import languages
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import NOBODY
from intreccio.kernel.refusing import Refused
from intreccio.pathways.access import help_request_of_link, listener
from intreccio.pathways.actions import FOLLOW_HELP, ask_for_help, follow_help_token
from intreccio.pathways.rules.asking import LONGEST_WORDS, AskState, Reach
from intreccio.web.frame.redirects import see_other
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.frame.urgent import urgent_numbers
from intreccio.web.requests import Request
from intreccio.web.words.moments import moment_words

GONE, UNPROCESSABLE = 410, 422
REACHES = {
    Reach.HERE: gettext_lazy("I come back to this page for the answer"),
    Reach.CALL: gettext_lazy("Call me"),
    Reach.SMS: gettext_lazy("Send me a text message"),
    Reach.MAIL: gettext_lazy("Write me a mail"),
}
STATES = {
    AskState.WAITING: gettext_lazy("They have not read it yet"),
    AskState.TAKEN: gettext_lazy("Somebody is taking care of it"),
    AskState.CLOSED: gettext_lazy("It is closed"),
}


class AskForm(forms.Form):
    """What one needs, and how it is safe to answer."""

    words = forms.CharField(
        label=gettext_lazy("What do you need?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    nickname = forms.CharField(
        label=gettext_lazy("How shall we call you?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Any name will do; or none."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reach = forms.TypedChoiceField(
        label=gettext_lazy("How may they answer you?"),
        coerce=Reach,
        choices=list(REACHES.items()),
        widget=forms.RadioSelect,
        initial=Reach.HERE,
    )
    address = forms.CharField(
        label=gettext_lazy("Your number or mail address"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only if nobody else reads or hears it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    safe_when = forms.CharField(
        label=gettext_lazy("When is it safe to reach you?"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("In which language shall they answer?"))
    subject = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(code, one.own or one.name.text("it")) for code, one in languages().items()]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        self.fields["language"].initial = (get_language() or "it").partition("-")[0]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: Request, organisation: UUID) -> HttpResponse:
    """Write to a body that listens; afterwards there is a link that shows the answer."""
    asked = listener(request.viewer, organisation)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data.pop("subject"):
            return see_other("help")
        if refused := consume_or_429(request, action="ask_for_help"):
            return refused
        try:
            made = ask_for_help(organisation=asked, by=NOBODY, **form.cleaned_data)
        except Refused as problem:
            form.add_error(problem.field, problem.message.text(get_language() or "it"))
        else:
            return see_other("help-follow", follow_help_token(made))
    context = {
        "organisation": asked.name,
        "form": form,
        "numbers": urgent_numbers(),
        "quick_exit": True,
    }
    response = render(request, "help/ask.html", context, status=UNPROCESSABLE if form.is_bound else 200)
    store_nowhere(response)
    return response


@require_safe
@never_cache
def follow(request: Request, token: str) -> HttpResponse:
    """What became of it, for whoever has the link."""
    try:
        asked = help_request_of_link(read_link(token, act=FOLLOW_HELP))
    except (LinkRefused, NotFound):
        return render(request, "help/followed.html", {"state": "", "quick_exit": True}, status=GONE)
    context = {
        "state": STATES[AskState(asked.state)],
        "is_waiting": asked.state == AskState.WAITING,
        "organisation": asked.organisation.name,
        "sent": moment_words(asked.sent_at),
        "answer": str(asked.answer or ""),
        "title": _("Your request"),
        "quick_exit": True,
    }
    response = render(request, "help/followed.html", context)
    store_nowhere(response)
    return response
