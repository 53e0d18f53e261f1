"""The questions of an instrument, as a form."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from intreccio.pathways.rules.instruments import Instrument


class QuestionsForm(forms.Form):
    """None must be answered."""

    def __init__(self, instrument: Instrument, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.instrument = instrument
        language = get_language() or "it"
        for item in instrument.items:
            self.fields[item.key] = forms.TypedChoiceField(
                label=item.text.text(language),
                choices=[(option.value, option.words.text(language)) for option in item.options],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[str, int]:
        """What was answered."""
        said = {item.key: self.cleaned_data[item.key] for item in self.instrument.items}
        return {key: value for key, value in said.items() if value is not None}
