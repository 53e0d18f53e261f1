"""The form that says which of two records to keep."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy


class MergeForm(forms.Form):
    """Which record to keep, and which versions of both were looked at."""

    keep = forms.TypedChoiceField(
        label=gettext_lazy("Which one to keep"), coerce=UUID, widget=forms.RadioSelect(), choices=()
    )
    first_version = forms.IntegerField(widget=forms.HiddenInput())
    second_version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, pair: list[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        """`pair` are the ids and names of both, the first first."""
        super().__init__(*args, **kwargs)
        self.pair = [record for record, _ in pair]
        keep = self.fields["keep"]
        assert isinstance(keep, forms.TypedChoiceField)
        keep.choices = [(str(record), name) for record, name in pair]

    def decision(self) -> tuple[UUID, UUID, tuple[int, int]]:
        """The record kept, the one lost, and the versions of these two."""
        kept: UUID = self.cleaned_data["keep"]
        versions = self.cleaned_data["first_version"], self.cleaned_data["second_version"]
        first, second = self.pair
        return (first, second, versions) if kept == first else (second, first, versions[::-1])
