"""Forms of referrals."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy

from intreccio.catalogue.queries.terms import accessibility_names
from intreccio.pathways.rules.matching import PartOfWeek
from intreccio.pathways.rules.referring import (
    LONGEST_WORDS,
    OF_COMPLETION,
    OF_FAILURE,
    Adaptation,
    Outcome,
    Progress,
    Refusal,
    Urgency,
)
from intreccio.people.rules.granting import LegalBasis
from intreccio.web.imports.wording import language
from intreccio.web.office.forms import activity_choices
from intreccio.web.referrals.matching import Asked
from intreccio.web.referrals.wording import ADAPTATIONS, OUTCOMES, PARTS_OF_WEEK, PROGRESS, REFUSALS, URGENCIES
from intreccio.web.words.knowing import BASES

NOW = "now"
MOMENT = ["%Y-%m-%dT%H:%M"]
"""As browsers send a date with its hour."""


def area(rows: int) -> forms.Textarea:
    """A field for some lines."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class NeedForm(forms.Form):
    """What the person needs, and near where; the answers are looked for with it."""

    term = forms.ChoiceField(label=gettext_lazy("What is needed?"))
    where = forms.CharField(
        label=gettext_lazy("Near where?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("A municipality: where they live, sleep or eat."),
    )

    times = forms.MultipleChoiceField(
        label=gettext_lazy("When can they come?"),
        choices=list(PARTS_OF_WEEK.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    accessibility = forms.MultipleChoiceField(
        label=gettext_lazy("What do they need to get in?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    free = forms.BooleanField(label=gettext_lazy("It has to be free"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["term"].choices = [("", "–"), *activity_choices()]  # type: ignore[attr-defined]
        names = {code: name.text(language()) for code, name in accessibility_names().items()}
        self.fields["accessibility"].choices = list(names.items())  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What a valid form asks for."""
        said = self.cleaned_data
        times = [PartOfWeek(one) for one in said["times"]]
        return Asked(said["term"], said["where"], times, said["accessibility"], said["free"])


class ReferralForm(forms.Form):
    """What is told to those asked, on what ground, and how soon."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    reopens = forms.UUIDField(widget=forms.HiddenInput, required=False)
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Whom do we ask?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("One, or several: the first who says yes takes it."),
    )
    why_chosen = forms.CharField(
        label=gettext_lazy("Why these?"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "Where the nearest, or the public service, was not chosen: what the person preferred."
        ),
    )
    said = forms.CharField(
        label=gettext_lazy("What is it about?"),
        max_length=LONGEST_WORDS,
        widget=area(4),
        help_text=gettext_lazy("Without names: those asked read this before they say yes."),
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("How soon?"),
        choices=[*URGENCIES.items(), (NOW, gettext_lazy("Now: it cannot wait for days"))],
        widget=forms.RadioSelect,
        initial=Urgency.ORDINARY,
    )
    adaptations = forms.MultipleChoiceField(
        label=gettext_lazy("What would make it possible to come?"),
        choices=list(ADAPTATIONS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    companion = forms.CharField(
        label=gettext_lazy("Who goes along the first time?"), max_length=120, required=False
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("The person was asked and agrees to this referral"), required=False
    )
    legal_basis = forms.ChoiceField(
        label=gettext_lazy("Legal basis"),
        choices=list(BASES.items()),
        initial=LegalBasis.CONSENT,
        help_text=gettext_lazy("Another matter than the agreement: a public task seldom rests on consent."),
    )
    tells_name = forms.BooleanField(
        label=gettext_lazy("Whoever accepts may know name and contacts"), required=False, initial=True
    )

    def __init__(self, offered: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["services"].choices = offered  # type: ignore[attr-defined]

    def clean_adaptations(self) -> list[Adaptation]:
        """As what they are."""
        return [Adaptation(one) for one in self.cleaned_data["adaptations"]]

    def clean_urgency(self) -> Urgency:
        """What cannot wait is no referral."""
        said = self.cleaned_data["urgency"]
        if said == NOW:
            raise forms.ValidationError(
                gettext_lazy(
                    "Do not send it: call. 112 in danger; 116117 for a doctor; 1522 for violence; or the service itself."
                )
            )
        return Urgency(said)


class RefuseForm(forms.Form):
    """Why not."""

    refusal = forms.ChoiceField(
        label=gettext_lazy("Why not?"), choices=list(REFUSALS.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=area(3),
        help_text=gettext_lazy("A public body that is not competent says who is."),
    )

    def clean_refusal(self) -> Refusal:
        """As what it is."""
        return Refusal(self.cleaned_data["refusal"])


class StepForm(forms.Form):
    """The reason of a step, where one is asked for."""

    words = forms.CharField(label=gettext_lazy("Why?"), max_length=LONGEST_WORDS, widget=area(3))


class ClosingForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(label=gettext_lazy("What came of it?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("In your words"), max_length=LONGEST_WORDS, required=False, widget=area(3)
    )

    def __init__(self, verb: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        possible = OF_COMPLETION if verb == "complete" else OF_FAILURE
        self.fields["outcome"].choices = [(one, OUTCOMES[one]) for one in possible]  # type: ignore[attr-defined]

    def clean_outcome(self) -> Outcome:
        """As what it is."""
        return Outcome(self.cleaned_data["outcome"])


class ProgressForm(forms.Form):
    """What was last done."""

    progress = forms.ChoiceField(
        label=gettext_lazy("What was last done?"), choices=list(PROGRESS.items()), required=False
    )

    def clean_progress(self) -> Progress:
        """As what it is."""
        return Progress(self.cleaned_data["progress"])


class MomentInput(forms.DateTimeInput):
    """A date and an hour."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class RemarkForm(forms.Form):
    """Something to say to the other side, or dates to propose, or both."""

    words = forms.CharField(
        label=gettext_lazy("Write to the other side"), max_length=LONGEST_WORDS, widget=area(3), required=False
    )
    first = forms.DateTimeField(
        label=gettext_lazy("Propose a date"), required=False, widget=MomentInput, input_formats=MOMENT
    )
    second = forms.DateTimeField(
        label=gettext_lazy("or another"), required=False, widget=MomentInput, input_formats=MOMENT
    )
    third = forms.DateTimeField(
        label=gettext_lazy("or a third"), required=False, widget=MomentInput, input_formats=MOMENT
    )

    def clean(self) -> dict[str, Any]:
        """Dates in one list; something has to be said."""
        said = super().clean() or {}
        dates = [said[name] for name in ("first", "second", "third") if said.get(name)]
        if not dates and not self.errors and not str(said.get("words", "")).strip():
            self.add_error("words", gettext_lazy("Write something, or propose a date."))
        return {"words": said.get("words", ""), "dates": dates}


class CodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
