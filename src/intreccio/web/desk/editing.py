"""Changing a listing, adding one, and what is shown while one writes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.catalogue.access import editable_service, organisation_to_list
from intreccio.catalogue.actions import ServiceDraft, add_service, draft_of, draft_said, edit_service
from intreccio.catalogue.models import Revision, Service
from intreccio.catalogue.rules.listing import ListingState
from intreccio.catalogue.shipped import languages
from intreccio.kernel.models import VersionConflict
from intreccio.web.desk import choosing, listing, presence
from intreccio.web.desk.drafting import Forms, draft_from, empty_draft, forms_of
from intreccio.web.desk.forms import TAXONOMIES, problems
from intreccio.web.desk.schedules import HoursField, day, preview
from intreccio.web.desk.views import version_sent
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.shown.desk import Choice, Preview
from intreccio.web.shown.pieces import Option

UNPROCESSABLE, CONFLICT = 422, 409
MEANWHILE = ("show", "more")
"""Buttons that only show the form again, with more in it."""
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def edit(request: Request, service: UUID) -> HttpResponse:
    """Change a listing; where somebody else did meanwhile, see both and choose."""
    found = editable_service(request.viewer, service)
    if request.method != "POST":
        return _form(request, found, forms_of(draft_of(found)))
    now = draft_of(found)
    data = choosing.with_theirs(choosing.sent_text(request.POST), now)
    forms = forms_of(now, data, language=_one_more(data))
    if any(name in data for name in MEANWHILE):
        return _form(request, found, forms, version=version_sent(data))
    if version_sent(data) != found.version:
        differing = choosing.choices(data, base=_base(found, version_sent(data)), now=now)
        if differing:
            return _form(request, found, forms, choices=differing, status=CONFLICT)
    if not forms.are_valid():
        return _form(request, found, forms, status=UNPROCESSABLE)
    try:
        edit_service(service=found, draft=draft_from(forms), by=request.viewer.who(), expected=found.version)
    except VersionConflict:
        return edit(request, service)
    presence.leave(found.pk, request.viewer.user)
    messages.success(request, _("The listing is saved, and counts as confirmed today."))
    return see_other("desk-listing", found.pk)


@read_or_send
def new(request: Request, organisation: UUID) -> HttpResponse:
    """Add a listing: a draft, until it is published."""
    owner = organisation_to_list(request.viewer, organisation)
    data = choosing.sent_text(request.POST) if request.method == "POST" else None
    forms = forms_of(empty_draft(owner), data, language=_one_more(data) if data else "")
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
    context = {"others": presence.come(found.pk, request.viewer.user), "service": found}
    return render(request, "desk/parts/others.html", context)


def _form(
    request: Request,
    service: Service | None,
    forms: Forms,
    *,
    version: int = 0,
    choices: Sequence[Choice] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "forms": forms,
        "taxonomies": [forms.main[name] for name in TAXONOMIES if name in forms.main.fields],
        "hours": [(forms.main[name], _preview(forms, name)) for name in _hour_fields(forms)],
        "problems": problems(forms.all),
        "choices": choices,
        "languages": _languages(forms),
        "back_url": "",
    }
    if service:
        context |= {
            "service": service,
            "version": version or service.version,
            "others": presence.come(service.pk, request.viewer.user),
            "crumbs": listing.trail(service, _("Change")),
            "last_step": _last(service) if choices else None,
        }
    return render(request, "desk/edit.html", context, status=status)


def _last(service: Service) -> Any:
    found = listing.steps(service)
    return found[0] if found else None


def _base(service: Service, version: int) -> ServiceDraft | None:
    """What a listing said at a version, where its history knows."""
    step = Revision.objects.filter(service=service.pk, version=version + 1).first()
    return draft_said(step.before) if step else None


def _languages(forms: Forms) -> list[Option]:
    """Languages in which nothing is written yet."""
    written = {form.language for form in forms.texts}
    free = [Option(code, one.own) for code, one in languages().items() if code not in written]
    return [Option("", _("Another language")), *free]


def _one_more(data: QueryDict) -> str:
    asked = data.get("language", "")
    return asked if "more" in data and asked in languages() else ""


def _hour_fields(forms: Forms) -> list[str]:
    return [name for name, field in forms.main.fields.items() if isinstance(field, HoursField)]


def _preview(forms: Forms, name: str) -> Preview:
    return preview(name, str(forms.main[name].value() or ""))


def _days(query: QueryDict) -> dict[str, Any]:
    """The days between which dates are wanted, where they make sense."""
    return {"first": day(query.get("starts_on", "")), "last": day(query.get("ends_on", ""))}
