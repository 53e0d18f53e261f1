"""Importing: a file, its columns, a check, its report, saving it, and undoing that.

Every GET reads; whatever changes something is a POST that leads to another page.
"""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from intreccio.interchange.access import import_for, kind_for, may_vouch, require_importing
from intreccio.interchange.importing import AlreadyUnderWay, is_busy, start, stop
from intreccio.kernel.access import NotFound
from intreccio.kernel.files import open_file
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import Asked, kind_named
from intreccio.kernel.imports.mapping import MappingRefused
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.rules import IMPORT, RunState
from intreccio.kernel.imports.tables import open_table
from intreccio.kernel.lifecycle import StepRefused
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports import columns, report, showing, starting, wording
from intreccio.web.imports.forms import UploadForm, refuse_too_wide
from intreccio.web.requests import Request

UNPROCESSABLE = 422
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def start_page(request: Request) -> HttpResponse:
    """What can be brought in; what was imported before."""
    require_importing(request.viewer)
    return render(request, "imports/page.html", starting.start(request.GET.get("page", "")))


@read_or_send
def new_page(request: Request, kind: str) -> HttpResponse:
    """Take a file in."""
    wanted = kind_for(request.viewer, kind)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(wanted, *sent, may_vouch=may_vouch(request.viewer))
    run = form.stage(by=request.viewer.who()) if form.is_valid() else None
    if run:
        return see_other(_where_it_waits(run) or "import", run.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "imports/new.html", starting.new(wanted, form), status=status)


@require_safe
def run_page(request: Request, run: UUID) -> HttpResponse:
    """An import: under way, over, or wherever it waits for somebody."""
    found = import_for(request.viewer, run)
    if is_busy(found):
        return render(request, "imports/run.html", showing.running(found))
    there = _where_it_waits(found)
    if request.htmx:
        return HttpResponseClientRedirect(reverse(there or "import", args=[run]))
    if there:
        return redirect(there, run)
    if found.state == RunState.STAGED:
        return render(request, "imports/contents.html", showing.contents_page(found))
    return render(request, "imports/ended.html", showing.ended(found))


@read_or_send
def columns_page(request: Request, run: UUID) -> HttpResponse:
    """Say which column is which field, and have the file checked."""
    found = import_for(request.viewer, run)
    if is_busy(found) or not found.columns or "check" not in IMPORT.verbs(RunState(found.state)):
        return see_other("import", run)
    shows_all = "all" in request.GET
    if request.method != "POST":
        context = showing.mapping(found, columns.proposed(found), [], shows_all=shows_all)
        return render(request, "imports/mapping.html", context)
    choice = columns.chosen(found, request.POST)
    missing = columns.missing(kind_named(found.kind), choice)
    problems = columns.chosen_twice(found, choice) or ([] if missing else _refusals_of(found, choice))
    if problems or missing or "preview" in request.POST:
        context = showing.mapping(found, choice, problems, shows_all=shows_all)
        status = UNPROCESSABLE if problems or missing else 200
        return render(request, "imports/mapping.html", context, status=status)
    return _begin(request, found, "check")


@require_POST
def sheet(request: Request, run: UUID) -> SeeOther:
    """Take another sheet of the same workbook, as an import of its own in place of this one."""
    found = import_for(request.viewer, run)
    if is_busy(found) or not found.columns:
        return see_other("import", run)
    by, name = request.viewer.who(), request.POST.get("sheet", "")
    try:
        with open_file(found.file) as file:
            refuse_too_wide(open_table(file, sheet=name))
            kind = kind_named(found.kind)
            asked = Asked(sheet=name, source=found.source, partial=found.partial)
            other = actions.stage(kind=kind, file=file, name=found.file.name, asked=asked, by=by)
        actions.discard(run=found, by=by)
    except (TableRefused, StepRefused) as problem:
        text = problem.message.text(wording.language()) if isinstance(problem, TableRefused) else _not_possible()
        messages.error(request, text)
        return see_other("import-columns", run)
    return see_other("import-columns", other.pk)


@require_POST
def check(request: Request, run: UUID) -> SeeOther:
    """Check a file again, with the columns as they are."""
    return _begin(request, import_for(request.viewer, run), "check")


@require_safe
def report_page(request: Request, run: UUID) -> HttpResponse:
    """What the check found."""
    found = import_for(request.viewer, run)
    if is_busy(found) or found.state in (RunState.STAGED, RunState.DISCARDED):
        return redirect("import", run)
    context = showing.report_page(found, report.Asked.read(found, request.GET))
    return render(request, "imports/report.html", context)


@require_safe
def rows(request: Request, run: UUID, show: str) -> FileResponse:
    """Refused or mended rows, to be corrected and imported again; or all of them."""
    found = import_for(request.viewer, run)
    if show not in report.WRITERS:
        raise NotFound
    file, name = report.as_csv(found, show)
    return FileResponse(file, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


@read_or_send
def apply(request: Request, run: UUID) -> HttpResponse:
    """Ask, then have it saved."""
    found = import_for(request.viewer, run)
    if request.method == "POST":
        return _begin(request, found, "apply")
    if is_busy(found) or found.state != RunState.CHECKED:
        return redirect("import", run)
    text = wording.apply_question(found)
    context = showing.question(
        found, _("Save this import?"), text, _("Save the import"), "import-apply", "import-report"
    )
    return render(request, "imports/question.html", context)


@read_or_send
def undo(request: Request, run: UUID) -> HttpResponse:
    """Ask, then have it taken back."""
    found = import_for(request.viewer, run)
    if request.method == "POST":
        return _begin(request, found, "undo")
    if is_busy(found) or found.state != RunState.APPLIED:
        return redirect("import", run)
    text = wording.undo_question()
    context = showing.question(found, _("Undo this import?"), text, _("Undo the import"), "import-undo", "import")
    return render(request, "imports/question.html", context)


@read_or_send
def discard(request: Request, run: UUID) -> HttpResponse:
    """Ask, then put an import aside."""
    found = import_for(request.viewer, run)
    if is_busy(found) or "discard" not in IMPORT.verbs(RunState(found.state)):
        return see_other("import", run)
    if request.method == "POST":
        actions.discard(run=found, by=request.viewer.who())
        messages.success(request, _("%(file)s was discarded. Nothing was saved.") % {"file": found.file.name})
        return see_other("imports")
    text = _("Nothing of it is saved, and its report is deleted. You can bring the file in again.")
    context = showing.question(found, _("Discard this import?"), text, _("Discard it"), "import-discard", "import")
    return render(request, "imports/question.html", context)


@require_POST
def stop_page(request: Request, run: UUID) -> SeeOther:
    """Stop the step that is under way."""
    found = import_for(request.viewer, run)
    stop(run=found)
    return see_other("import", run)


def _where_it_waits(run: ImportRun) -> str:
    """The page where somebody goes on with an import that is neither under way nor over; "" for its own."""
    match RunState(run.state):
        case RunState.STAGED if run.columns:
            return "import-columns"
        case RunState.CHECKED | RunState.FAILED:
            return "import-report"
    return ""


def _begin(request: Request, run: ImportRun, verb: str) -> SeeOther:
    """Have a job take the step, unless it is too late or somebody was faster."""
    try:
        start(run=run, verb=verb, by=request.viewer.who())
    except StepRefused:
        messages.warning(request, _not_possible())
    except AlreadyUnderWay:
        messages.info(request, _("It was already under way."))
    return see_other("import", run.pk)


def _refusals_of(run: ImportRun, choice: columns.Choice) -> list[str]:
    """Keep the choice; or say why it cannot be kept."""
    try:
        actions.choose_columns(run=run, mapping=columns.as_mapping(run, choice))
    except MappingRefused as problem:
        return [problem.message.text(wording.language())]
    return []


def _not_possible() -> str:
    return _("That is no longer possible: somebody has gone on with this import.")
