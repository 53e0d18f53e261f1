"""The database of the tests: real PostgreSQL, one migrated template a run, a clone for whoever needs one.

The embedded server is used, in a temporary folder and without fsync; or, where DATABASE_URL is set, the
server it names (its role must be allowed to create roles and databases).
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from intreccio.kernel.databases.roles import LoginRole, prepare_database
from intreccio.kernel.embedded import EmbeddedServer
from intreccio.kernel.encryption.keys import new_key_text

TEMPLATE = "INTRECCIO_TEST_TEMPLATE"
SUPERUSER = "INTRECCIO_TEST_SUPERUSER"
TEMPLATE_LOCK, DEMONSTRATION_LOCK = 7_401_003, 7_401_004
URLS = {
    LoginRole.APPLICATION: "DATABASE_URL",
    LoginRole.OWNER: "DATABASE_OWNER_URL",
    LoginRole.STATISTICS: "DATABASE_STATISTICS_URL",
}


def start(stack: ExitStack) -> None:
    """Make server, template and environment for this run; workers find them in the environment."""
    run = secrets.token_hex(4)
    folder = Path(stack.enter_context(_temporary_folder()))
    superuser = os.environ.get("DATABASE_URL") or _embedded(stack, folder)
    password = secrets.token_hex(16) if "password" in conninfo_to_dict(superuser) else None
    template = f"intreccio_test_{run}"
    with psycopg.connect(superuser, autocommit=True) as connection:
        prepare_database(connection, template, password=password)
    stack.callback(_drop_databases, superuser, template)
    for role, name in URLS.items():
        os.environ[name] = make_conninfo(superuser, dbname=template, user=role, password=password)
    os.environ.update(
        {
            TEMPLATE: template,
            SUPERUSER: superuser,
            "INTRECCIO_DATA": str(folder),
            "INTRECCIO_KEYS": new_key_text("test"),
            "DJANGO_SETTINGS_MODULE": "intreccio.config.settings",
        }
    )


@contextmanager
def clone(name: str, *, of: str | None = None) -> Iterator[str]:
    """A fresh copy of the template, or of another database of the run, dropped afterwards."""
    database = f"{os.environ[TEMPLATE]}_{name}"
    with psycopg.connect(os.environ[SUPERUSER], autocommit=True) as connection:
        _copy(connection, of or os.environ[TEMPLATE], database)
        try:
            yield database
        finally:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


@contextmanager
def demonstration_template() -> Iterator[tuple[str, bool]]:
    """The database for the demonstration, kept for the run, and whether it is new: then fill it in the block.

    The other workers wait meanwhile.
    """
    database = f"{os.environ[TEMPLATE]}_demonstration"
    with psycopg.connect(os.environ[SUPERUSER], autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [DEMONSTRATION_LOCK])
        exists = "SELECT FROM pg_database WHERE datname = %s"
        is_new = connection.execute(exists, [database]).fetchone() is None
        if is_new:
            _copy(connection, os.environ[TEMPLATE], database)
        try:
            yield database, is_new
        except BaseException:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))
            raise


def superuser_connection(database: str) -> psycopg.Connection:
    """A connection that may do anything, to play the attacker."""
    return psycopg.connect(make_conninfo(os.environ[SUPERUSER], dbname=database), autocommit=True)


def url_of(role: LoginRole, database: str) -> str:
    """How to connect to a database as a role."""
    return make_conninfo(os.environ[URLS[role]], dbname=database)


def run_command(database: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The `intreccio` command, against one of the run's databases."""
    urls = {name: url_of(role, database) for role, name in URLS.items()}
    return subprocess.run(
        [sys.executable, "-m", "intreccio", *arguments],
        env={**os.environ, **urls},
        capture_output=True,
        text=True,
        check=False,
    )


def _copy(connection: psycopg.Connection, template: str, database: str) -> None:
    # A template is copied while nobody is connected to it.
    connection.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
    connection.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY").format(
            *map(sql.Identifier, (database, template, LoginRole.OWNER))
        )
    )
    connection.execute("SELECT pg_advisory_unlock(%s)", [TEMPLATE_LOCK])


def _embedded(stack: ExitStack, folder: Path) -> str:
    fast = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}
    server = stack.enter_context(EmbeddedServer(folder, settings=fast))
    return make_conninfo(**server.conninfo())


def _drop_databases(superuser: str, template: str) -> None:
    with psycopg.connect(superuser, autocommit=True) as connection:
        names = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [template]
        ).fetchall()
        for (name,) in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _temporary_folder() -> Iterator[str]:
    folder = tempfile.mkdtemp(prefix="intreccio-test-")
    Path(folder).chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
