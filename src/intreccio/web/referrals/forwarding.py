"""Passing a referral on to who is competent."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intreccio.catalogue.access import shown_services
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Who
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.refusing import Refused
from intreccio.pathways.access import offer_to, referral_for
from intreccio.pathways.actions import forward
from intreccio.pathways.models import Referral
from intreccio.web.frame.redirects import see_other
from intreccio.web.people.acting import in_care, require_accompanying
from intreccio.web.requests import Request
from intreccio.web.services.carrying import carried

UNPROCESSABLE = 422
MOST = 20


class ForwardForm(forms.Form):
    """Who is competent."""

    service = forms.ChoiceField(label=gettext_lazy("Who is competent?"), widget=forms.RadioSelect)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["service"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@in_care
def page(request: Request, who: Who, referral: UUID) -> HttpResponse:
    """Choose among those found, and pass it on; whoever sent it hears of it."""
    found = referral_for(referral)
    require_accompanying(request, who)
    offer = offer_to(who.organisation, found)
    if not offer.organisation.is_public:
        raise NotFound
    words = request.GET.get("what", "")[:120]
    form = ForwardForm(_choices(found, words, who), request.POST if request.method == "POST" else None)
    if form.is_valid():
        service = shown_services([UUID(form.cleaned_data["service"])])[UUID(form.cleaned_data["service"])]
        try:
            forward(offer=offer, service=service, by=who)
        except Refused as problem:
            form.add_error("service", problem.message.text(get_language() or "it"))
        except StepRefused:
            messages.warning(request, _("Somebody else has decided meanwhile."))
            return see_other("referrals")
        else:
            messages.success(request, _("Passed on: they are asked, and whoever sent it knows."))
            return see_other("referrals")
    context = {"form": form, "words": words, "referral": found}
    return render(request, "referrals/forward.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _choices(referral: Referral, words: str, who: Who) -> list[tuple[str, str]]:
    """Services found by words, or under the same term; none of one's own."""
    question = Question(words=words, size=MOST) if words else Question(terms=(referral.term.key,), size=MOST)
    ids = [result.service for result in find(question).results]
    services = shown_services(ids)
    cards = carried([one for one in ids if one in services and services[one].organisation_id != who.organisation])
    return [(card.id, f"{card.name} ({card.organisation})") for card in cards.values()]
