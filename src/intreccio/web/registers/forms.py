"""Forms of registers."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy

from intreccio.bookings.rules.holding import MOST_PLACES, Came, Reach

MOST_WALK_INS = 200
CAME = {
    Came.NOT_SAID: gettext_lazy("not said"),
    Came.PRESENT: gettext_lazy("came"),
    Came.ABSENT: gettext_lazy("did not come"),
    Came.EXCUSED: gettext_lazy("said they could not"),
}
REACHES = {
    Reach.NOT: gettext_lazy("Not at all"),
    Reach.CALL: gettext_lazy("By telephone"),
    Reach.MAIL: gettext_lazy("By a mail that says only that there is news"),
}


class SheetForm(forms.Form):
    """How many came without a place; what was marked stands beside, by place."""

    sheet = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    walk_ins = forms.IntegerField(
        label=gettext_lazy("How many more came, without a place?"),
        min_value=-MOST_WALK_INS,
        max_value=MOST_WALK_INS,
        required=False,
        help_text=gettext_lazy("They are added to those counted already; with a minus, taken away."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_walk_ins(self) -> int:
        """Nobody, where nothing is said."""
        return self.cleaned_data["walk_ins"] or 0


class PlaceForm(forms.Form):
    """Somebody who called, or stands at the desk."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    called = forms.CharField(
        label=gettext_lazy("What they want to be called"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    places = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=MOST_PLACES, initial=1)
    every_time = forms.BooleanField(label=gettext_lazy("They come every time"), required=False)
    reach = forms.TypedChoiceField(
        label=gettext_lazy("How do they hear of changes?"),
        coerce=Reach,
        choices=list(REACHES.items()),
        widget=forms.RadioSelect,
        initial=Reach.NOT,
    )
    address = forms.CharField(
        label=gettext_lazy("Number or mail address"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def marks_in(sent: Any, holds: list[str]) -> dict[str, Came]:
    """What was changed for these places. A mark that is as the page showed it says nothing: somebody may have come
    meanwhile, and a sheet that was kept without signal arrives late.
    """
    said = {hold: sent.get(f"came-{hold}") for hold in holds}
    said = {hold: mark for hold, mark in said.items() if mark != sent.get(f"was-{hold}")}
    known = {one.value for one in Came}
    return {hold: Came(mark) for hold, mark in said.items() if mark in known}
