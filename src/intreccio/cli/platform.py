"""What a command stands on: the environment understood, the database running, Django set up."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click

from intreccio.config.environment import DATABASE_NAME, Environment, NotConfigured, read_environment
from intreccio.kernel.embedded import EmbeddedServer, EmbeddedServerError


class CannotStart(click.ClickException):
    """Something is missing that the message tells how to mend."""

    exit_code = 1


@contextmanager
def platform(*, migrated: bool = True) -> Iterator[Environment]:
    """Run the block with the database up and Django ready; stop what was started afterwards.

    Unless `migrated` is false, a database that lacks migrations is refused.
    """
    try:
        environment = read_environment()
        server = environment.server() if environment.embedded else None
        with server or nullcontext():
            if server:
                _prepare(server)
            _set_up_django()
            if migrated:
                _refuse_missing_migrations()
            yield environment
    except (NotConfigured, EmbeddedServerError) as problem:
        raise CannotStart(str(problem)) from problem


def _prepare(server: EmbeddedServer) -> None:
    import psycopg

    from intreccio.kernel.databases.roles import prepare_database

    with psycopg.connect(**server.conninfo(), autocommit=True) as superuser:
        prepare_database(superuser, DATABASE_NAME)


def _set_up_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intreccio.config.settings")
    django.setup()


def _refuse_missing_migrations() -> None:
    from intreccio.kernel.databases.migrating import missing_migrations

    missing = missing_migrations()
    if missing:
        raise CannotStart(
            f"The database lacks {len(missing)} migrations (first: {missing[0]}). Run: intreccio migrate"
        )
