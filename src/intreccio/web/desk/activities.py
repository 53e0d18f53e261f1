"""Adding, changing and taking away groups and courses."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from intreccio.actors.models import Site
from intreccio.catalogue.access import editable_activity, editable_service
from intreccio.catalogue.actions import (
    ActivityDraft,
    activity_draft_of,
    add_activity,
    draft_of,
    edit_activity,
    remove_activity,
)
from intreccio.catalogue.models import Activity, Service
from intreccio.kernel.models import VersionConflict
from intreccio.web.desk import listing
from intreccio.web.desk.choosing import sent_text
from intreccio.web.desk.drafting import sites_for
from intreccio.web.desk.forms import ActivityForm, problems
from intreccio.web.desk.schedules import day, hours_text, preview, timings_in
from intreccio.web.desk.views import version_sent
from intreccio.web.desk.wordings import FIRST_LANGUAGE
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.shown.desk import Preview
from intreccio.web.shown.pieces import Link

UNPROCESSABLE, CONFLICT = 422, 409
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def new(request: Request, service: UUID) -> HttpResponse:
    """Add a group or course."""
    found = editable_service(request.viewer, service)
    blank = ActivityDraft(texts={}, languages=tuple(found.languages))
    form, sites = _form(found, blank, request.POST if request.method == "POST" else None)
    if not form.is_bound or "show" in form.data or not form.is_valid():
        return _page(request, found, None, form)
    try:
        add_activity(service=found, draft=_draft(form.cleaned_data, blank, sites), by=request.viewer.who())
    except VersionConflict:
        return new(request, service)
    messages.success(request, _("The group is added, with its meetings of the coming months."))
    return see_other("desk-listing", found.pk)


@read_or_send
def edit(request: Request, activity: UUID) -> HttpResponse:
    """Change a group or course, and when it meets."""
    found = editable_activity(request.viewer, activity)
    before = activity_draft_of(found)
    form, sites = _form(found.service, before, request.POST if request.method == "POST" else None, found.version)
    if not form.is_bound or "show" in form.data or not form.is_valid():
        return _page(request, found.service, found, form)
    if version_sent(request.POST) != found.version and form.changed_data:
        return _page(request, found.service, found, form, version=found.version, status=CONFLICT)
    try:
        draft = _draft(form.cleaned_data, before, sites)
        edit_activity(activity=found, draft=draft, by=request.viewer.who(), expected=found.version)
    except VersionConflict:
        return edit(request, activity)
    messages.success(request, _("The group is saved; its meetings follow."))
    return see_other("desk-listing", found.service_id)


@require_POST
def remove(request: Request, activity: UUID) -> HttpResponse:
    """Take a group away; it can be undone."""
    found = editable_activity(request.viewer, activity)
    service = found.service_id
    remove_activity(activity=found, by=request.viewer.who())
    messages.success(request, _("The group is taken away. You can undo this step."))
    return see_other("desk-listing", service)


def _form(
    service: Service, draft: ActivityDraft, sent: QueryDict | None, version: int = 0
) -> tuple[ActivityForm, list[Site]]:
    said = draft_of(service)
    sites = sites_for(said)
    if draft.site and draft.site not in sites:
        sites.append(draft.site)
    data = sent_text(sent) if sent is not None else None
    return ActivityForm(sites, data, initial={**_initial(draft), "version": version}), sites


def _initial(draft: ActivityDraft) -> Mapping[str, Any]:
    name, description = draft.texts.get(FIRST_LANGUAGE) or next(iter(draft.texts.values()), ("", ""))
    return {
        "name": name,
        "description": description,
        "hours": hours_text(draft.timings),
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "site": str(draft.site.pk) if draft.site else "",
        "capacity": draft.capacity,
        "enrolment": draft.enrolment,
        "languages": list(draft.languages),
    }


def _draft(said: Mapping[str, Any], before: ActivityDraft, sites: list[Site]) -> ActivityDraft:
    language = FIRST_LANGUAGE if FIRST_LANGUAGE in before.texts or not before.texts else next(iter(before.texts))
    return ActivityDraft(
        texts={**before.texts, language: (said["name"], said["description"])},
        site=next((site for site in sites if str(site.pk) == said["site"]), None),
        capacity=said["capacity"],
        enrolment=said["enrolment"],
        languages=tuple(said["languages"]),
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        timings=timings_in(said["hours"], before.timings),
    )


def _page(
    request: Request,
    service: Service,
    activity: Activity | None,
    form: ActivityForm,
    *,
    version: int = 0,
    status: int = 0,
) -> HttpResponse:
    context = {
        "form": form,
        "activity": activity,
        "preview": _preview(form),
        "theirs": _theirs(form) if version else [],
        "version": version or (version_sent(form.data) if form.is_bound else activity.version if activity else 0),  # type: ignore[arg-type]
        "crumbs": listing.trail(service, _("A group or course")),
        "problems": problems([form]),
    }
    wrong = form.is_bound and "show" not in form.data and form.errors
    return render(request, "desk/activity.html", context, status=status or (UNPROCESSABLE if wrong else 200))


def _preview(form: ActivityForm) -> Preview:
    days = {"first": day(str(form["starts_on"].value() or "")), "last": day(str(form["ends_on"].value() or ""))}
    return preview("hours", str(form["hours"].value() or ""), **days)


def _theirs(form: Form) -> list[Link]:
    """What somebody else wrote meanwhile, in the fields where it differs."""
    return [
        Link(f"{form.fields[name].label}: {form.get_initial_for_field(form.fields[name], name) or '–'}")
        for name in form.changed_data
        if name != "version"
    ]
