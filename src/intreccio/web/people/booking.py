"""Places in sessions for a person: taking one, giving it back."""

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intreccio.bookings.access import BOOKABLE
from intreccio.bookings.actions import give_back
from intreccio.bookings.queries import coming_sessions, holds_for
from intreccio.bookings.rules.holding import STANDING, Came, HoldState
from intreccio.catalogue.models import Activity, Session
from intreccio.kernel import clock
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import Who
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import book_for
from intreccio.pathways.queries.referrals import of_person as referrals_of
from intreccio.pathways.rules.referring import TAKEN
from intreccio.people.events import Part
from intreccio.people.models import Person
from intreccio.web.bookings.wording import group_name, joined, room_words, when
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.people.acting import of_person, require_accompanying
from intreccio.web.people.changing import read_or_send
from intreccio.web.registers.forms import CAME
from intreccio.web.requests import Request
from intreccio.web.shown.bookings import PlaceShown

UNPROCESSABLE = 422
MOST_SESSIONS, MOST_PLACES = 30, 20
STATES = {
    HoldState.HELD: gettext_lazy("has a place"),
    HoldState.OFFERED: gettext_lazy("is offered a place"),
    HoldState.WAITING: gettext_lazy("waits for a place"),
    HoldState.GIVEN_BACK: gettext_lazy("gave the place back"),
    HoldState.LAPSED: gettext_lazy("did not take the place offered"),
}


class BookForPersonForm(forms.Form):
    """Which meeting, and what stands on the register."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    session = forms.ChoiceField(label=gettext_lazy("Which meeting?"), widget=forms.RadioSelect)
    every_time = forms.BooleanField(label=gettext_lazy("They come every time"), required=False)
    called = forms.CharField(
        label=gettext_lazy("What they want to be called there"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("It stands on the register. Any name will do; or none: they have a code."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    by_mail = forms.BooleanField(
        label=gettext_lazy("Write to them, if that is safe: the mail says only that there is news"), required=False
    )

    def __init__(self, sessions: list[Session], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [
            (str(one.pk), joined([group_name(one.activity), when(one), room_words(one)])) for one in sessions
        ]
        self.fields["session"].choices = choices  # type: ignore[attr-defined]


@read_or_send
@of_person(Part.SUMMARY)
def page(request: Request, who: Who, person: Person) -> HttpResponse:
    """Take a place in a group of one's own body, or of one that has taken a referral of the person."""
    require_accompanying(request, who)
    sessions = {str(one.pk): one for one in _sessions(person, who)}
    form = BookForPersonForm(list(sessions.values()), request.POST if request.method == "POST" else None)
    if form.is_valid() and _booked(form, person, sessions, who):
        messages.success(request, _("Written down."))
        return see_other("person", person.pk)
    context = {"person": person, "form": form, "sessions": sessions}
    return render(request, "people/book.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
@of_person(Part.SUMMARY)
def give_up(request: Request, who: Who, person: Person, hold: UUID) -> SeeOther:
    """Give a place back."""
    require_accompanying(request, who)
    found = holds_for(person.pseudonym).filter(pk=hold).first()
    if found is None:
        raise NotFound
    give_back(booking=found.booking, holds=None if request.POST.get("verb") == "end" else [found], by=who)
    messages.success(request, _("Given back: thank you for saying so."))
    return see_other("person", person.pk)


def places_of(person: Person, *, but: Collection[UUID] = ()) -> list[PlaceShown]:
    """Where the person has, had or waits for a place, the latest first; nothing of the bodies `but`."""
    now = clock.now()
    return [
        PlaceShown(
            hold.pk,
            when(hold.session),
            joined(
                [group_name(hold.booking.activity), hold.booking.organisation.name, _state(hold.state, hold.came)]
            ),
            may_give_back=hold.state in STANDING and hold.session.starts_at > now,
        )
        for hold in holds_for(person.pseudonym)[:MOST_PLACES]
        if hold.booking.organisation_id not in but
    ]


def _state(state: str, came: str) -> str:
    return str(CAME[Came(came)] if came else STATES[HoldState(state)])


def _sessions(person: Person, who: Who) -> list[Session]:
    took = referrals_of(person).filter(state__in=sorted(TAKEN)).values_list("to_organisation", flat=True)
    groups = Activity.objects.filter(
        Q(service__organisation=who.organisation) | Q(service__organisation__in=list(took)),
        service__state="published",
        enrolment__in=BOOKABLE,
    )
    return coming_sessions(list(groups.values_list("pk", flat=True)), most=MOST_SESSIONS)


def _booked(form: BookForPersonForm, person: Person, sessions: dict[str, Session], who: Who) -> bool:
    said = form.cleaned_data
    session = sessions[said["session"]]
    activity = Activity.objects.select_related("service").get(pk=session.activity_id)
    try:
        book_for(
            id=said["id"],
            person=person,
            activity=activity,
            sessions=None if said["every_time"] else [session.pk],
            called=said["called"],
            by_mail=said["by_mail"],
            by=who,
        )
    except Refused as problem:
        form.add_error(
            "session" if problem.field == "sessions" else None, problem.message.text(get_language() or "it")
        )
        return False
    return True
