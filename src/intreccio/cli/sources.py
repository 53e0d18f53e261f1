"""`intreccio sources`."""

import json
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import click

from intreccio.kernel.platform import platform

if TYPE_CHECKING:
    from intreccio.catalogue.models import Source


@click.group("sources")
def sources() -> None:
    """Directories and feeds from which records come."""


@sources.command("list")
def list_sources() -> None:
    """Every source, how much it has brought, and what waits for somebody."""
    with platform():
        from intreccio.catalogue.queries.sources import overview

        rows = overview()
        if not rows:
            click.echo("No source yet. Add one: intreccio sources add SLUG --name NAME")
        for row in rows:
            click.echo(_line(row.source))
            click.echo(
                f"    {row.things} things, {row.vanished} vanished, {row.conflicts} conflicts;"
                f" read {_when(row.source.read_at)}, fetched {_when(row.source.fetched_at)} {row.source.fetched}"
            )


@sources.command("add")
@click.argument("slug")
@click.option("--name", required=True, help="What people call it.")
@click.option("--language", default="it", show_default=True, help="Of its texts, ISO 639.")
@click.option("--vouched", is_flag=True, help="The network vouches for it: what it brings counts as checked.")
@click.option("--licence", default="", help="Under which its data are published.")
@click.option("--url", default="", help="Where people can read about it.")
@click.option("--address", default="", help="Where to fetch it from: a web address, or a path on this machine.")
@click.option("--every", "every_hours", type=click.IntRange(1, 24 * 366), help="Fetch it every so many hours.")
@click.option("--applies-itself", is_flag=True, help="Apply what was fetched unless something alarms.")
@click.option("--kind", default="directory", show_default=True, help="The kind of import that reads it.")
def add(slug: str, **details: str | bool | int | None) -> None:
    """Make a source known as SLUG (small letters, digits, hyphens)."""
    with platform():
        from django.core.exceptions import ValidationError
        from django.core.validators import validate_slug

        from intreccio.catalogue.actions import SourceDetails, add_source
        from intreccio.kernel.acting import SYSTEM
        from intreccio.kernel.refusing import Refused

        try:
            validate_slug(slug)
            made = add_source(slug=slug, details=SourceDetails(**details), by=SYSTEM)  # type: ignore[arg-type]
        except (ValidationError, Refused) as problem:
            raise click.ClickException(" ".join(map(str, getattr(problem, "messages", [problem])))) from problem
        click.echo(f"Added: {_line(made)}")


@sources.command("fetch")
@click.argument("slug")
def fetch(slug: str) -> None:
    """Fetch a feed now, check it, and apply it where it may apply itself."""
    with platform():
        from intreccio.interchange.feeds.reading import read_feed
        from intreccio.kernel.imports.rules import RunState

        source = _source(slug)
        run = read_feed(source=source)
        source.refresh_from_db()
        if source.fetch_problem:
            raise click.ClickException(source.fetch_problem.get("en", ""))
        if run is None:
            click.echo("Nothing new: it is as it was fetched last time.")
            return
        click.echo(f"new {run.new}, changed {run.changed}, unchanged {run.unchanged}, refused {run.refused}")
        for alarm in run.alarms:
            click.secho(alarm["en"], fg="red")
        click.echo("Applied." if run.state == RunState.APPLIED else "Checked; it waits for somebody to apply it.")


@sources.command()
@click.argument("slug")
def conflicts(slug: str) -> None:
    """What was changed both here and at the source SLUG, with the ids that `decide` takes."""
    with platform():
        from intreccio.catalogue.queries.sources import open_conflicts

        for one in open_conflicts(_source(slug)):
            click.echo(f"{one.pk}  {one.record.entity} {one.record.object}, {one.field}")
            click.echo(f"    ours:   {_said(one.ours)}")
            click.echo(f"    theirs: {_said(one.theirs)}")


@sources.command()
@click.argument("conflict", type=click.UUID)
@click.argument("side", type=click.Choice(["ours", "theirs"]))
def decide(conflict: UUID, side: str) -> None:
    """Keep ours or take theirs where both were changed; CONFLICT is the id that `conflicts` shows."""
    with platform():
        from intreccio.catalogue.actions import settle_conflict
        from intreccio.catalogue.models import SourceConflict
        from intreccio.catalogue.rules.sources import Decision
        from intreccio.kernel.acting import SYSTEM
        from intreccio.kernel.refusing import Refused

        found = SourceConflict.objects.filter(pk=conflict).first()
        if found is None:
            raise click.BadParameter(f"There is no conflict {conflict}.", param_hint="CONFLICT")
        try:
            settle_conflict(conflict=found, decision=Decision(side), by=SYSTEM)
        except Refused as problem:
            raise click.ClickException(str(problem)) from problem
        click.secho(f"Decided: {side}.", fg="green")


@sources.command()
@click.argument("slug")
@click.option("--withdraw", is_flag=True, help="Withdraw those that are services.")
@click.option("--keep", is_flag=True, help="Keep them all as they are, and ask no more.")
def vanished(slug: str, withdraw: bool, keep: bool) -> None:
    """What the source SLUG had and has no more: it is kept here until somebody decides."""
    if withdraw and keep:
        raise click.UsageError("Either --withdraw or --keep.")
    with platform():
        from intreccio.catalogue.actions import settle_vanished
        from intreccio.catalogue.queries.sources import vanished_from
        from intreccio.kernel.acting import SYSTEM

        for told in vanished_from(_source(slug)):
            click.echo(f"{told.entity} {told.object} ({told.key}), since {_when(told.vanished_at)}")
            if withdraw or keep:
                settle_vanished(told=told, withdrawn=withdraw, by=SYSTEM)
        if withdraw or keep:
            click.secho("Settled.", fg="green")


def _said(value: object) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)


def _source(slug: str) -> "Source":
    from intreccio.catalogue.models import Source

    found = Source.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Source.objects.values_list("slug", flat=True)) or "none"
        raise click.BadParameter(f"there is no source {slug!r}; there are: {known}", param_hint="SLUG")
    return found


def _line(source: "Source") -> str:
    traits = [
        source.language,
        "vouched for" if source.vouched else "not vouched for",
        *(["inactive"] if not source.active else []),
        *([f"every {source.every_hours} h from {source.address}"] if source.every_hours else []),
    ]
    return f"{source.slug}  {source.name} ({', '.join(traits)})"


def _when(moment: datetime | None) -> str:
    from django.utils.timezone import localtime

    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment else "never"
