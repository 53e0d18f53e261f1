"""Adding, changing and taking away groups and courses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
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
from intreccio.kernel.refusing import Refused
from intreccio.web.desk import choosing, listing, presence
from intreccio.web.desk.drafting import sites_for
from intreccio.web.desk.editing import MEANWHILE
from intreccio.web.desk.forms import ActivityForm, GroupTextForm, are_named, problems
from intreccio.web.desk.schedules import day, hours_text, preview, timings_in
from intreccio.web.desk.views import version_sent
from intreccio.web.desk.waiting import edited
from intreccio.web.desk.wordings import codes_to_write, languages_left, shown_instead
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.shown.desk import Choice, Preview

UNPROCESSABLE, CONFLICT = 422, 409
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class GroupForms:
    """The forms of a group: what it is in each language, and what is the same in all."""

    draft: ActivityDraft
    texts: Sequence[GroupTextForm]
    main: ActivityForm
    sites: Sequence[Site]

    @property
    def all(self) -> list[Form]:
        """Every form, in the order of the page."""
        return [*self.texts, self.main]

    def are_valid(self) -> bool:
        """Whether all is well, and at least one language has a name."""
        return all([form.is_valid() for form in self.all]) and are_named(self.texts)  # noqa: C419 - each says what is wrong


@read_or_send
def new(request: Request, service: UUID) -> HttpResponse:
    """Add a group or course."""
    found = editable_service(request.viewer, service)
    blank = ActivityDraft(texts={}, languages=tuple(found.languages))
    data = choosing.sent_text(request.POST) if request.method == "POST" else None
    forms = _forms(found, blank, data)
    if data is None or any(name in data for name in MEANWHILE):
        return _page(request, found, None, forms)
    if not forms.are_valid():
        return _page(request, found, None, forms, status=UNPROCESSABLE)
    draft, by = _draft(forms), request.viewer.who()
    try:
        if edited(request, found, lambda: add_activity(service=found, draft=draft, by=by)):
            messages.success(request, _("The group is added, with its meetings of the coming months."))
    except VersionConflict:
        return new(request, service)
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
        return _page(request, found, None, forms, status=CONFLICT)
    return see_other("desk-listing", found.pk)


@read_or_send
def edit(request: Request, activity: UUID) -> HttpResponse:
    """Change a group or course, and when it meets; where somebody else did meanwhile, see both and choose."""
    found = editable_activity(request.viewer, activity)
    before = activity_draft_of(found)
    if request.method != "POST":
        return _page(request, found.service, found, _forms(found.service, before))
    data = choosing.sent_text(request.POST)
    data = choosing.with_theirs(_forms(found.service, before, data).all, data)
    forms = _forms(found.service, before, data)
    if any(name in data for name in MEANWHILE):
        return _page(request, found.service, found, forms, sent=data)
    differing = choosing.choices(forms.all, data) if version_sent(data) != found.version else []
    if differing:
        return _page(request, found.service, found, forms, choices=differing, status=CONFLICT)
    if not forms.are_valid():
        return _page(request, found.service, found, forms, status=UNPROCESSABLE)
    draft, by = _draft(forms), request.viewer.who()
    try:
        if edited(
            request,
            found.service,
            lambda: edit_activity(activity=found, draft=draft, by=by, expected=found.version),
        ):
            messages.success(request, _("The group is saved; its meetings follow."))
    except VersionConflict:
        return edit(request, activity)
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
        return _page(request, found.service, found, forms, sent=data, status=CONFLICT)
    presence.leave(found.pk, request.viewer.user)
    return see_other("desk-listing", found.service_id)


@require_POST
def remove(request: Request, activity: UUID) -> HttpResponse:
    """Take a group away; it can be undone."""
    found = editable_activity(request.viewer, activity)
    service, by = found.service, request.viewer.who()
    try:
        if edited(request, service, lambda: remove_activity(activity=found, by=by)):
            messages.success(request, _("The group is taken away. You can undo this step."))
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
    return see_other("desk-listing", service.pk)


def _forms(service: Service, draft: ActivityDraft, data: QueryDict | None = None) -> GroupForms:
    sites = sites_for(draft_of(service))
    if draft.site and draft.site not in sites:
        sites.append(draft.site)
    texts = {code: {"name": name, "description": words} for code, (name, words) in draft.texts.items()}
    return GroupForms(
        draft,
        [GroupTextForm(code, data, initial=texts.get(code, {})) for code in codes_to_write(texts, data)],
        ActivityForm(sites, data, initial=_initial(draft)),
        sites,
    )


def _initial(draft: ActivityDraft) -> Mapping[str, Any]:
    return {
        "hours": hours_text(draft.timings),
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "site": str(draft.site.pk) if draft.site else "",
        "capacity": draft.capacity,
        "enrolment": draft.enrolment,
        "languages": list(draft.languages),
    }


def _draft(forms: GroupForms) -> ActivityDraft:
    said = forms.main.cleaned_data
    written = {form.language: form.words() for form in forms.texts}
    return ActivityDraft(
        texts={code: (words["name"], words["description"]) for code, words in written.items() if words["name"]},
        site=next((site for site in forms.sites if str(site.pk) == said["site"]), None),
        capacity=said["capacity"],
        enrolment=said["enrolment"],
        languages=tuple(said["languages"]),
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        timings=timings_in(said["hours"], forms.draft.timings),
    )


def _page(
    request: Request,
    service: Service,
    activity: Activity | None,
    forms: GroupForms,
    *,
    sent: QueryDict | None = None,
    choices: Sequence[Choice] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "forms": forms,
        "activity": activity,
        "preview": _preview(forms.main),
        "choices": choices,
        "languages": languages_left(forms.texts),
        "instead": shown_instead(forms.draft.texts),
        "crumbs": listing.trail(service, _("A group or course")),
        "problems": problems(forms.all) if status == UNPROCESSABLE else [],
    }
    if activity:
        context |= {
            "version": version_sent(sent) if sent else activity.version,
            "began": sent.get(choosing.BEGAN, "") if sent else choosing.beginnings(forms.all),
            "others": presence.come(activity.pk, request.viewer.user),
            "others_url": reverse("desk-activity-others", args=[activity.pk]),
        }
    return render(request, "desk/activity.html", context, status=status)


def _preview(form: ActivityForm) -> Preview:
    days = {"first": day(str(form["starts_on"].value() or "")), "last": day(str(form["ends_on"].value() or ""))}
    return preview("hours", str(form["hours"].value() or ""), **days)
