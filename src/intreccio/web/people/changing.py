"""Registering persons, and changing what is known of them."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from intreccio.actors.models import Organisation
from intreccio.kernel.acting import Who
from intreccio.kernel.clock import ITALY
from intreccio.kernel.refusing import AllRefused, Refused
from intreccio.people import actions
from intreccio.people.access import advocate_for, consent_for
from intreccio.people.events import Part
from intreccio.people.models import Identity, Person, SafeContact
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.people.acting import accompanied, of_person, require_accompanying
from intreccio.web.people.forms import (
    AdvocateForm,
    ConsentForm,
    ContactForm,
    IdentityForm,
    RegisterForm,
    initial_contact,
    initial_identity,
)
from intreccio.web.requests import Request

UNPROCESSABLE = 422
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
@accompanied
def register_page(request: Request, who: Who) -> HttpResponse:
    """Somebody new."""
    form = RegisterForm(request.POST or None, initial={"language": "it"})
    assert who.organisation
    custodian = Organisation.objects.get(pk=who.organisation)
    made: list[Person] = []

    def save() -> None:
        said = form.cleaned_data
        made.append(
            actions.register(
                custodian=custodian,
                language=said["language"],
                details=form.details(),
                with_card=said["with_card"],
                by=who,
            )
        )

    if _saved(form, save):
        messages.success(request, _("Registered."))
        return see_other("person", made[0].pk)
    return _form_page(request, form, _("Somebody new"), back=None)


@read_or_send
@of_person(Part.IDENTITY)
def identity_page(request: Request, who: Who, person: Person) -> HttpResponse:
    """Who somebody is."""
    require_accompanying(request, who)
    known = Identity.objects.filter(person=person).first()
    form = IdentityForm(request.POST or None, initial=initial_identity(known))
    if _saved(form, lambda: actions.change_identity(person=person, details=form.details(), by=who)):
        messages.success(request, _("Saved."))
        return see_other("person", person.pk)
    return _form_page(request, form, _("Name and contacts"), back=person)


@read_or_send
@of_person(Part.CONTACT)
def contact_page(request: Request, who: Who, person: Person) -> HttpResponse:
    """How somebody may safely be reached."""
    require_accompanying(request, who)
    known = SafeContact.objects.filter(person=person).first()
    form = ContactForm(request.POST or None, initial=initial_contact(known))

    def save() -> None:
        actions.change_contact(person=person, rules=form.rules(), note=form.cleaned_data["note"], by=who)

    if _saved(form, save):
        messages.success(request, _("Saved: whatever is sent obeys it."))
        return see_other("person", person.pk)
    return _form_page(request, form, _("Safe contact"), back=person)


@read_or_send
@of_person(Part.IDENTITY)
def advocate_page(request: Request, who: Who, person: Person) -> HttpResponse:
    """Somebody speaks for the person."""
    require_accompanying(request, who)
    form = AdvocateForm(request.POST or None)
    if _saved(form, lambda: actions.name_advocate(person=person, by=who, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return see_other("person", person.pk)
    return _form_page(request, form, _("Who speaks for them"), back=person)


@require_POST
@of_person(Part.IDENTITY)
def advocate_end(request: Request, who: Who, person: Person, advocate: UUID) -> SeeOther:
    """They no longer do."""
    require_accompanying(request, who)
    actions.end_advocate(advocate=advocate_for(person, advocate), by=who)
    messages.success(request, _("Saved."))
    return see_other("person", person.pk)


@read_or_send
@of_person(Part.SUMMARY)
def consent_page(request: Request, who: Who, person: Person) -> HttpResponse:
    """What may be told to whom."""
    require_accompanying(request, who)
    assert who.organisation
    form = ConsentForm(who.organisation, request.POST or None)

    def save() -> None:
        said = form.cleaned_data
        actions.record_consent(
            person=person,
            recipient=said["recipient"],
            legal_basis=said["legal_basis"],
            agreed=said["agreed"],
            discloses=form.sights(),
            reason=said["reason"],
            until=datetime.combine(said["until"] + timedelta(days=1), time.min, ITALY) if said["until"] else None,
            by=who,
        )

    if _saved(form, save):
        messages.success(request, _("Saved: from now on they may know it."))
        return see_other("person", person.pk)
    return _form_page(request, form, _("What may be told to whom"), back=person)


@require_POST
@of_person(Part.SUMMARY)
def consent_withdraw(request: Request, who: Who, person: Person, consent: UUID) -> SeeOther:
    """The person takes it back."""
    require_accompanying(request, who)
    actions.withdraw_consent(consent=consent_for(person, consent), by=who)
    messages.success(request, _("Taken back: from now on they read nothing more."))
    return see_other("person", person.pk)


def _saved(form: forms.Form, save: Callable[[], object]) -> bool:
    """Whether the form was sent, was right, and could be saved; if not, it says why at each field."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            save()
    except AllRefused as problem:
        for one in problem.problems:
            form.add_error(one.field or None, one.message.text(language()))
        return False
    except Refused as problem:
        form.add_error(problem.field or None, problem.message.text(language()))
        return False
    return True


def _form_page(request: Request, form: forms.Form, title: str, *, back: Person | None) -> HttpResponse:
    context = {"form": form, "title": title, "back": back.pk if back else None}
    return render(request, "people/form.html", context, status=UNPROCESSABLE if form.errors else 200)
