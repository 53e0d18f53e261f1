"""The places of an organisation: what they are, where, and who may know that."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.actors.access import editable_site, known_address
from intreccio.actors.actions import add_site, change_site, edit_site
from intreccio.actors.models import Organisation, Site
from intreccio.actors.rules.details import Address
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.access import organisation_to_list
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import AllRefused, Refused
from intreccio.web.desk import choosing, presence
from intreccio.web.desk.editing import others_at
from intreccio.web.desk.fields import show_refusal
from intreccio.web.desk.forms import problems
from intreccio.web.desk.own_forms import SiteForm, site_initial
from intreccio.web.desk.views import version_sent
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.shown.desk import Choice, SeenByAll
from intreccio.web.shown.pieces import Link

UNPROCESSABLE, CONFLICT = 422, 409
SHOW = "show"
"""The button that only says what everybody would see."""
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def new(request: Request, organisation: UUID) -> HttpResponse:
    """Add a place."""
    owner = organisation_to_list(request.viewer, organisation)
    data = request.POST if request.method == "POST" else None
    initial = {"visibility": AddressVisibility.PUBLIC, "kind": "other"}
    form = SiteForm(data, initial=initial, knows_where=True)
    if data is None or SHOW in data:
        return _page(request, owner, None, form)
    if not (form.is_valid() and _added(request, owner, form)):
        return _page(request, owner, None, form, status=UNPROCESSABLE)
    messages.success(request, _("The place is added: choose it in the services that are held there."))
    return see_other("desk")


@read_or_send
def edit(request: Request, site: UUID) -> HttpResponse:
    """Change a place; where somebody else did meanwhile, see both and choose."""
    found = editable_site(request.viewer, site)
    address = known_address(request.viewer, found)
    if request.method != "POST":
        return _page(request, found.organisation, found, _form(found, address))
    data = choosing.sent_text(request.POST)
    data = choosing.with_theirs([_form(found, address, data)], data)
    form = _form(found, address, data)
    if SHOW in data:
        return _page(request, found.organisation, found, form, sent=data)
    differing = choosing.choices([form], data) if version_sent(data) != found.version else []
    if differing:
        return _page(request, found.organisation, found, form, choices=differing, status=CONFLICT)
    if not (form.is_valid() and _saved(request, found, address, form)):
        return _page(request, found.organisation, found, form, status=UNPROCESSABLE)
    presence.leave(found.pk, request.viewer.user)
    messages.success(request, _("The place is saved."))
    return see_other("desk")


@require_safe
def others(request: Request, site: UUID) -> HttpResponse:
    """Who else has it open."""
    return others_at(request, editable_site(request.viewer, site).pk)


def _added(request: Request, owner: Organisation, form: SiteForm) -> bool:
    try:
        add_site(
            organisation=owner,
            details=form.details(None),
            address=form.address(Address()),
            visibility=AddressVisibility(form.cleaned_data["visibility"]),
            by=request.viewer.who(),
        )
    except (Refused, AllRefused) as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _saved(request: Request, site: Site, address: Address | None, form: SiteForm) -> bool:
    """Whether it could be saved; what was refused stands in the form."""
    by, details = request.viewer.who(), form.details(site)
    try:
        if address is None:
            edit_site(site=site, details=details, by=by, expected=site.version)
        else:
            visibility = AddressVisibility(form.cleaned_data["visibility"])
            where = form.address(address)
            change_site(
                site=site, details=details, address=where, visibility=visibility, by=by, expected=site.version
            )
    except (Refused, AllRefused) as refusal:
        show_refusal(form, refusal)
        return False
    except VersionConflict:
        form.add_error(None, _("Somebody else saved at the same moment: save again to see what."))
        return False
    return True


def _form(site: Site, address: Address | None, data: QueryDict | None = None) -> SiteForm:
    return SiteForm(data, initial=site_initial(site, address or Address()), knows_where=address is not None)


def _page(
    request: Request,
    owner: Organisation,
    site: Site | None,
    form: SiteForm,
    *,
    sent: QueryDict | None = None,
    choices: Sequence[Choice] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "organisation": owner,
        "site": site,
        "form": form,
        "seen": _seen(form) if form.knows_where else [],
        "problems": problems([form]) if status == UNPROCESSABLE else [],
        "choices": choices,
        "crumbs": [Link(_("My things"), reverse("desk")), Link(site.name if site else _("A new place"))],
    }
    if site:
        context |= {
            "version": version_sent(sent) if sent else site.version,
            "began": sent.get(choosing.BEGAN, "") if sent else choosing.beginnings([form]),
            "others": presence.come(site.pk, request.viewer.user),
            "others_url": reverse("desk-site-others", args=[site.pk]),
        }
    return render(request, "desk/site.html", context, status=status)


def _seen(form: SiteForm) -> list[SeenByAll]:
    """What everybody sees of the place as it is written, for each answer to who may know where it is."""
    form.is_bound and form.is_valid()
    said = {name: str(form[name].value() or "").strip() for name in ("street", "postcode", "municipality")}
    place = form.place() if form.is_bound else None
    town = str(place) if place else said["municipality"]
    address = ", ".join(filter(None, [said["street"], f"{said['postcode']} {town}".strip()]))
    point = str(form["coordinates"].value() or "")
    words = {
        AddressVisibility.PUBLIC: [
            address or _("No address yet"),
            _("A point on the map") if point else _("No point on the map"),
        ],
        AddressVisibility.TOLD_AT_ENROLMENT: [
            _("“The address is told at enrolment”"),
            _("Municipality: %(name)s") % {"name": town or "–"},
            _("No street, no point on the map, not in exports either"),
        ],
        AddressVisibility.HIDDEN: [
            _("“The address is confidential”"),
            _("No municipality, no street, no point on the map, not in exports either"),
        ],
    }
    radios = {str(radio.data["value"]): radio for radio in form["visibility"]}
    return [SeenByAll(radios[kind.value], lines) for kind, lines in words.items()]
