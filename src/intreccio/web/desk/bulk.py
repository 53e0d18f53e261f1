"""Changing many listings at once: download a table, change it, upload it, look at the difference, apply it."""

from collections.abc import Sequence
from io import BytesIO
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.actors.models import Organisation
from intreccio.catalogue.access import edits_wait, organisation_to_list
from intreccio.catalogue.actions import ServiceDraft, draft_of, edit_services, propose_edits
from intreccio.catalogue.models import Service
from intreccio.interchange.hsds.reader import Reader
from intreccio.interchange.tables.table import batches
from intreccio.interchange.tables.writing import write_xlsx
from intreccio.kernel import clock
from intreccio.kernel.files import FileRefused
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.web.desk import tables
from intreccio.web.downloads.views import XLSX
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.shown.desk import SaidRow
from intreccio.web.shown.pieces import Link

LARGEST = 5_000_000
SECONDS = 3600
SALT = "desk-table"
UNPROCESSABLE = 422


class TableForm(forms.Form):
    """The table, changed."""

    file = forms.FileField(
        label=gettext_lazy("The changed table"),
        help_text=gettext_lazy("The XLSX file downloaded here, with other things in its cells."),
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv"}),
    )


@require_safe
def download(request: Request, organisation: UUID) -> HttpResponse:
    """Every listing of an organisation, a line each."""
    owner = organisation_to_list(request.viewer, organisation)
    services = tables.services_of(owner)
    file = BytesIO()
    write_xlsx(tables.table_of(services), batches(list(services)), Reader((get_language() or "it",)), file)
    name = f"{_('services')}-{clock.today():%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(file.getvalue(), content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request, organisation: UUID) -> HttpResponse:
    """Take a changed table, show what would change, and apply it once that was seen."""
    owner = organisation_to_list(request.viewer, organisation)
    if "changes" in request.POST:
        return _apply(request, owner)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if not form.is_valid():
        return _upload_page(request, owner, form)
    try:
        lines = _read(form, owner)
    except forms.ValidationError as problem:
        form.add_error("file", problem)
        return _upload_page(request, owner, form)
    return _difference(request, owner, lines)


def _read(form: TableForm, owner: Organisation) -> list[tables.LineRead]:
    file, language = form.cleaned_data["file"], get_language() or "it"
    if file.size > LARGEST:
        raise forms.ValidationError(_("The file is too large: at most 5 MB are taken here."))
    try:
        return tables.read_table(file, tables.services_of(owner), language)
    except Refused as problem:
        text = problem.message.text(language)
        raise forms.ValidationError(text[:1].upper() + text[1:]) from problem
    except FileRefused as problem:
        raise forms.ValidationError(_("This is no table: CSV, XLSX or ODS is needed.")) from problem


def _upload_page(request: Request, owner: Organisation, form: TableForm) -> HttpResponse:
    context = {"form": form, "organisation": owner, "crumbs": _crumbs(owner)}
    return render(request, "desk/upload.html", context, status=UNPROCESSABLE if form.errors else 200)


def _difference(request: Request, owner: Organisation, lines: Sequence[tables.LineRead]) -> HttpResponse:
    language = get_language() or "it"
    good = [line for line in lines if line.changes and not line.problems]
    told = [
        [str(line.service.pk), line.service.version, {change.column.name: change.after for change in line.changes}]
        for line in good
        if line.service
    ]
    context = {
        "organisation": owner,
        "crumbs": _crumbs(owner),
        "refused": [line for line in lines if line.problems],
        "listings": [
            (line.name, [SaidRow(c.column.label.text(language), c.before, c.after) for c in line.changes])
            for line in good
        ],
        "unchanged": sum(1 for line in lines if not line.changes and not line.problems),
        "changes": signing.dumps([str(owner.pk), told], salt=SALT, compress=True) if told else "",
    }
    return render(request, "desk/difference.html", context)


def _apply(request: Request, owner: Organisation) -> HttpResponse:
    try:
        organisation, told = signing.loads(request.POST["changes"], salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        organisation, told = "", []
    if organisation != str(owner.pk):
        messages.error(request, _("This difference is too old, or was cut off: upload the table again."))
        return see_other("desk-upload", owner.pk)
    services = tables.services_of(owner)
    try:
        edits = [
            (services[UUID(pk)], tables.changed(draft_of(services[UUID(pk)]), cells), version)
            for pk, version, cells in told
        ]
        told_done = _save(request, owner, edits)
    except (VersionConflict, KeyError):
        messages.error(
            request,
            _("Somebody changed one of the listings meanwhile. Nothing was saved: upload the table again."),
        )
        return see_other("desk-upload", owner.pk)
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
        return see_other("desk-upload", owner.pk)
    messages.success(request, told_done)
    return see_other("desk")


def _save(request: Request, owner: Organisation, edits: Sequence[tuple[Service, ServiceDraft, int]]) -> str:
    """All of them, or none; what happened, in words."""
    by, count = request.viewer.who(), len(edits)
    if edits_wait(request.viewer, owner.pk):
        propose_edits(edits=edits, by=by)
        return _("Sent to the network office: they look at it before everybody sees it.")
    edit_services(edits=edits, by=by)
    told = ngettext("%(count)s listing was changed.", "%(count)s listings were changed.", count)
    return told % {"count": count}


def _crumbs(owner: Organisation) -> list[Link]:
    return [Link(_("My things"), reverse("desk")), Link(owner.name)]
