"""Changing a listing, adding one, and what is shown while one writes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.catalogue.access import editable_activity, editable_service, organisation_to_list
from intreccio.catalogue.actions import ServiceDraft, add_service, draft_of, draft_said, edit_service
from intreccio.catalogue.models import Service
from intreccio.catalogue.rules.listing import ListingState
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.web.desk import choosing, listing, presence
from intreccio.web.desk.drafting import Forms, draft_from, empty_draft, forms_of
from intreccio.web.desk.forms import TAXONOMIES, problems
from intreccio.web.desk.schedules import HoursField, day, preview
from intreccio.web.desk.service_parts import BENEFIT
from intreccio.web.desk.views import version_sent
from intreccio.web.desk.waiting import edited, last_proposal
from intreccio.web.desk.wordings import MORE, languages_left, shown_instead, with_new_language
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.shown.desk import Choice, Preview

UNPROCESSABLE, CONFLICT = 422, 409
MEANWHILE = ("show", MORE)
"""Buttons that only show the form again, with more in it."""
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def edit(request: Request, service: UUID) -> HttpResponse:
    """Change a listing; where somebody else did meanwhile, see both and choose."""
    found = editable_service(request.viewer, service)
    if request.method != "POST":
        return _form(request, found, forms_of(_draft(request, found)))
    now = draft_of(found)
    data = with_new_language(choosing.sent_text(request.POST))
    data = choosing.with_theirs(forms_of(now, data).all, data)
    forms = forms_of(now, data)
    if any(name in data for name in MEANWHILE):
        return _form(request, found, forms, version=version_sent(data), began=data.get(choosing.BEGAN, ""))
    if version_sent(data) != found.version:
        differing = choosing.choices(forms.all, data)
        if differing:
            return _form(request, found, forms, choices=differing, status=CONFLICT)
    if not forms.are_valid():
        return _form(request, found, forms, status=UNPROCESSABLE)
    draft, by = draft_from(forms), request.viewer.who()
    try:
        if edited(request, found, lambda: edit_service(service=found, draft=draft, by=by, expected=found.version)):
            messages.success(request, _("The listing is saved, and counts as confirmed today."))
    except VersionConflict:
        return edit(request, service)
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
        return _form(request, found, forms, status=CONFLICT)
    presence.leave(found.pk, request.viewer.user)
    return see_other("desk-listing", found.pk)


def _draft(request: Request, service: Service) -> ServiceDraft:
    """What the listing says; or, to be changed again, what was sent back."""
    sent_back = last_proposal(service) if "again" in request.GET else None
    return draft_said(sent_back.said) if sent_back else draft_of(service)


@read_or_send
def new(request: Request, organisation: UUID) -> HttpResponse:
    """Add a listing: a draft, until it is published."""
    owner = organisation_to_list(request.viewer, organisation)
    data = with_new_language(choosing.sent_text(request.POST)) if request.method == "POST" else None
    forms = forms_of(empty_draft(owner), data)
    if data is None or any(name in data for name in MEANWHILE):
        return _form(request, None, forms)
    if not forms.are_valid():
        return _form(request, None, forms, status=UNPROCESSABLE)
    made = add_service(draft=draft_from(forms), state=ListingState.DRAFT, by=request.viewer.who())
    messages.success(request, _("The listing is saved as a draft: nobody finds it until you publish it."))
    return see_other("desk-listing", made.pk)


@require_safe
def schedule(request: Request) -> HttpResponse:
    """What hours mean, while somebody writes them."""
    name = request.GET.get("field", "")[:60]
    shown = preview(name, request.GET.get(name, ""), **_days(request.GET))
    return render(request, "desk/parts/preview.html", {"preview": shown})


@require_safe
def others(request: Request, service: UUID) -> HttpResponse:
    """Who else has a listing open, asked again and again while it is."""
    found = editable_service(request.viewer, service)
    return others_at(request, found.pk)


@require_safe
def others_at_group(request: Request, activity: UUID) -> HttpResponse:
    """Who else has a group open."""
    return others_at(request, editable_activity(request.viewer, activity).pk)


def others_at(request: Request, thing: UUID) -> HttpResponse:
    """Who else changes a thing."""
    context = {"others": presence.come(thing, request.viewer.user), "others_url": request.path}
    return render(request, "desk/parts/others.html", context)


def _form(
    request: Request,
    service: Service | None,
    forms: Forms,
    *,
    version: int = 0,
    began: str = "",
    choices: Sequence[Choice] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "forms": forms,
        "taxonomies": [forms.main[name] for name in TAXONOMIES if name in forms.main.fields],
        "hours": [(forms.main[name], _preview(forms, name)) for name in _hour_fields(forms)],
        "problems": problems(forms.all),
        "choices": choices,
        "languages": languages_left(forms.texts),
        "is_benefit": forms.benefit["kind"].value() == BENEFIT or bool(forms.benefit.errors),
        "instead": shown_instead(forms.draft.texts),
        "back_url": "",
    }
    if service:
        context |= {
            "service": service,
            "version": version or service.version,
            "began": began or choosing.beginnings(forms.all),
            "others": presence.come(service.pk, request.viewer.user),
            "others_url": reverse("desk-others", args=[service.pk]),
            "crumbs": listing.trail(service, _("Change")),
            "last_step": _last(service) if choices else None,
        }
    return render(request, "desk/edit.html", context, status=status)


def _last(service: Service) -> Any:
    found = listing.steps(service)
    return found[0] if found else None


def _hour_fields(forms: Forms) -> list[str]:
    return [name for name, field in forms.main.fields.items() if isinstance(field, HoursField)]


def _preview(forms: Forms, name: str) -> Preview:
    return preview(name, str(forms.main[name].value() or ""))


def _days(query: QueryDict) -> dict[str, Any]:
    """The days between which dates are wanted, where they make sense."""
    return {"first": day(query.get("starts_on", "")), "last": day(query.get("ends_on", ""))}
