"""Records that may be there twice: the list, two beside each other, merging, setting apart, undoing."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intreccio.kernel.duplicates import actions
from intreccio.kernel.duplicates.access import duplicate_for, merge_for, require_merging
from intreccio.kernel.duplicates.kinds import kind_named
from intreccio.kernel.duplicates.models import Duplicate
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.refusing import Refused
from intreccio.web.duplicates import showing
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.requests import Request

UNPROCESSABLE = 422


@require_safe
def page(request: Request) -> HttpResponse:
    """What is proposed, and what was decided."""
    require_merging(request.viewer)
    return render(request, "duplicates/page.html", showing.start(request.GET))


@require_safe
def pair(request: Request, duplicate: UUID) -> HttpResponse:
    """Two records beside each other."""
    found = duplicate_for(request.viewer, duplicate)
    return render(request, "duplicates/pair.html", showing.pair(request.viewer, found))


@require_POST
def merge(request: Request, duplicate: UUID) -> HttpResponse:
    """Merge the two, keeping the one that was chosen."""
    found = duplicate_for(request.viewer, duplicate)
    form = showing.merge_form(found, request.POST)
    if not form.is_valid():
        context = showing.pair(request.viewer, found, form)
        return render(request, "duplicates/pair.html", context, status=UNPROCESSABLE)
    kept, lost, expected = form.decision()
    kind, by = kind_named(found.kind), request.viewer.who()
    try:
        made = actions.merge(kind=kind, kept=kept, lost=lost, expected=expected, by=by)
    except Refused as problem:
        messages.error(request, problem.message.text(language()))
        return see_other("duplicate", found.pk)
    messages.success(request, _("The two are one now. If that was wrong, undo it here."))
    return see_other("merge", str(made.number))


@require_POST
def apart(request: Request, duplicate: UUID) -> HttpResponse:
    """Remember that the two are not the same."""
    found = duplicate_for(request.viewer, duplicate)
    return _decide(request, found, actions.set_apart, _("Noted: they are not the same. Nobody will ask again."))


@require_POST
def reconsider(request: Request, duplicate: UUID) -> HttpResponse:
    """Ask again about two that were said not to be the same."""
    found = duplicate_for(request.viewer, duplicate)
    return _decide(request, found, actions.reconsider, _("The two are on the list again."))


def _decide(request: Request, duplicate: Duplicate, decide: Callable[..., None], done: str) -> SeeOther:
    """Take the decision, unless somebody was faster; then back to the list."""
    try:
        decide(duplicate=duplicate, by=request.viewer.who())
    except StepRefused:
        messages.warning(request, _("Somebody else has decided meanwhile."))
    else:
        messages.success(request, done)
    return SeeOther(showing.list_url(duplicate.kind))


@require_safe
def merged(request: Request, merge: int) -> HttpResponse:
    """A merge that was made."""
    return render(request, "duplicates/merge.html", showing.merged(merge_for(request.viewer, merge)))


@require_POST
def undo(request: Request, merge: int) -> SeeOther:
    """Make two of them again."""
    found = merge_for(request.viewer, merge)
    try:
        actions.undo(merge=found, by=request.viewer.who())
    except Refused as problem:
        messages.error(request, problem.message.text(language()))
    else:
        messages.success(request, _("Undone: they are two again, as they were."))
    return see_other("merge", str(found.number))
