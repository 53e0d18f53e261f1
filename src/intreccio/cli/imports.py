"""`intreccio imports`: imports that were made or wait, on the command line or by the pages."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from intreccio.kernel.platform import platform

if TYPE_CHECKING:
    from intreccio.kernel.imports.models import ImportRun

run_argument = click.argument("run", type=click.UUID)


@click.group()
def imports() -> None:
    """Imports made so far: look at them, apply what waits, take back."""


@imports.command(name="list")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1))
def list_imports(limit: int) -> None:
    """The latest imports, newest first, with the id that the other commands take."""
    with platform():
        from intreccio.kernel.imports.models import ImportRun

        latest = list(ImportRun.objects.select_related("file").order_by("-created_at")[:limit])
        if not latest:
            click.echo("No import yet. Make one: intreccio import KIND PATH")
        for run in latest:
            click.echo(_line(run))
            click.echo(
                f"    new {run.new}, changed {run.changed}, unchanged {run.unchanged}, refused {run.refused},"
                f" mended {run.mended}{f'; {run.problem}' if run.problem else ''}"
            )


@imports.command()
@run_argument
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def report(run: UUID, file: Path) -> None:
    """Write what became of every row of RUN to FILE, as CSV."""
    with platform():
        from intreccio.kernel.imports.reports import write_all

        found = _run(run)
        try:
            with file.open("x", encoding="utf-8-sig", newline="") as target:
                count = write_all(found, target, language="en")
        except FileExistsError as problem:
            raise click.BadParameter(f"{file} exists; a report never overwrites.", param_hint="FILE") from problem
        click.echo(f"{count} rows written to {file}.")


@imports.command()
@run_argument
def apply(run: UUID) -> None:
    """Apply RUN, which was checked and waits."""
    with platform():
        from intreccio.kernel.imports import actions

        done = _tried(_run(run), actions.apply)
        click.secho(f"Imported: {done.new} new, {done.changed} changed.", fg="green")


@imports.command()
@run_argument
def discard(run: UUID) -> None:
    """Throw RUN away, which was checked and waits: nothing is changed."""
    with platform():
        from intreccio.kernel.imports import actions

        _tried(_run(run), actions.discard)
        click.echo("Discarded: nothing was changed.")


@imports.command()
@run_argument
@click.confirmation_option(prompt="Take back what this import brought?", help="Ask nothing.")
def undo(run: UUID) -> None:
    """Take back what RUN brought, except what somebody changed or uses since."""
    with platform():
        from intreccio.kernel.imports import actions

        done = _tried(_run(run), actions.undo)
        click.secho(
            f"Undone: {done.restored} restored, {done.removed} removed, {done.left} left as they are.", fg="green"
        )


def _run(id: UUID) -> "ImportRun":
    from intreccio.kernel.imports.models import ImportRun

    found = ImportRun.objects.select_related("file").filter(pk=id).first()
    if found is None:
        raise click.BadParameter(f"There is no import {id}; see `intreccio imports list`.", param_hint="RUN")
    return found


def _tried(run: "ImportRun", step: Callable[..., "ImportRun"]) -> "ImportRun":
    """What a step makes of an import, its refusal as a message."""
    from intreccio.kernel.acting import SYSTEM
    from intreccio.kernel.imports import actions
    from intreccio.kernel.lifecycle import StepRefused
    from intreccio.kernel.refusing import Refused

    try:
        return step(run=run, by=SYSTEM)
    except StepRefused as problem:
        raise click.ClickException(f"Nothing was changed: the import is {run.state}.") from problem
    except (Refused, actions.OutOfDate, actions.StepFailed) as problem:
        raise click.ClickException(f"Nothing was changed. {problem}") from problem


def _line(run: "ImportRun") -> str:
    from django.utils.timezone import localtime

    source = f" from {run.source}" if run.source else ""
    return (
        f"{run.pk}  {localtime(run.created_at):%Y-%m-%d %H:%M}  {run.state}  {run.kind}{source}: {run.file.name}"
    )
