"""From an import to what its pages show."""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.catalogue.models import Source
from intreccio.interchange.importing import Ending, read_note, under_way
from intreccio.kernel.imports.kinds import kind_named
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import IMPORT, RunState
from intreccio.kernel.text import Translated
from intreccio.web.imports import columns, report, wording
from intreccio.web.imports.contents import recognised
from intreccio.web.imports.previewing import preview
from intreccio.web.imports.starting import people
from intreccio.web.shown.imports import Notice, RunShown
from intreccio.web.shown.pieces import Fact, Link

DOWNLOADS = 300_000
"""The most rows whose whole report is offered as a file; refused and mended rows always are."""


def mapping(
    run: ImportRun, choice: columns.Choice, problems: list[str], *, shows_all: bool = False
) -> dict[str, Any]:
    """The page that says which column is which field."""
    places = range(len(run.columns)) if shows_all else columns.worth_showing(choice)
    return {
        **_frame(run, _("Columns"), 1),
        "rows": columns.rows(run, choice, places=places),
        "more": len(run.columns) - len(places),
        "more_url": f"{_url('import-columns', run)}?all=1",
        "lines": preview(run, columns.as_mapping(run, choice)),
        "missing": columns.missing(kind_named(run.kind), choice),
        "problems": problems,
        "sheets": columns.other_sheets(run),
        "sheet_url": _url("import-sheet", run),
        "action_url": _url("import-columns", run),
        "notice": notice(run),
    }


def contents_page(run: ImportRun) -> dict[str, Any]:
    """What was recognised in a file that has no columns to choose."""
    return {
        **_frame(run, _("Contents"), 1),
        **recognised(run),
        "check_url": _url("import-check", run),
        "notice": notice(run),
    }


def report_page(run: ImportRun, asked: report.Asked) -> dict[str, Any]:
    """What the check found, row by row."""
    rows, pages, is_cut = report.page(run, asked)
    verbs = IMPORT.verbs(RunState(run.state))
    told = notice(run)
    can_apply = "apply" in verbs and not is_out_of_date(run)
    return {
        **_frame(run, _("Report"), 5 if run.state in (RunState.APPLIED, RunState.UNDONE) else 3),
        "tiles": report.tiles(run, asked),
        "tables": report.tables(run, asked),
        "asked": asked,
        "report_url": _url("import-report", run),
        "rows": rows,
        "pages": pages,
        "is_cut": is_cut,
        "downloads": _downloads(run),
        "notice": told,
        "alarms": _alarms(run),
        "remarks": [Translated(remark).text(wording.language()) for remark in run.remarks],
        "apply_url": _url("import-apply", run) if can_apply and run.new + run.changed else "",
        "apply_question": wording.apply_question(run),
        "has_nothing_to_save": can_apply and not run.new + run.changed,
        "check_url": _url("import-check", run) if told and "check" in verbs else "",
        "columns_url": _url("import-columns", run) if "check" in verbs and run.columns else "",
        "undo_url": _url("import-undo", run) if "undo" in verbs else "",
        "undo_question": wording.undo_question(),
    }


def running(run: ImportRun) -> dict[str, Any]:
    """The page of a step that a job does."""
    step = under_way(run)
    assert step is not None
    return {
        **_frame(run, wording.verb_words(step.verb), {"check": 2, "apply": 3, "undo": 5}[step.verb]),
        "step": wording.step_shown(run, step),
        "run_url": _url("import", run),
        "stop_url": _url("import-stop", run),
    }


def ended(run: ImportRun) -> dict[str, Any]:
    """The page of an import that is over."""
    is_saved = run.state == RunState.APPLIED
    return {
        **_frame(run, wording.state_words(RunState(run.state)), 5 if is_saved else 0),
        "is_saved": is_saved,
        "undone": wording.undone_words(run) if run.state == RunState.UNDONE else "",
        "notice": notice(run),
        "tiles": report.tiles(run, report.Asked()) if run.state != RunState.DISCARDED else [],
        "report_url": _url("import-report", run),
        "undo_url": _url("import-undo", run) if is_saved else "",
        "undo_question": wording.undo_question(),
        "start_url": reverse("imports"),
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
        "kind": "primary" if action == "import-apply" else "danger",
    }


def notice(run: ImportRun) -> Notice | None:
    """What the reader should know of the latest step."""
    if step := under_way(run):
        return wording.lost_notice(step.verb)
    return wording.ending_notice(run, read_note(run.pk))


def is_out_of_date(run: ImportRun) -> bool:
    """Whether saving it was tried and something had changed since its check."""
    note = read_note(run.pk)
    return note is not None and note.ending is Ending.OUT_OF_DATE


def _frame(run: ImportRun, here: str, step: int) -> dict[str, Any]:
    return {
        "run": _run(run),
        "steps": wording.steps(step, has_columns=bool(run.columns)),
        "crumbs": [
            Link(_("Imports"), reverse("imports")),
            Link(run.file.name, _url("import", run)),
            Link(here),
        ],
        "discard_url": _url("import-discard", run) if "discard" in IMPORT.verbs(RunState(run.state)) else "",
    }


def _run(run: ImportRun) -> RunShown:
    names = people({user for user in (run.created_by, run.applied_by, run.undone_by) if user})
    facts = [
        Fact(_("What it is"), kind_named(run.kind).label.text(wording.language())),
        _source(run),
        Fact(_("Sheet"), run.sheet),
        Fact(_("Rows"), intcomma(run.lines) if run.columns or run.checked_at else ""),
        Fact(_("Brought in"), _when_by(wording.moment_words(run.created_at), names.get(run.created_by))),
        Fact(_("Checked"), wording.moment_words(run.checked_at)),
        Fact(_("Saved"), _when_by(wording.moment_words(run.applied_at), names.get(run.applied_by))),
        Fact(_("Undone"), _when_by(wording.moment_words(run.undone_at), names.get(run.undone_by))),
    ]
    return RunShown(run.file.name, facts[0].value, facts)


def _source(run: ImportRun) -> Fact:
    name = Source.objects.filter(slug=run.source).values_list("name", flat=True).first() if run.source else None
    return Fact(_("Source"), name or "", reverse("source", args=[run.source]) if name else "")


def _when_by(moment: str, name: str | None) -> str:
    return _("%(moment)s, by %(name)s") % {"moment": moment, "name": name} if moment and name else moment


def _alarms(run: ImportRun) -> list[str]:
    """What should be known before it is saved."""
    alarms = [Translated(alarm).text(wording.language()) for alarm in run.alarms]
    return [*alarms, wording.vanished_words(run)] if run.vanished else alarms


def _downloads(run: ImportRun) -> list[Link]:
    rows = run.new + run.changed + run.unchanged + run.refused
    labels = {
        "refused": (_("Refused rows as CSV"), run.refused),
        wording.MENDED: (_("Mended rows as CSV"), run.mended),
        "all": (_("The whole report as CSV"), rows if rows <= DOWNLOADS else 0),
    }
    return [
        Link(label, reverse("import-rows", args=[run.pk, name]))
        for name, (label, count) in labels.items()
        if count
    ]


def _url(page: str, run: ImportRun) -> str:
    return reverse(page, args=[run.pk])
