"""The desk: what somebody looks after, and what can be done with one listing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intreccio.catalogue.access import (
    editable_service,
    editable_session,
    revision_for,
    stewarded,
)
from intreccio.catalogue.actions import (
    cancel_session,
    confirm,
    copy_service,
    publish,
    reinstate_session,
    restore,
    undo,
    withdraw,
)
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.snapshots import snapshot
from intreccio.kernel.access import NotAllowed
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.web.desk import listing, mine
from intreccio.web.desk.forms import ReasonForm
from intreccio.web.desk.said import compared
from intreccio.web.desk.waiting import carried_out, edited, last_proposal
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.words.moments import day_words, hours_words

UNPROCESSABLE = 422
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: Request) -> HttpResponse:
    """Everything that the viewer looks after, what is due first."""
    held = list(stewarded(request.viewer))
    if not held:
        raise NotAllowed("desk")
    return render(request, "desk/page.html", {"desks": mine.desks(held, request.viewer)})


@require_safe
def listing_page(request: Request, service: UUID) -> HttpResponse:
    """One listing."""
    found = editable_service(request.viewer, service)
    context = {**listing.page(found), "proposal": last_proposal(found)}
    return render(request, "desk/listing.html", context)


@require_POST
def confirm_listing(request: Request, service: UUID) -> HttpResponse:
    """It is still true: one tap."""
    found = editable_service(request.viewer, service)
    if _is_as_seen(request, found):
        confirm(service=found, by=request.viewer.who())
        messages.success(request, _("Thank you: the listing is confirmed."))
        if request.POST.get("back") == "desk":
            return see_other("desk")
    return see_other("desk-listing", found.pk)


@require_POST
def publish_listing(request: Request, service: UUID) -> HttpResponse:
    """Let everybody find it."""
    found = editable_service(request.viewer, service)
    by = request.viewer.who()
    try:
        if carried_out(request, found, lambda: publish(service=found, by=by)):
            messages.success(request, _("The listing is published: everybody can find it."))
    except StepRefused:
        messages.info(request, _("The listing is published already."))
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
    return see_other("desk-listing", found.pk)


@read_or_send
def withdraw_listing(request: Request, service: UUID) -> HttpResponse:
    """Ask why, then put the listing into the archive."""
    found = editable_service(request.viewer, service)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(service=found, reason=form.cleaned_data["reason"], by=request.viewer.who())
            messages.success(request, _("The listing is withdrawn: nobody finds it any more. You can undo this."))
        except StepRefused:
            messages.info(request, _("The listing is withdrawn already."))
        return see_other("desk-listing", found.pk)
    context = {"form": form, "crumbs": listing.trail(found, _("Withdraw")), "back": found.pk}
    return render(request, "desk/withdraw.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def copy_listing(request: Request, service: UUID) -> HttpResponse:
    """Make a draft that says the same."""
    made = copy_service(service=editable_service(request.viewer, service), by=request.viewer.who())
    messages.success(request, _("This is the copy, a draft: nobody finds it until you publish it."))
    return see_other("desk-edit", made.pk)


@require_POST
def undo_step(request: Request, service: UUID) -> HttpResponse:
    """Take the last step back."""
    found = editable_service(request.viewer, service)
    try:
        undo(service=found, expected=version_sent(request.POST), by=request.viewer.who())
        messages.success(request, _("The last step was undone."))
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
    except VersionConflict:
        messages.error(request, _("Somebody changed the listing meanwhile: look at it first."))
    return see_other("desk-listing", found.pk)


@require_safe
def history(request: Request, service: UUID) -> HttpResponse:
    """Every change of a listing."""
    found = editable_service(request.viewer, service)
    context = {"crumbs": listing.trail(found, _("History of changes")), "steps": listing.steps(found)}
    return render(request, "desk/history.html", context)


@read_or_send
def revision(request: Request, revision: UUID) -> HttpResponse:
    """What a listing said before a change, beside what it says now; put it back."""
    step = revision_for(request.viewer, revision)
    found = editable_service(request.viewer, step.service)
    if request.method == "POST":
        try:
            expected, by = version_sent(request.POST), request.viewer.who()
            if edited(request, found, lambda: restore(service=found, revision=step, expected=expected, by=by)):
                messages.success(request, _("The listing says again what it said then."))
            return see_other("desk-listing", found.pk)
        except Refused as problem:
            messages.error(request, problem.message.text(get_language() or "it"))
            return see_other("desk-revision", step.pk)
        except VersionConflict:
            messages.error(request, _("Somebody changed the listing meanwhile: look at it first."))
            return see_other("desk-revision", step.pk)
    row = listing.step_row(step, listing.people([step.user]))
    context = {
        "crumbs": listing.trail(found, row.words),
        "step": row,
        "version": found.version,
        "rows": compared(step.before, snapshot(found.pk), get_language() or "it"),
    }
    return render(request, "desk/revision.html", context)


@read_or_send
def session(request: Request, session: UUID) -> HttpResponse:
    """Call a meeting off with a reason, or hold it after all."""
    found = editable_session(request.viewer, session)
    service = editable_service(request.viewer, found.activity.service_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and found.cancelled:
        reinstate_session(session=found, by=request.viewer.who())
        messages.success(request, _("The meeting is held after all."))
        return see_other("desk-listing", service.pk)
    if request.method == "POST" and form.is_valid():
        cancel_session(session=found, reason=form.cleaned_data["reason"], by=request.viewer.who())
        messages.success(request, _("The meeting is cancelled; the page says why."))
        return see_other("desk-listing", service.pk)
    context = {
        "form": form,
        "session": found,
        "when": f"{day_words(found.starts_at)}, {hours_words(found)}",
        "crumbs": listing.trail(service, _("A meeting")),
    }
    return render(request, "desk/session.html", context, status=UNPROCESSABLE if form.errors else 200)


def _is_as_seen(request: Request, service: Service) -> bool:
    """Whether the listing is still what the sender saw; says so where it is not."""
    if version_sent(request.POST) == service.version:
        return True
    messages.warning(request, _("Somebody changed the listing meanwhile: look at it first."))
    return False


def version_sent(sent: QueryDict) -> int:
    """The version that the sender saw; 0 where none is told."""
    told = sent.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
