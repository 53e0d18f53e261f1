"""Booking a place, and the page of a booking: when, where, giving places back, taking what is offered."""

from collections.abc import Callable
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.accounts.links import LinkRefused, read_link
from intreccio.bookings.access import bookable_activity, booking_of_link
from intreccio.bookings.actions import (
    FOLLOW_BOOKING,
    BookingDraft,
    book,
    follow_booking_token,
    give_back,
    take_offer,
)
from intreccio.bookings.models import Booking, Hold
from intreccio.bookings.queries import coming_of, coming_sessions, holds_of
from intreccio.bookings.rules.holding import STANDING, HoldState
from intreccio.catalogue.models import Activity, Session
from intreccio.interchange.calendars import calendar_of
from intreccio.interchange.hsds.reader import Reader
from intreccio.kernel import clock
from intreccio.kernel.access import NotFound
from intreccio.kernel.acting import NOBODY, SYSTEM
from intreccio.kernel.databases.context import asking, set_context
from intreccio.kernel.refusing import Refused
from intreccio.web.bookings.forms import EVERY_TIME, BookForm
from intreccio.web.bookings.wording import group_name, place_words, when
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.frame.sensitive import is_sensitive, store_nowhere
from intreccio.web.requests import Request
from intreccio.web.shown.bookings import PlaceShown
from intreccio.web.words.moments import moment_words

GONE, UNPROCESSABLE = 410, 422
MOST_SESSIONS = 8


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: Request, activity: UUID) -> HttpResponse:
    """Book a place; afterwards there is a page with its link."""
    found = bookable_activity(request.viewer, activity)
    sessions = coming_sessions([found.pk], most=MOST_SESSIONS)
    form = BookForm(sessions, request.POST if request.method == "POST" else None, initial=_first(request))
    if form.is_valid():
        if form.cleaned_data.pop("subject"):
            return see_other("service", found.service_id)
        if refused := consume_or_429(request, action="book"):
            return refused
        if made := _booked(form, found):
            return see_other("booking", follow_booking_token(made))
    context = {
        "group": group_name(found),
        "organisation": found.service.organisation.name,
        "place": place_words(found.site),
        "service_url": reverse("service", args=[found.service_id]),
        "sessions": sessions,
        "form": form,
        "quick_exit": _is_delicate(found),
    }
    response = render(request, "bookings/book.html", context, status=UNPROCESSABLE if form.is_bound else 200)
    store_nowhere(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def booked(request: Request, token: str) -> HttpResponse:
    """A booking, for whoever has its link; looking changes nothing, the buttons do."""
    with transaction.atomic():
        try:
            booking = booking_of_link(read_link(token, act=FOLLOW_BOOKING))
        except (LinkRefused, NotFound):
            return render(request, "bookings/booked.html", {"group": "", "quick_exit": True}, status=GONE)
        set_context(SYSTEM)
        if request.method == "POST":
            _do(request, booking)
            return SeeOther(request.path)
        response = render(request, "bookings/booked.html", _context(booking))
    store_nowhere(response)
    return response


@require_safe
@never_cache
def dates(request: Request, token: str) -> HttpResponse:
    """What one has booked, for one's own calendar."""
    try:
        booking = booking_of_link(read_link(token, act=FOLLOW_BOOKING))
    except (LinkRefused, NotFound) as problem:
        raise NotFound from problem
    with asking(SYSTEM):
        sessions = coming_of(holds_of(booking))
    response = calendar_file(request, sessions)
    store_nowhere(response)
    return response


def calendar_file(request: Request, sessions: list[Session]) -> HttpResponse:
    """Sessions as an iCalendar file."""
    reader = Reader((get_language() or "it",))
    site = request.build_absolute_uri("/").rstrip("/")
    made = calendar_of(sessions, name=_("My meetings"), reader=reader, site=site)
    disposition = content_disposition_header(True, "intreccio.ics") or ""
    return HttpResponse(made, "text/calendar; charset=utf-8", headers={"Content-Disposition": disposition})


def _first(request: Request) -> dict[str, str]:
    """The meeting from which the reader came."""
    return {"when": request.GET.get("session", "")}


def _booked(form: BookForm, activity: Activity) -> Booking | None:
    said = form.cleaned_data
    draft = BookingDraft(
        language=(get_language() or "it").partition("-")[0],
        places=said["places"],
        called=said["called"],
        reach=said["reach"],
        address=said["address"],
    )
    chosen = None if said["when"] == EVERY_TIME else [UUID(said["when"])]
    try:
        return book(id=said["id"], activity=activity, sessions=chosen, draft=draft, by=NOBODY)
    except Refused as problem:
        field = "when" if problem.field == "sessions" else problem.field
        form.add_error(field or None, problem.message.text(get_language() or "it"))
        return None


def _do(request: Request, booking: Booking) -> None:
    """What a button of the page does; nothing where it is none that is there."""
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "take": (lambda: take_offer(booking=booking, by=SYSTEM), _("The place is yours.")),
        "end": (lambda: give_back(booking=booking, by=SYSTEM), _("Given back: thank you for saying so.")),
        "give-back": (
            lambda: give_back(booking=booking, holds=_chosen(request, booking), by=SYSTEM),
            _("Given back: thank you for saying so."),
        ),
    }
    act, done = acts.get(request.POST.get("verb", ""), (None, ""))
    if act is None:
        return
    try:
        act()
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
    else:
        messages.success(request, done)


def _chosen(request: Request, booking: Booking) -> list[Hold]:
    return [hold for hold in holds_of(booking) if str(hold.pk) == request.POST.get("hold")]


def _context(booking: Booking) -> dict[str, object]:
    activity = Activity.objects.select_related("site", "service__organisation").get(pk=booking.activity_id)
    now = clock.now()
    holds = [hold for hold in holds_of(booking) if hold.state in STANDING and hold.session.ends_at > now]
    offered = [hold for hold in holds if hold.state == HoldState.OFFERED]
    return {
        "group": group_name(activity),
        "organisation": activity.service.organisation.name,
        "service_url": reverse("service", args=[activity.service_id]),
        "place": place_words(activity.site),
        "code": booking.code,
        "held": [_place(hold) for hold in holds],
        "offer": moment_words(min(hold.offered_until for hold in offered if hold.offered_until))
        if offered
        else "",
        "is_enrolled": booking.every_time and booking.ended_at is None,
        "quick_exit": _is_delicate(activity),
        "dates_url": ""
        if _is_delicate(activity)
        else reverse("booking-dates", args=[follow_booking_token(booking)]),
    }


def _place(hold: Hold) -> PlaceShown:
    session = hold.session
    if session.cancelled:
        return PlaceShown(
            hold.pk, when(session), _("Called off: %(reason)s") % {"reason": session.cancelled_reason}
        )
    words = {
        HoldState.HELD: _("You have a place"),
        HoldState.OFFERED: _("A place is kept for you"),
        HoldState.WAITING: _("You wait for a place"),
    }
    return PlaceShown(
        hold.pk, when(session), words[HoldState(hold.state)], may_give_back=session.starts_at > clock.now()
    )


def _is_delicate(activity: Activity) -> bool:
    terms = (term.key for term in activity.service.terms.select_related("taxonomy"))
    is_hidden = activity.site is not None and not place_words(activity.site)
    return is_sensitive(terms, is_address_confidential=is_hidden)
