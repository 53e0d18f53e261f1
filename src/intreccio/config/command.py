"""The `intreccio` command: every room's commands under one name."""

from typing import Any

import click

from intreccio import __version__
from intreccio.cli.backup import backup, restore
from intreccio.cli.doctor import doctor
from intreccio.cli.duplicates import duplicates
from intreccio.cli.exporting import export
from intreccio.cli.forgetting import forget
from intreccio.cli.importing import import_table
from intreccio.cli.imports import imports
from intreccio.cli.journal import journal
from intreccio.cli.keys import keys
from intreccio.cli.migrate import migrate
from intreccio.cli.run import run, worker
from intreccio.cli.sources import sources
from intreccio.cli.territory import territory
from intreccio.demo.command import demo
from intreccio.kernel.embedded import EmbeddedServerError
from intreccio.kernel.encryption.keys import BadKeys
from intreccio.kernel.environment import NotConfigured
from intreccio.web.booklets.command import booklet
from intreccio.web.privacy.command import processing


class Commands(click.Group):
    """A group that tells what is missing in one plain message instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (NotConfigured, EmbeddedServerError, BadKeys) as problem:
            raise click.ClickException(str(problem)) from problem


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="intreccio")
def main() -> None:
    """Intreccio: the shared platform of a territory's health promotion and second welfare.

    \b
    To try it out:        intreccio demo
    To serve your own:    intreccio migrate, then intreccio run
    Something is wrong:   intreccio doctor

    Data live in the folder named by INTRECCIO_DATA. Without DATABASE_URL an embedded PostgreSQL runs there.
    """


export.add_command(booklet)
for command in (
    demo,
    run,
    worker,
    migrate,
    territory,
    import_table,
    imports,
    sources,
    duplicates,
    export,
    journal,
    backup,
    restore,
    keys,
    forget,
    processing,
    doctor,
):
    main.add_command(command)
