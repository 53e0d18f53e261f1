"""The `intreccio` command. Modules here import nothing heavy: Django waits until a command needs it."""

import click

from intreccio import __version__
from intreccio.cli.backup import backup, restore
from intreccio.cli.demo import demo
from intreccio.cli.doctor import doctor
from intreccio.cli.journal import journal
from intreccio.cli.keys import keys
from intreccio.cli.migrate import migrate
from intreccio.cli.run import run, worker


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="intreccio")
def main() -> None:
    """Intreccio: the shared platform of a territory's health promotion and second welfare.

    To try it out:        intreccio demo
    To serve your own:    intreccio migrate, then intreccio run
    Something is wrong:   intreccio doctor

    Data live in the folder named by INTRECCIO_DATA. Without DATABASE_URL an embedded PostgreSQL runs there.
    """


for command in (demo, run, worker, migrate, journal, backup, restore, keys, doctor):
    main.add_command(command)
