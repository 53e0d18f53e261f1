"""What a command stands on: the environment understood, the database running, Django set up."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import django
import psycopg

from intreccio.kernel.databases.roles import prepare_database
from intreccio.kernel.embedded import EmbeddedServer
from intreccio.kernel.environment import DATABASE_NAME, Environment, NotConfigured, read_environment

SETTINGS = "intreccio.config.settings"


@contextmanager
def platform(*, migrated: bool = True) -> Iterator[Environment]:
    """Run the block with the database up and Django ready; stop what was started afterwards.

    Unless `migrated` is false, a database that lacks migrations is refused (`NotConfigured`).
    """
    environment = read_environment()
    server = environment.server() if environment.embedded else None
    with server or nullcontext():
        if server:
            _prepare(server)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        django.setup()
        if migrated:
            _refuse_missing_migrations()
        yield environment


def _prepare(server: EmbeddedServer) -> None:
    with psycopg.connect(**server.conninfo(), autocommit=True) as superuser:
        prepare_database(superuser, DATABASE_NAME)


def _refuse_missing_migrations() -> None:
    from intreccio.kernel.databases.migrating import missing_migrations  # noqa: PLC0415 - needs Django

    missing = missing_migrations()
    if missing:
        raise NotConfigured(
            f"The database lacks {len(missing)} migrations (first: {missing[0]}). Run: intreccio migrate"
        )
