"""`intreccio import`."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from intreccio.cli.previewing import print_preview
from intreccio.kernel.platform import platform

if TYPE_CHECKING:
    from intreccio.kernel.imports.kinds import Asked, ImportKind
    from intreccio.kernel.imports.models import ImportRow, ImportRun

SHOWN = 5
"""Examples of changes and refusals on screen; the report has all refusals."""


@click.command("import")
@click.argument("kind")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything and show what would happen; change nothing.")
@click.option(
    "--map",
    "given",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Say which column holds a field, where its name does not. May be repeated.",
)
@click.option("--sheet", help="The sheet of a workbook, if not the one that looks most like data.")
@click.option(
    "--source",
    default="",
    metavar="SLUG",
    help="Where a directory or list comes from; see `intreccio sources`.",
)
@click.option("--partial", is_flag=True, help="The file holds only some of what its source has.")
@click.option(
    "--preview",
    is_flag=True,
    help="Show the first lines of a list of services as they would be read; do nothing more.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write refused rows of a table here as CSV, to correct and import again; of a directory, every row.",
)
def import_table(
    kind: str,
    path: Path,
    dry_run: bool,
    given: tuple[str, ...],
    sheet: str | None,
    source: str,
    partial: bool,
    preview: bool,
    report: Path | None,
) -> None:
    """Import PATH as KIND: a table of bodies (third-sector-5x1000) or of services (services), or a directory.

    A table is CSV, XLSX or ODS. A directory is a folder, a zip or one file of HSDS or Ohana. Services and
    directories belong to a source.

    Every row is checked first. Rows that cannot be taken are refused with the reason, the others are
    written, all or none. Importing the same file again changes nothing.
    """
    if report is not None and report.exists():
        raise click.BadParameter(f"{report} exists; a report never overwrites.", param_hint="--report")
    mapping = dict(map(_pair, given))
    with platform():
        from intreccio.kernel.acting import SYSTEM
        from intreccio.kernel.imports import actions

        asked = actions.Asked(mapping=mapping, sheet=sheet or "", source=source, partial=partial)
        if preview:
            _preview(kind, path, asked)
            return
        run = _checked(_kind(kind), path, asked)
        _print_outcome(run)
        if report is not None:
            _write_report(run, report)
        if dry_run:
            actions.discard(run=run, by=SYSTEM)
            click.echo("Dry run: nothing was changed.")
        else:
            _apply(run)


def _preview(kind: str, path: Path, asked: "Asked") -> None:
    from intreccio.kernel.refusing import Refused

    if kind != "services":
        raise click.UsageError("Only lists of services (KIND services) have a preview.")
    try:
        print_preview(path, asked)
    except Refused as problem:
        raise click.BadParameter(f"{path}: {problem}", param_hint="PATH") from problem


def _kind(slug: str) -> "ImportKind":
    from intreccio.kernel.imports.kinds import NoSuchKind, kind_named

    try:
        return kind_named(slug)
    except NoSuchKind as problem:
        raise click.BadParameter(str(problem), param_hint="KIND") from problem


def _checked(kind: "ImportKind", path: Path, asked: "Asked") -> "ImportRun":
    from intreccio.kernel.acting import SYSTEM
    from intreccio.kernel.files import FileRefused
    from intreccio.kernel.imports import actions
    from intreccio.kernel.imports.mapping import MappingRefused
    from intreccio.kernel.refusing import Refused

    try:
        with _opened(path) as file:
            run = actions.stage(kind=kind, file=file, name=path.name, asked=asked, by=SYSTEM)
        for field, column in run.mapping.items():
            click.echo(f"  {field} ← {column}")
        with _bar("Checking", run.lines) as progress:
            return actions.check(run=run, by=SYSTEM, progress=progress)
    except MappingRefused as problem:
        raise click.BadParameter(f"{problem} Say --map FIELD=COLUMN.", param_hint="--map") from problem
    except (Refused, FileRefused) as problem:
        where = "--source" if getattr(problem, "field", "") == "source" else "PATH"
        raise click.BadParameter(f"{path}: {problem}", param_hint=where) from problem
    except (actions.StepFailed, OSError) as problem:
        raise click.ClickException(f"Nothing was changed. {problem}") from problem


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file, or a folder as one."""
    from intreccio.interchange.intake.packages import packed

    with packed(path) if path.is_dir() else path.open("rb") as file:
        yield file


def _apply(run: "ImportRun") -> None:
    from intreccio.kernel.acting import SYSTEM
    from intreccio.kernel.imports import actions

    try:
        with _bar("Writing", run.new + run.changed) as progress:
            actions.apply(run=run, by=SYSTEM, progress=progress)
    except (actions.OutOfDate, actions.StepFailed) as problem:
        raise click.ClickException(f"Nothing was changed. {problem}") from problem
    click.secho(f"Imported: {run.new} new, {run.changed} changed.", fg="green")
    click.echo(f"To take it back: intreccio imports undo {run.pk}")


def _print_outcome(run: "ImportRun") -> None:
    for name in ("new", "changed", "unchanged", "refused", "mended", *["vanished"] * bool(run.source)):
        click.echo(f"{name:>10} {getattr(run, name):>9}")
    for remark in run.remarks:
        click.echo(f"not read: {remark['en']}")
    for alarm in run.alarms:
        click.secho(alarm["en"], fg="red")
    _print_changes(run)
    _print_refusals(run)


def _print_changes(run: "ImportRun") -> None:
    from intreccio.kernel.imports.reports import differences
    from intreccio.kernel.imports.rules import Outcome

    for row in run.rows.filter(outcome=Outcome.CHANGED).order_by("number")[:SHOWN]:
        for field, before, after in differences(row):
            click.echo(f"{_place(row)}, {field}: {before} → {after}")


def _print_refusals(run: "ImportRun") -> None:
    from intreccio.kernel.imports.reports import reasons
    from intreccio.kernel.imports.rules import Outcome

    for row in run.rows.filter(outcome=Outcome.REFUSED).order_by("number")[:SHOWN]:
        click.secho(f"{_place(row)} refused: {reasons(row, 'en')}", fg="yellow")
    if run.refused > SHOWN:
        click.echo(f"... and {run.refused - SHOWN} more; --report FILE lists them all.")


def _place(row: "ImportRow") -> str:
    return f"{row.file}, line {row.line}".removeprefix(", ")


def _write_report(run: "ImportRun", report: Path) -> None:
    from intreccio.kernel.imports.reports import write_all, write_refused

    with report.open("x", encoding="utf-8-sig", newline="") as file:
        count = (write_refused if run.columns else write_all)(run, file, language="en")
    click.echo(f"{count} {'refused ' if run.columns else ''}rows written to {report}.")


@contextmanager
def _bar(label: str, length: int) -> Iterator[Callable[[int, int], None]]:
    """A progress bar; what it yields is told how far things are."""
    with click.progressbar(length=length, label=label) as bar:
        yield functools.partial(_advance, bar)


def _advance(bar: "click._termui_impl.ProgressBar[int]", done: int, total: int) -> None:
    bar.length = max(total, done)
    bar.update(done - bar.pos)


def _pair(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not (field and equals and column):
        raise click.BadParameter(f"{text!r} is not of the form FIELD=COLUMN.", param_hint="--map")
    return field.strip(), column.strip()
