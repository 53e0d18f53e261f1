"""Words for states, steps, counts and endings of imports."""

from datetime import datetime

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from intreccio.interchange.importing import Ending, Note, Phase, UnderWay
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.rules import Outcome, RunState
from intreccio.web.shown.imports import Notice, StepShown
from intreccio.web.shown.pieces import Step

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


def steps(current: int, *, has_columns: bool = True) -> list[Step]:
    """The steps of an import, up to the one of this number, from 0."""
    second = _("Columns") if has_columns else _("Contents")
    labels = [_("File"), second, _("Check"), _("Report"), _("Saved")]
    return [Step(label, place < current, place == current) for place, label in enumerate(labels)]


def counts_words(run: ImportRun) -> str:
    """How many rows have which outcome, in a line; nothing before the check."""
    words = [
        f"{intcomma(getattr(run, name))} {label.lower()}"
        for name, label in rows_words().items()
        if getattr(run, name)
    ]
    return " · ".join(words)


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
    if run.vanished:
        parts.append(vanished_words(run))
    return " ".join([*parts, _("You can undo it later.")])


def vanished_words(run: ImportRun) -> str:
    """What becomes of what the source had and has no more."""
    vanished = ngettext(
        "%(count)s thing that the source told before is not in the file: it stays until you decide about it.",
        "%(count)s things that the source told before are not in the file: they stay until you decide about them.",
        run.vanished,
    )
    return vanished % {"count": intcomma(run.vanished)}


def undo_question() -> str:
    """What undoing would do."""
    return _(
        "What this import added is taken out again, and what it changed is put back as it was. "
        "Whatever somebody has changed since, or built upon, stays as it is."
    )


def undone_words(run: ImportRun) -> str:
    """What undoing did."""
    parts = [
        ngettext("%(count)s put back as it was", "%(count)s put back as they were", run.restored)
        % {"count": intcomma(run.restored)},
        ngettext("%(count)s taken out", "%(count)s taken out", run.removed) % {"count": intcomma(run.removed)},
        ngettext(
            "%(count)s left, since somebody changed it or built upon it",
            "%(count)s left, since somebody changed them or built upon them",
            run.left,
        )
        % {"count": intcomma(run.left)},
    ]
    return " · ".join(parts)


def verb_words(verb: str) -> str:
    """What a step is called."""
    return {"check": _("Check"), "apply": _("Save"), "undo": _("Undo")}[verb]


def step_shown(run: ImportRun, step: UnderWay) -> StepShown:
    """A step that a job does, for its page."""
    title = {
        "check": _("Checking %(file)s"),
        "apply": _("Saving %(file)s"),
        "undo": _("Undoing %(file)s"),
    }[step.verb]
    return StepShown(
        title=title % {"file": run.file.name},
        stage=_stage_words(step),
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
        case Ending.STOPPED if note:
            return Notice("info", _("It was stopped"), _nothing_done(note.verb))
        case Ending.OUT_OF_DATE:
            text = _(
                "Something this file would change has changed since the check. Nothing was saved: check again."
            )
            return Notice("warning", _("The check is out of date"), text)
        case Ending.FAILED if note and note.verb == "undo":
            return Notice("danger", _("It could not be undone, and nothing was taken back"), _reason(note))
        case Ending.FAILED if note:
            return Notice("danger", _("It failed, and nothing was saved"), _reason(note))
    return None


def lost_notice(verb: str) -> Notice:
    """The job's worker is gone."""
    text = _("The worker that did it is gone.")
    return Notice("danger", _("It broke off"), f"{text} {_nothing_done(verb)}")


def _nothing_done(verb: str) -> str:
    if verb == "undo":
        return _("Nothing was taken back; you can begin again.")
    return _("Nothing was saved; you can begin again.")


def _reason(note: Note) -> str:
    unknown = _("The reason is in the platform's log: ask whoever runs it.")
    return note.reason.get(language()) or note.reason.get("it") or unknown


def _stage_words(step: UnderWay) -> str:
    match step.phase:
        case Phase.WAITING | Phase.NO_WORKER:
            return _("Waiting its turn")
        case Phase.STOPPING:
            return _("Stopping")
    return {
        "check": _("Checking the rows"),
        "apply": _("Saving the rows"),
        "undo": _("Taking the rows back"),
    }[step.verb]


def _waiting_notice(phase: Phase) -> Notice | None:
    if phase is not Phase.NO_WORKER:
        return None
    text = _(
        "It begins by itself as soon as a worker runs: ask whoever runs the platform. You may leave this page."
    )
    return Notice("warning", _("Nobody is doing the platform's jobs at the moment"), text)
