"""Forms of the network office's desk."""

from django import forms
from django.utils.translation import gettext_lazy

from intreccio.catalogue.rules.reporting import LONGEST_WORDS


class AnswerForm(forms.Form):
    """The answer to who wrote."""

    answer = forms.CharField(
        label=gettext_lazy("Answer to who wrote"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It goes by mail where an address was left, and stands on the page of the report."),
    )


class RefusalForm(forms.Form):
    """Why the answer is no."""

    reason = forms.CharField(
        label=gettext_lazy("Why not"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is sent to who asked."),
    )
