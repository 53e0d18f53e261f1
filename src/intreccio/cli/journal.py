"""`intreccio journal`."""

from pathlib import Path

import click

from intreccio.kernel.platform import platform


@click.group()
def journal() -> None:
    """The journal: who did what, sealed so that nobody can quietly change it."""


@journal.command()
@click.option(
    "--root",
    "roots",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of signed roots kept elsewhere (see `journal roots`): the journal must still contain them.",
)
@click.option("--entry", type=int, help="Also prove that this entry (its number) is sealed.")
def verify(roots: Path | None, entry: int | None) -> None:
    """Check the whole journal; name what was changed, removed or rewritten. Exit code 1 if anything was."""
    with platform():
        from intreccio.kernel.journal import verifying

        try:
            kept = verifying.read_roots(roots) if roots else []
        except ValueError as problem:
            raise click.BadParameter(str(problem), param_hint="--root") from problem
        report = verifying.verify(kept)
        for fault in report.faults:
            click.secho(fault, fg="red")
        click.echo(f"{report.sealed} entries in {report.seals} seals; {len(report.unsealed)} not sealed yet.")
        if report.unsealed:
            click.echo(f"Younger than the last seal: {_shortened(report.unsealed)}")
        if entry is not None:
            _print_proof(verifying.prove(entry), entry)
        if not report.sound:
            raise SystemExit(1)
        click.secho("The journal is sound.", fg="green")


@journal.command()
def seal() -> None:
    """Seal what is new, now. A job does this every minute while the platform runs."""
    with platform():
        from intreccio.kernel.journal.sealing import seal as seal_now

        count = 0
        while sealed := seal_now():
            count += sealed.count
        click.echo(f"{count} entries sealed.")


@journal.command()
def roots() -> None:
    """Print the signed roots, one a line. Keep them where the database's owner cannot write."""
    with platform():
        from intreccio.kernel.journal.models import JournalSeal
        from intreccio.kernel.journal.verifying import SignedRoot

        for sealed in JournalSeal.objects.order_by("number").iterator():
            click.echo(SignedRoot.of(sealed).line())


def _print_proof(proof: object | None, entry: int) -> None:
    if proof is None:
        raise click.BadParameter(f"There is no sealed entry {entry}.", param_hint="--entry")
    click.echo(proof.as_json())  # type: ignore[attr-defined]


def _shortened(numbers: list[int], most: int = 10) -> str:
    shown = ", ".join(map(str, numbers[:most]))
    return shown if len(numbers) <= most else f"{shown} and {len(numbers) - most} more"
