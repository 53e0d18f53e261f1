"""Forms of bookings that anybody may fill in."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy

from intreccio.bookings.rules.holding import MOST_PLACES, Reach
from intreccio.catalogue.models import Session
from intreccio.web.bookings.wording import joined, room_words, when

EVERY_TIME = "every"
REACHES = {
    Reach.NOT: gettext_lazy("I look at the page of my booking"),
    Reach.MAIL: gettext_lazy("Write me a mail, which says only that there is news"),
    Reach.CALL: gettext_lazy("Call me"),
}


class BookForm(forms.Form):
    """Which meeting, for how many, and how they hear of changes."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    when = forms.ChoiceField(label=gettext_lazy("When do you come?"), widget=forms.RadioSelect)
    places = forms.IntegerField(
        label=gettext_lazy("How many are you?"),
        min_value=1,
        max_value=MOST_PLACES,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    called = forms.CharField(
        label=gettext_lazy("How shall we call you?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Any name will do; or none."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    reach = forms.TypedChoiceField(
        label=gettext_lazy("How do you hear of changes?"),
        coerce=Reach,
        choices=list(REACHES.items()),
        widget=forms.RadioSelect,
        initial=Reach.NOT,
    )
    address = forms.CharField(
        label=gettext_lazy("Your number or mail address"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only if nobody else reads or hears it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    subject = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, sessions: list[Session], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["when"].choices = when_choices(sessions)  # type: ignore[attr-defined]


class DoorForm(forms.Form):
    """That one has come."""

    sheet = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    code = forms.CharField(
        label=gettext_lazy("The code of your booking"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Without one you are counted, and nobody writes down who you are."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
    )


def when_choices(sessions: list[Session]) -> list[tuple[str, Any]]:
    """Whenever the group meets, or one meeting, each with how many places are free."""
    each = [(str(one.pk), joined([when(one), room_words(one)])) for one in sessions]
    return [(EVERY_TIME, gettext_lazy("Every time the group meets")), *each]
