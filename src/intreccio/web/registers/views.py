"""Sessions of a body: the list, the register of one on a telephone or on paper, adding somebody, giving places."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intreccio.actors.models import Organisation
from intreccio.bookings.access import hold_in, register_session
from intreccio.bookings.actions import BookingDraft, book, give_back, give_place, take_attendance
from intreccio.bookings.models import Hold
from intreccio.bookings.queries import offered_without_address, register_of, sessions_of
from intreccio.catalogue.models import Session
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.refusing import Refused
from intreccio.people.looking import note_listed
from intreccio.web.bookings.door import door_token
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.frame.squares import square
from intreccio.web.people.acting import in_care
from intreccio.web.registers.forms import CAME, PlaceForm, SheetForm, marks_in
from intreccio.web.registers.showing import listed
from intreccio.web.registers.showing import register as shown_register
from intreccio.web.requests import Request

UNPROCESSABLE = 422
BACK, AHEAD = timedelta(days=14), timedelta(days=28)


@require_safe
@in_care
def page(request: Request, who: Who) -> HttpResponse:
    """What the body holds: today and to come, or what was."""
    assert who.organisation
    now, is_past = clock.now(), request.GET.get("show") == "past"
    first, end = (now - BACK, now) if is_past else (now - timedelta(hours=12), now + AHEAD)
    sessions = list(sessions_of(who.organisation, first, end))
    context = {
        "organisation": Organisation.objects.get(pk=who.organisation).name,
        "sessions": [listed(one) for one in (reversed(sessions) if is_past else sessions)],
        "is_past": is_past,
        "to_call": offered_without_address(who.organisation).count(),
    }
    return render(request, "registers/page.html", context)


@require_safe
@in_care
def register(request: Request, who: Who, session: UUID) -> HttpResponse:
    """Who has a place, who waits, who came."""
    return _page(request, who, register_session(who.organisation, session))


@require_safe
@in_care
def sheet(request: Request, who: Who, session: UUID) -> HttpResponse:
    """The same on paper: a line to sign for each, and the square with which those who come say so themselves."""
    found = register_session(who.organisation, session)
    seen = shown_register(found)
    note_listed(len(seen.held), by=who)
    link = settings.INTRECCIO_ADDRESS + reverse("door", args=[door_token(found)])
    context = {"register": seen, "square": square(link), "empty_lines": range(6)}
    return render(request, "registers/sheet.html", context)


@require_POST
@in_care
def attendance(request: Request, who: Who, session: UUID) -> HttpResponse:
    """Write down who came; sent again, it changes nothing."""
    found = register_session(who.organisation, session)
    form = SheetForm(request.POST)
    if not form.is_valid():
        return _page(request, who, found, sheet=form)
    holds = {str(hold.pk): hold.pk for hold in register_of(found)}
    marks = {holds[hold]: came for hold, came in marks_in(request.POST, list(holds)).items()}
    return _tried(
        request,
        found,
        lambda: take_attendance(session=found, marks=marks, by=who, **form.cleaned_data),
        _("Kept."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_care
def add(request: Request, who: Who, session: UUID) -> HttpResponse:
    """A place for somebody who called, or stands at the desk."""
    found = register_session(who.organisation, session)
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _added(form, found, who):
        messages.success(request, _("Written down."))
        return see_other("register", found.pk)
    context = {"register": shown_register(found), "form": form}
    return render(request, "registers/book.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
@in_care
def place(request: Request, who: Who, session: UUID, hold: UUID) -> HttpResponse:
    """Give a place to one who waits, or take note that somebody does not come."""
    found = register_session(who.organisation, session)
    held = hold_in(found, hold)
    if request.POST.get("verb") == "give":
        return _tried(request, found, lambda: give_place(hold=held, by=who), _("They have a place."))
    return _tried(
        request,
        found,
        lambda: give_back(booking=held.booking, holds=_all_or_one(request, held), by=who),
        _("Noted."),
    )


def _all_or_one(request: Request, hold: Hold) -> list[Hold] | None:
    """This place; or with None all of them, for who does not come any more."""
    return None if request.POST.get("verb") == "end" else [hold]


def _added(form: PlaceForm, session: Session, who: Who) -> bool:
    said = form.cleaned_data
    draft = BookingDraft(
        language=settings.LANGUAGE_CODE,
        places=said["places"],
        called=said["called"],
        reach=said["reach"],
        address=said["address"],
    )
    chosen = None if said["every_time"] else [session.pk]
    try:
        book(id=said["id"], activity=session.activity, sessions=chosen, draft=draft, by=who)
    except Refused as problem:
        form.add_error(problem.field if problem.field in form.fields else None, _said(problem))
        return False
    return True


def _tried(request: Request, session: Session, act: Callable[[], object], done: str) -> SeeOther:
    try:
        act()
    except Refused as problem:
        messages.error(request, _said(problem))
    else:
        messages.success(request, done)
    return see_other("register", session.pk)


def _said(problem: Refused) -> str:
    return problem.message.text(get_language() or "it")


def _page(request: Request, who: Who, session: Session, **forms: SheetForm) -> HttpResponse:
    seen = shown_register(session)
    note_listed(len(seen.held) + len(seen.waiting), by=who)
    context = {
        "register": seen,
        "sheet": forms.get("sheet") or SheetForm(),
        "marks": list(CAME.items()),
        "may_book": bool(seen.taken) and not session.cancelled and session.starts_at > clock.now(),
    }
    return render(request, "registers/register.html", context, status=UNPROCESSABLE if forms else 200)
