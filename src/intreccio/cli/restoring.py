"""Bringing a backup back: beside the present database first, in its place when complete."""

import os
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from intreccio.kernel.embedded import default_folder
from intreccio.kernel.environment import DATABASE_NAME, DEMONSTRATION_KEYS, Environment, source_tree

BESIDE, BEFORE = f"{DATABASE_NAME}_restoring", f"{DATABASE_NAME}_before_restore"


def bring_back_keys(file: Path) -> None:
    """Where a demonstration's backup is restored into a folder without keys, lay its keys there."""
    folder = default_folder(source_tree())
    if os.environ.get("INTRECCIO_KEYS") or (folder / DEMONSTRATION_KEYS).exists():
        return
    if not tarfile.is_tarfile(file):
        return
    with tarfile.open(file) as archive:
        if DEMONSTRATION_KEYS in archive.getnames():
            folder.mkdir(parents=True, exist_ok=True)
            archive.extract(DEMONSTRATION_KEYS, folder, filter="data")


def restore_archive(
    environment: Environment, file: Path, *, replace: bool, say: Callable[[str], None]
) -> list[str]:
    """Restore `file`; what differs afterwards from what was backed up, in sentences (none: all is well)."""
    from django.db import connections

    from intreccio.cli import archive as archives
    from intreccio.kernel.databases.migrating import missing_migrations
    from intreccio.kernel.journal.verifying import verify
    from intreccio.kernel.preparing import prepare

    manifest = archives.read_manifest(file)
    if not replace and any(archives.count_tables("owner").values()):
        raise archives.ArchiveError("The database holds something already. To replace it: --replace")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(file) as archive:
        archive.extract(archives.DUMP, folder, filter="data")
        dump = str(Path(folder) / archives.DUMP)
        say("Restoring the database ...")
        connections.close_all()
        _restore_database(environment, dump)
        members = [m for m in archive.getmembers() if m.name.startswith(f"{archives.FILES}/")]
        archive.extractall(environment.data, members, filter="data")
    faults = _differences(manifest.tables, archives.count_tables("owner"))
    if missing_migrations(using="owner"):
        say(f"The backup is of version {manifest.version}.")
    prepare(say)
    return [*faults, *verify().faults]


def _restore_database(environment: Environment, dump: str) -> None:
    from django.db import connections

    from intreccio.cli.archive import run_tool

    options = ["--no-owner", "--no-acl", "--exit-on-error", "--single-transaction"]
    if not environment.embedded:
        _empty_schema()
        run_tool(
            environment, "pg_restore", *options, f"--dbname={connections['owner'].settings_dict['NAME']}", dump
        )
        return
    from intreccio.kernel.databases.roles import prepare_database

    with psycopg.connect(**environment.server().conninfo(), autocommit=True) as superuser:
        _drop(superuser, BESIDE)
        prepare_database(superuser, BESIDE)
        run_tool(environment, "pg_restore", *options, f"--dbname={BESIDE}", dump, database=BESIDE)
        _drop(superuser, BEFORE)
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [DATABASE_NAME]
        )
        _rename(superuser, DATABASE_NAME, BEFORE)
        _rename(superuser, BESIDE, DATABASE_NAME)
        _drop(superuser, BEFORE)


def _empty_schema() -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connections["owner"].close()


def _drop(superuser: psycopg.Connection, name: str) -> None:
    superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _rename(superuser: psycopg.Connection, old: str, new: str) -> None:
    superuser.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new)))


def _differences(expected: dict[str, int], found: dict[str, int]) -> list[str]:
    return [
        f"Table {name}: {expected.get(name, 0)} rows were backed up, {found.get(name, 0)} are there."
        for name in sorted(expected | found)
        if expected.get(name, 0) != found.get(name, 0)
    ]
