"""Words for states, steps, counts and endings of imports."""

from datetime import datetime

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from intreccio.interchange.importing import Ending, Note, Phase, UnderWay
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import Outcome, RunState
from intreccio.web.shown.pieces import Fact, Step
from intreccio.web.shown.registers import Notice, StepShown

MENDED = "mended"
BADGES = {
    Outcome.NEW: "success",
    Outcome.CHANGED: "brand",
    Outcome.UNCHANGED: "neutral",
    Outcome.REFUSED: "danger",
}


def language() -> str:
    """The reader's."""
    return get_language() or "it"


def outcome_words(outcome: Outcome) -> str:
    """What becomes of a row."""
    return {
        Outcome.NEW: pgettext("a row", "New"),
        Outcome.CHANGED: pgettext("a row", "Changed"),
        Outcome.UNCHANGED: pgettext("a row", "Unchanged"),
        Outcome.REFUSED: pgettext("a row", "Refused"),
    }[outcome]


def rows_words() -> dict[str, str]:
    """What becomes of rows, by the name of their count; mended ones are counted among the others too."""
    return {
        Outcome.NEW.value: pgettext("rows", "New"),
        Outcome.CHANGED.value: pgettext("rows", "Changed"),
        Outcome.UNCHANGED.value: pgettext("rows", "Unchanged"),
        Outcome.REFUSED.value: pgettext("rows", "Refused"),
        MENDED: pgettext("rows", "Mended"),
    }


def state_words(state: RunState) -> str:
    """Where an import stands."""
    return {
        RunState.STAGED: _("Waits for its columns"),
        RunState.CHECKED: _("Checked, not saved"),
        RunState.APPLIED: _("Saved"),
        RunState.UNDONE: _("Undone"),
        RunState.DISCARDED: _("Discarded"),
        RunState.FAILED: _("Failed, nothing saved"),
    }[state]


def steps(current: int) -> list[Step]:
    """The steps of an import, up to the one of this number, from 0."""
    labels = [_("File"), _("Columns"), _("Check"), _("Report"), _("Saved")]
    return [Step(label, place < current, place == current) for place, label in enumerate(labels)]


def counts(run: ImportRun) -> list[Fact]:
    """How many rows have which outcome."""
    return [Fact(label, intcomma(getattr(run, name))) for name, label in rows_words().items()]


def moment_words(moment: datetime | None) -> str:
    """A moment in local time."""
    return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


def apply_question(run: ImportRun) -> str:
    """What saving would do."""
    parts = [
        ngettext("%(count)s row will be added.", "%(count)s rows will be added.", run.new)
        % {"count": intcomma(run.new)},
        ngettext("%(count)s will be changed.", "%(count)s will be changed.", run.changed)
        % {"count": intcomma(run.changed)},
    ]
    if run.refused:
        refused = ngettext(
            "%(count)s refused row will be left out.", "%(count)s refused rows will be left out.", run.refused
        )
        parts.append(refused % {"count": intcomma(run.refused)})
    return " ".join(parts)


def step_shown(run: ImportRun, step: UnderWay) -> StepShown:
    """A step that a job does, for its page."""
    checking = step.verb == "check"
    title = _("Checking %(file)s") if checking else _("Saving %(file)s")
    return StepShown(
        title=title % {"file": run.file.name},
        stage=_stage_words(step, checking),
        done=step.done,
        total=step.total,
        can_stop=step.phase in (Phase.WAITING, Phase.NO_WORKER, Phase.WORKING),
        notice=_waiting_notice(step.phase),
    )


def ending_notice(run: ImportRun, note: Note | None) -> Notice | None:
    """How the latest step ended, where the reader should know."""
    if run.state == RunState.FAILED:
        return Notice("danger", _("It could not be saved: the database refused it"), run.problem)
    match note.ending if note else None:
        case Ending.STOPPED:
            return Notice("info", _("It was stopped"), _("Nothing was saved; you can begin again."))
        case Ending.OUT_OF_DATE:
            text = _(
                "Something this file would change has changed since the check. Nothing was saved: check again."
            )
            return Notice("warning", _("The check is out of date"), text)
        case Ending.FAILED if note:
            return Notice("danger", _("It failed, and nothing was saved"), _reason(note))
    return None


def lost_notice() -> Notice:
    """The job's worker is gone."""
    return Notice(
        "danger", _("It broke off"), _("The worker that did it is gone. Nothing was saved; begin again.")
    )


def _reason(note: Note) -> str:
    unknown = _("The reason is in the platform's log: ask whoever runs it.")
    return note.reason.get(language()) or note.reason.get("it") or unknown


def _stage_words(step: UnderWay, checking: bool) -> str:
    match step.phase:
        case Phase.WAITING | Phase.NO_WORKER:
            return _("Waiting its turn")
        case Phase.STOPPING:
            return _("Stopping")
    return _("Checking the rows") if checking else _("Saving the rows")


def _waiting_notice(phase: Phase) -> Notice | None:
    if phase is not Phase.NO_WORKER:
        return None
    text = _(
        "It begins by itself as soon as a worker runs: ask whoever runs the platform. You may leave this page."
    )
    return Notice("warning", _("Nobody is doing the platform's jobs at the moment"), text)
