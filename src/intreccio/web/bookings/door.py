"""At the door: those who come open the square on the wall with their telephone and say so."""

from allauth.core.ratelimit import consume_or_429
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intreccio.accounts.links import Link, LinkRefused, read_link
from intreccio.bookings.access import session_at_the_door
from intreccio.bookings.actions import arrive
from intreccio.catalogue.models import Session
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import NOBODY
from intreccio.kernel.refusing import Refused
from intreccio.web.bookings.forms import DoorForm
from intreccio.web.bookings.wording import group_name, when
from intreccio.web.requests import Request

GONE, UNPROCESSABLE = 410, 422
COME = "come-to-session"
"""The act for which the square on the wall stands."""
DOOR_DAYS = 120


def door_token(session: Session) -> str:
    """What stands in the square of a session."""
    return Link(COME, session.pk).token(days=DOOR_DAYS)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: Request, token: str) -> HttpResponse:
    """Say that one has come; opening the page says nothing yet."""
    try:
        session = session_at_the_door(read_link(token, act=COME))
    except (LinkRefused, NotFound):
        return render(request, "bookings/door.html", {"group": ""}, status=GONE)
    form = DoorForm(request.POST if request.method == "POST" else None)
    context = {"group": group_name(session.activity), "when": when(session), "form": form, "has_come": False}
    if form.is_valid():
        if refused := consume_or_429(request, action="arrive"):
            return refused
        try:
            arrive(session=session, by=NOBODY, **form.cleaned_data)
        except Refused as problem:
            form.add_error(problem.field or None, problem.message.text(get_language() or "it"))
        else:
            return render(request, "bookings/door.html", {**context, "has_come": True})
    return render(request, "bookings/door.html", context, status=UNPROCESSABLE if form.is_bound else 200)
