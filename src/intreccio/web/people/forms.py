"""The forms about persons. What was typed stays when something is wrong."""

from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intreccio.actors.models import Organisation
from intreccio.actors.rules.contacts import clean_phone
from intreccio.catalogue.shipped import languages
from intreccio.kernel.acting import Sight
from intreccio.kernel.refusing import Refused
from intreccio.people.models import Identity, SafeContact
from intreccio.people.rules.contact import Channel, Rules
from intreccio.people.rules.details import IdentityDetails
from intreccio.people.rules.granting import AdvocateKind, LegalBasis, Urgency
from intreccio.web.imports.wording import language
from intreccio.web.people.wording import ADVOCATES, CHANNELS, URGENCIES
from intreccio.web.words.knowing import BASES, SIGHTS


class SearchForm(forms.Form):
    """What names somebody exactly."""

    who = forms.CharField(
        label=gettext_lazy("Find somebody"),
        max_length=200,
        help_text=gettext_lazy(
            "Full name, tax code, STP or ENI code, card, or telephone: whole, not a part of it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class IdentityForm(forms.Form):
    """Who somebody is; nothing is required."""

    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=100, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=100, required=False)
    nickname = forms.CharField(label=gettext_lazy("How they want to be called"), max_length=100, required=False)
    birth_date = forms.DateField(
        label=gettext_lazy("Born on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    tax_code = forms.CharField(label=gettext_lazy("Tax code"), max_length=20, required=False)
    foreigner_code = forms.CharField(
        label=gettext_lazy("STP or ENI code"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Kept encrypted and never sent on: it tells of an irregular stay."),
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    mail = forms.CharField(label=gettext_lazy("Mail address"), max_length=200, required=False)
    address = forms.CharField(
        label=gettext_lazy("Where they live, or sleep, or take their post"), max_length=300, required=False
    )

    def details(self) -> IdentityDetails:
        """What was said."""
        return IdentityDetails(**{name: self.cleaned_data[name] for name in IdentityForm.base_fields})


class RegisterForm(IdentityForm):
    """Somebody new: first how to speak with them, then as much or as little as they want to say."""

    language = forms.ChoiceField(label=gettext_lazy("Which language do you speak with them?"))
    with_card = forms.BooleanField(
        label=gettext_lazy("Give them a card with a code, so that they need no name"), required=False
    )
    field_order = ("language", "with_card")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        names = [(code, spoken.name.text(language())) for code, spoken in languages().items()]
        self.fields["language"].choices = names  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """How somebody may be reached without putting them in danger."""

    channels = forms.MultipleChoiceField(
        label=gettext_lazy("How may they be reached?"),
        choices=list(CHANNELS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("None ticked: never. Nothing is sent to them at all."),
    )
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days?"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    since = forms.TimeField(
        label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    until = forms.TimeField(
        label=gettext_lazy("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    note = forms.CharField(
        label=gettext_lazy("Who may pick up, and what may be said?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("since") and said.get("until") and said["since"] >= said["until"]:
            self.add_error("until", _("It ends before it begins."))
        if said.get("channels") and not said.get("days"):
            self.add_error("days", _("Tick at least one day."))
        return said

    def rules(self) -> Rules:
        """What they asked for."""
        said = self.cleaned_data
        return Rules(
            [Channel(channel) for channel in said["channels"]], said["days"], said["since"], said["until"]
        )


class AdvocateForm(forms.Form):
    """Who speaks for somebody."""

    kind = forms.ChoiceField(label=gettext_lazy("Who are they?"), choices=list(ADVOCATES.items()))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)

    def clean_kind(self) -> AdvocateKind:
        return AdvocateKind(self.cleaned_data["kind"])

    def clean_phone(self) -> str | None:
        text = self.cleaned_data["phone"]
        try:
            return clean_phone(text) if text else None
        except Refused as problem:
            raise forms.ValidationError(problem.message.text(language())) from problem


class ConsentForm(forms.Form):
    """What may be told to whom, on what ground, until when."""

    recipient = forms.ModelChoiceField(label=gettext_lazy("To whom?"), queryset=Organisation.objects.none())
    discloses = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What?"),
        choices=[(sight.value, words) for sight, words in SIGHTS.items()],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    legal_basis = forms.ChoiceField(label=gettext_lazy("On what ground?"), choices=list(BASES.items()))
    agreed = forms.BooleanField(
        label=gettext_lazy("The person was asked and said yes"),
        required=False,
        help_text=gettext_lazy("Always ask, whatever the ground."),
    )
    reason = forms.CharField(label=gettext_lazy("What for, in their words"), max_length=300, required=False)
    until = forms.DateField(
        label=gettext_lazy("Until when?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Empty: until they take it back."),
    )

    def __init__(self, own: UUID, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        others = Organisation.objects.current().exclude(pk=own).order_by("name")
        self.fields["recipient"].queryset = others  # type: ignore[attr-defined]

    def clean_legal_basis(self) -> LegalBasis:
        return LegalBasis(self.cleaned_data["legal_basis"])

    def sights(self) -> Sight:
        """What is told, as bits."""
        return Sight(sum(self.cleaned_data["discloses"]))


class UrgentForm(forms.Form):
    """Why the glass must be broken, and for whom."""

    code = forms.CharField(
        label=gettext_lazy("Tax code, STP or ENI code, or card"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Why can it not wait?"), choices=list(URGENCIES.items()), widget=forms.RadioSelect
    )

    def clean_urgency(self) -> Urgency:
        return Urgency(self.cleaned_data["urgency"])


def initial_identity(identity: Identity | None) -> dict[str, Any]:
    """What the form shows first."""
    return {name: getattr(identity, name) for name in IdentityForm.base_fields} if identity else {}


def initial_contact(contact: SafeContact | None) -> dict[str, Any]:
    """What the form shows first: every day from nine to six, but no way ticked."""
    if contact is None:
        return {"days": list(WEEKDAYS), "since": time(9), "until": time(18)}
    return {name: getattr(contact, name) for name in ContactForm.base_fields}
