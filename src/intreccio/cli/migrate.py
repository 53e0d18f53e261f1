"""`intreccio migrate`."""

import click

from intreccio.kernel.platform import platform


@click.command()
def migrate() -> None:
    """Bring the database to what this version expects, and collect static files.

    Safe to repeat. With DATABASE_URL it also needs DATABASE_OWNER_URL, the role that owns the tables.
    """
    with platform(migrated=False):
        from intreccio.kernel.preparing import prepare

        prepare(click.echo)
