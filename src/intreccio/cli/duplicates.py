"""`intreccio duplicates`: find records that may be there twice, merge them, take merges back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import click

from intreccio.kernel.platform import platform

if TYPE_CHECKING:
    from intreccio.kernel.duplicates.kinds import DuplicateKind

T = TypeVar("T")
kind_option = click.option("--kind", "slug", default="", help="organisation, site or service; all by default.")
SHOWN = 20


@click.group()
def duplicates() -> None:
    """Records that may be there twice: organisations, places, services."""


@duplicates.command()
@kind_option
def find(slug: str) -> None:
    """Compare all records now, as is done every night, and keep what is proposed in step."""
    with platform():
        from intreccio.kernel.duplicates.actions import find_duplicates

        for kind in _kinds(slug):
            found = find_duplicates(kind=kind)
            click.echo(f"{kind.slug:>12}: {found.new} new, {found.gone} gone, {found.open} to decide")


@duplicates.command(name="list")
@kind_option
@click.option("--limit", default=SHOWN, show_default=True, type=click.IntRange(1), help="So many of each kind.")
def list_proposals(slug: str, limit: int) -> None:
    """Show what is proposed, the likeliest first, with the ids that merge takes."""
    with platform():
        from intreccio.kernel.duplicates.queries import proposals

        for kind in _kinds(slug):
            for one in proposals(kind)[:limit]:
                reasons = ", ".join(reason["kind"] for reason in one.reasons)
                click.echo(f"{kind.slug} {one.first} {one.second} {one.score:.2f} {reasons}")


@duplicates.command()
@click.argument("keep", type=click.UUID)
@click.argument("lose", type=click.UUID)
def merge(keep: UUID, lose: UUID) -> None:
    """Merge LOSE into KEEP, ids of two records of one kind."""
    with platform():
        from intreccio.kernel.acting import SYSTEM
        from intreccio.kernel.duplicates import actions

        kind = _kind_of(keep)
        made = _tried(lambda: actions.merge(kind=kind, kept=keep, lost=lose, by=SYSTEM))
        click.secho(f"Merged. To take it back: intreccio duplicates undo {made.number}", fg="green")


@duplicates.command()
@click.argument("number", type=click.IntRange(1))
def undo(number: int) -> None:
    """Take back the merge of that NUMBER."""
    with platform():
        from intreccio.kernel.acting import SYSTEM
        from intreccio.kernel.duplicates import actions
        from intreccio.kernel.duplicates.models import Merge

        made = Merge.objects.filter(pk=number).first()
        if made is None:
            raise click.BadParameter(f"There is no merge {number}.", param_hint="NUMBER")
        _tried(lambda: actions.undo(merge=made, by=SYSTEM))
        click.secho("Undone: they are two again.", fg="green")


@duplicates.command()
@click.argument("one", type=click.UUID)
@click.argument("other", type=click.UUID)
def apart(one: UUID, other: UUID) -> None:
    """Say that two records that are proposed are not the same: they never will be again."""
    with platform():
        from intreccio.kernel.acting import SYSTEM
        from intreccio.kernel.duplicates import actions
        from intreccio.kernel.duplicates.models import Duplicate

        first, second = sorted((one, other))
        found = Duplicate.objects.filter(first=first, second=second).first()
        if found is None:
            raise click.ClickException("These two are not proposed.")
        _tried(lambda: actions.set_apart(duplicate=found, by=SYSTEM))
        click.secho("Noted: they are not the same.", fg="green")


def _kinds(slug: str) -> "list[DuplicateKind[Any]]":
    from intreccio.kernel.duplicates.kinds import NoSuchKind, kind_named, kinds

    try:
        return [kind_named(slug)] if slug else kinds()
    except NoSuchKind as problem:
        raise click.BadParameter(str(problem), param_hint="--kind") from problem


def _kind_of(record: UUID) -> "DuplicateKind[Any]":
    """The kind of record that has this id."""
    for kind in _kinds(""):
        if kind.model._base_manager.filter(pk=record).exists():
            return kind
    raise click.BadParameter(f"There is no record {record}.", param_hint="KEEP")


def _tried(act: Callable[[], T]) -> T:
    """What `act` gives, its refusal as a message."""
    from intreccio.kernel.lifecycle import StepRefused
    from intreccio.kernel.refusing import Refused

    try:
        return act()
    except (Refused, StepRefused) as problem:
        raise click.ClickException(str(problem)) from problem
