"""`intreccio keys`."""

import click

from intreccio.kernel import clock
from intreccio.kernel.platform import platform


@click.group()
def keys() -> None:
    """The keys that protect people's data and sign the journal (INTRECCIO_KEYS)."""


@keys.command()
@click.argument("name", required=False)
def new(name: str | None) -> None:
    """Print a new key, called NAME (by default the present month).

    To rotate, put it in front of the present ones, separated by a comma:
    INTRECCIO_KEYS="2027-01:...,2026-01:..."; restart; then run `intreccio keys rotate`.
    """
    from intreccio.kernel.encryption.keys import new_key_text

    click.echo(new_key_text(name or f"{clock.today():%Y-%m}"))


@keys.command()
@click.option("--dry-run", is_flag=True, help="Only count what another key than the current one made.")
def rotate(dry_run: bool) -> None:
    """Encrypt and hash everything again with the current key. Safe to stop and repeat."""
    with platform():
        from intreccio.kernel.encryption.rotation import rotate as rotate_all

        results = rotate_all(dry_run=dry_run)
        for result in results:
            click.echo(f"{result.table}: {result.rows} rows {'to move' if dry_run else 'moved'}")
        if not any(result.rows for result in results):
            click.echo("Nothing is left under an older key.")
