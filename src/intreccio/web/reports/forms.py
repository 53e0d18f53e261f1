"""The form by which anybody says that something is wrong."""

from django import forms
from django.utils.translation import gettext_lazy

from intreccio.catalogue.rules.reporting import LONGEST_WORDS, Mistake
from intreccio.web.words.reports import MISTAKES


class ReportForm(forms.Form):
    """What is wrong, in a word and in the reader's own words; where to answer, if anywhere."""

    mistake = forms.TypedChoiceField(
        label=gettext_lazy("What is wrong?"),
        coerce=Mistake,
        choices=[(mistake.value, words) for mistake, words in MISTAKES.items()],
        widget=forms.RadioSelect(),
    )
    words = forms.CharField(
        label=gettext_lazy("Tell us more"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "What is written there, and what is right? Please write nothing about your health or about other people,"
            " and never the address of a shelter."
        ),
    )
    mail = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only for the answer: it is kept encrypted and erased when we have answered."),
    )
    subject = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data["subject"])
