"""From imports to what their pages show."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.accounts.models import User
from intreccio.interchange.importing import Ending, busy_among, read_note, under_way
from intreccio.kernel.imports.kinds import kind_named, kinds
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import IMPORT, RunState
from intreccio.web.frame.paging import numbered_pages, page_number
from intreccio.web.registers import columns, report, wording
from intreccio.web.registers.forms import UploadForm
from intreccio.web.shown.pieces import Column, Fact, Link, Row, Table
from intreccio.web.shown.registers import Notice, RunShown

PAGE = 20


def start(form: UploadForm, page: str) -> dict[str, Any]:
    """The page where a file is taken in, with earlier imports."""
    number = page_number(page)
    runs = list(
        ImportRun.objects.select_related("file").order_by("-created_at", "-pk")[
            (number - 1) * PAGE : number * PAGE
        ]
    )
    return {
        "form": form,
        "action_url": reverse("registers"),
        "steps": wording.steps(0),
        "runs": _table(runs) if runs else None,
        "pages": numbered_pages(reverse("registers"), [], number, ImportRun.objects.count(), PAGE),
    }


def mapping(run: ImportRun, choice: columns.Choice, problems: list[str]) -> dict[str, Any]:
    """The page that says which column is which field."""
    return {
        **_frame(run, _("Columns"), 1),
        "rows": columns.rows(run, choice),
        "missing": columns.missing(kind_named(run.kind), choice),
        "problems": problems,
        "sheets": columns.other_sheets(run),
        "sheet_url": _url("sheet", run),
        "action_url": _url("columns", run),
        "notice": notice(run),
    }


def report_page(run: ImportRun, show: str, page: str) -> dict[str, Any]:
    """What the check found, row by row."""
    chosen = report.filter_named(show)
    rows, pages = report.page(run, chosen, page)
    verbs = IMPORT.verbs(RunState(run.state))
    told = notice(run)
    can_apply = "apply" in verbs and not is_out_of_date(run)
    return {
        **_frame(run, _("Report"), 3),
        "filters": report.filters(run, chosen),
        "rows": rows,
        "pages": pages,
        "downloads": _downloads(run),
        "notice": told,
        "apply_url": _url("apply", run) if can_apply and run.new + run.changed else "",
        "apply_question": wording.apply_question(run),
        "has_nothing_to_save": can_apply and not run.new + run.changed,
        "check_url": _url("check", run) if told and "check" in verbs else "",
        "columns_url": _url("columns", run) if "check" in verbs else "",
    }


def running(run: ImportRun) -> dict[str, Any]:
    """The page of a step that a job does."""
    step = under_way(run)
    assert step is not None
    return {
        **_frame(run, _("Check") if step.verb == "check" else _("Save"), 2 if step.verb == "check" else 3),
        "step": wording.step_shown(run, step),
        "run_url": _url("import", run),
        "stop_url": _url("stop", run),
    }


def ended(run: ImportRun) -> dict[str, Any]:
    """The page of an import that is over."""
    is_saved = run.state == RunState.APPLIED
    return {
        **_frame(run, wording.state_words(RunState(run.state)), 5 if is_saved else 0),
        "is_saved": is_saved,
        "report_url": _url("report", run),
        "start_url": reverse("registers"),
    }


def question(run: ImportRun, title: str, text: str, label: str, action: str, back: str) -> dict[str, Any]:
    """A question before something is done, as a page of its own."""
    return {
        **_frame(run, label, 3),
        "title": title,
        "text": text,
        "label": label,
        "action_url": _url(action, run),
        "back_url": _url(back, run),
        "kind": "danger" if action == "discard" else "primary",
    }


def notice(run: ImportRun) -> Notice | None:
    """What the reader should know of the latest step."""
    if under_way(run):
        return wording.lost_notice()
    return wording.ending_notice(run, read_note(run.pk))


def is_out_of_date(run: ImportRun) -> bool:
    """Whether saving it was tried and something had changed since its check."""
    note = read_note(run.pk)
    return note is not None and note.ending is Ending.OUT_OF_DATE


def _frame(run: ImportRun, here: str, step: int) -> dict[str, Any]:
    return {
        "run": _run(run),
        "steps": wording.steps(step),
        "crumbs": [
            Link(_("Registers"), reverse("registers")),
            Link(run.file.name, _url("import", run)),
            Link(here),
        ],
        "discard_url": _url("discard", run) if "discard" in IMPORT.verbs(RunState(run.state)) else "",
    }


def _run(run: ImportRun) -> RunShown:
    names = _names({user for user in (run.created_by, run.applied_by) if user})
    facts = [
        Fact(_("What it is"), kind_named(run.kind).label.text(wording.language())),
        Fact(_("Sheet"), run.sheet),
        Fact(_("Rows"), intcomma(run.lines)),
        Fact(_("Brought in"), _when_by(wording.moment_words(run.created_at), names.get(run.created_by))),
        Fact(_("Checked"), wording.moment_words(run.checked_at)),
        Fact(_("Saved"), _when_by(wording.moment_words(run.applied_at), names.get(run.applied_by))),
    ]
    return RunShown(run.file.name, facts[0].value, wording.counts(run) if run.checked_at else [], facts)


def _when_by(moment: str, name: str | None) -> str:
    return _("%(moment)s, by %(name)s") % {"moment": moment, "name": name} if moment and name else moment


def _downloads(run: ImportRun) -> list[Link]:
    labels = {"refused": _("Refused rows as CSV"), wording.MENDED: _("Mended rows as CSV")}
    return [
        Link(label, reverse("register-rows", args=[run.pk, name]))
        for name, label in labels.items()
        if getattr(run, name)
    ]


def _table(runs: list[ImportRun]) -> Table:
    busy = busy_among(run.pk for run in runs)
    names = _names({run.created_by for run in runs if run.created_by})
    labels = {kind.slug: kind.label.text(wording.language()) for kind in kinds()}
    return Table(
        caption=_("Earlier imports"),
        columns=[
            Column(_("File")),
            Column(_("What it is")),
            Column(_("State")),
            Column(_("Rows"), is_number=True),
            Column(_("Brought in")),
            Column(_("By")),
        ],
        rows=[
            Row(
                [
                    run.file.name,
                    labels.get(run.kind, run.kind),
                    _("Under way") if run.pk in busy else wording.state_words(RunState(run.state)),
                    intcomma(run.lines),
                    wording.moment_words(run.created_at),
                    names.get(run.created_by, _("the platform")),
                ],
                _url("import", run),
            )
            for run in runs
        ],
    )


def _names(users: Collection[UUID]) -> dict[UUID | None, str]:
    return dict(User.objects.filter(pk__in=users).values_list("pk", "name")) if users else {}


def _url(page: str, run: ImportRun) -> str:
    return reverse(f"register-{page}", args=[run.pk])
