"""`intreccio forget`."""

import click

from intreccio.kernel.platform import platform


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")
def forget(dry_run: bool) -> None:
    """End what is no longer needed: proofs of claims, records of people in which nothing happens. A job does so every
    night."""
    with platform():
        from intreccio.actors.actions import forget_proofs
        from intreccio.actors.queries import proofs_to_forget
        from intreccio.kernel.acting import SYSTEM
        from intreccio.kernel.files import sweep
        from intreccio.people.retention import retain

        proofs = proofs_to_forget().count() if dry_run else forget_proofs(by=SYSTEM)
        contents = sweep(dry_run=dry_run)
        verb = "would be deleted" if dry_run else "deleted"
        click.echo(f"{proofs} proofs and {contents} left-over contents {verb}.")
        retained = retain(dry_run=dry_run)
        would = "would be " if dry_run else ""
        click.echo(
            f"{retained.warned} records of people {would}warned of, {retained.anonymised} {would}anonymised."
        )
