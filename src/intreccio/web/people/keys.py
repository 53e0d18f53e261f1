"""The card with which a person opens their own record."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.kernel.acting import Who
from intreccio.kernel.refusing import Refused
from intreccio.people.actions import give_key, take_key_back
from intreccio.people.events import Part
from intreccio.people.models import Person
from intreccio.people.rules.codes import spoken
from intreccio.web.frame.redirects import see_other
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.frame.squares import square
from intreccio.web.imports.wording import language
from intreccio.web.people.acting import of_person, require_accompanying
from intreccio.web.people.changing import read_or_send
from intreccio.web.requests import Request


@read_or_send
@of_person(Part.SUMMARY)
def page(request: Request, who: Who, person: Person) -> HttpResponse:
    """Give a PIN, which is shown this once; or take it back."""
    require_accompanying(request, who)
    if request.method == "POST" and request.POST.get("verb") == "take-back":
        take_key_back(person=person, by=who)
        messages.success(request, _("Nobody opens the record with the card any more."))
        return see_other("person", person.pk)
    pin = ""
    if request.method == "POST":
        try:
            pin = give_key(person=person, by=who)
        except Refused as problem:
            messages.error(request, problem.message.text(language()))
    # Behind the # browsers send nothing: the code stands in no server's log.
    link = settings.INTRECCIO_ADDRESS + reverse("mine") + f"#{person.card!s}"
    context = {
        "person": person,
        "pin": pin,
        "card": spoken(str(person.card)) if person.card else "",
        "square": square(link) if pin else None,
        "address": (settings.INTRECCIO_ADDRESS + reverse("mine")).partition("://")[2],
        "has_key": person.pin is not None,
    }
    response = render(request, "people/key.html", context)
    store_nowhere(response)
    return response
