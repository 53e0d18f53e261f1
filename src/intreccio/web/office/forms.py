"""Forms of the network office's desk."""

from django import forms
from django.utils.translation import get_language, gettext_lazy

from intreccio.catalogue.models import Term
from intreccio.catalogue.queries.terms import terms_by_key
from intreccio.catalogue.rules.reporting import LONGEST_WORDS

ACTIVITIES = "activities"


def activity_choices() -> list[tuple[str, str]]:
    """Every activity by its key, parents before their children."""
    language = get_language() or "it"
    names = ((key, term, term.name.text(language)) for key, term in terms_by_key().items())
    return [
        (key, f"– {name}" if term.parent else name) for key, term, name in names if term.taxonomy == ACTIVITIES
    ]


def activity_of(key: str) -> Term:
    """The term behind a choice."""
    return Term.objects.get(taxonomy__slug=ACTIVITIES, code=key.partition(":")[2])


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
