"""Opening one's own record, and what stands in it: next meetings, referrals, plan, agreements, and who has looked."""

from typing import Any
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intreccio.bookings.queries import coming_of, holds_for
from intreccio.kernel import clock
from intreccio.kernel.acting import EVERYTHING, NOBODY, Purpose, Who
from intreccio.kernel.databases.context import asking
from intreccio.pathways.queries.file import everything_of
from intreccio.pathways.queries.plans import plan_of
from intreccio.pathways.queries.referrals import of_person as referrals_of
from intreccio.pathways.queries.referrals import still_open
from intreccio.people.access import consent_for
from intreccio.people.actions import open_own_record, withdraw_consent
from intreccio.people.models import Person
from intreccio.web.bookings.views import calendar_file
from intreccio.web.booklets.views import pdf_response
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.mine.opening import close_in, of_own_record, open_in
from intreccio.web.mine.showing import shown
from intreccio.web.plans.copies import copy
from intreccio.web.requests import Request

UNPROCESSABLE = 422
FILE = "intreccio-file"


class CardForm(forms.Form):
    """A card and its PIN."""

    card = forms.CharField(
        label=gettext_lazy("The code on your card"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
    )
    pin = forms.CharField(
        label=gettext_lazy("PIN"),
        max_length=12,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: Request) -> HttpResponse:
    """Open one's record. What is wrong, card or PIN, is not said."""
    form = CardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if refused := consume_or_429(request, action="own_record"):
            return refused
        person = open_own_record(card=form.cleaned_data["card"], pin=form.cleaned_data["pin"], by=NOBODY)
        if person:
            open_in(request, person)
            return see_other("mine-record")
        form.add_error(
            None,
            _("Card and PIN do not fit together. After five wrong PINs the card rests for a quarter of an hour."),
        )
    status = UNPROCESSABLE if form.is_bound else 200
    response = render(request, "mine/open.html", {"form": form, "quick_exit": True}, status=status)
    store_nowhere(response)
    return response


@require_safe
@of_own_record
def record(request: Request, person: Person) -> HttpResponse:
    """Everything at a glance."""
    return render(request, "mine/record.html", {"record": shown(person), "quick_exit": True})


@require_POST
@of_own_record
def withdraw(request: Request, person: Person, consent: UUID) -> SeeOther:
    """Take an agreement back."""
    found = consent_for(person, consent)
    # The person reads by themselves; what they want changed is changed with the eyes of who accompanies them.
    custodian = Who(None, person.custodian_id, Purpose.CARE, EVERYTHING)
    with asking(custodian):
        withdraw_consent(consent=found, by=custodian)
    messages.success(request, _("Taken back: they read nothing more about you."))
    return see_other("mine-record")


@require_safe
@of_own_record
def as_json(request: Request, person: Person) -> HttpResponse:
    """Everything that is kept, to take elsewhere."""
    response = JsonResponse(everything_of(person), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = content_disposition_header(True, f"{FILE}.json") or ""
    return response


@require_safe
@of_own_record
def plan_copy(request: Request, person: Person) -> HttpResponse:
    """The plan on paper."""
    made: Any = copy(person, plan_of(person), list(still_open(referrals_of(person))), clock.today())
    return pdf_response(made, "intreccio-plan.pdf")


@require_safe
@of_own_record
def dates(request: Request, person: Person) -> HttpResponse:
    """The meetings to come, for one's own calendar."""
    return calendar_file(request, coming_of(holds_for(person.pseudonym)))


@require_POST
def leave(request: Request) -> SeeOther:
    """Close it, and forget that it was open."""
    close_in(request)
    return see_other("home")
