"""`intreccio doctor`."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

import click

from intreccio.kernel.environment import Environment
from intreccio.kernel.platform import platform

FREE_GIGABYTES = 2.0
LATE_SEAL_MINUTES = 10


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and what was seen or what to do."""

    well: bool
    text: str


@click.command()
def doctor() -> None:
    """Look at everything that commonly goes wrong and say what to do. Exit code 1 if something is."""
    with platform(migrated=False) as environment:
        findings = [check(environment) for check in CHECKS]
    for finding in findings:
        click.secho(f"{'ok  ' if finding.well else 'BAD '} {finding.text}", fg=None if finding.well else "red")
    if not all(finding.well for finding in findings):
        raise SystemExit(1)


def _python(environment: Environment) -> Finding:
    return Finding(sys.version_info >= (3, 11), f"Python {sys.version.split()[0]}, mode {environment.mode}")


def _disk(environment: Environment) -> Finding:
    free = shutil.disk_usage(environment.data).free / 1e9
    return Finding(free > FREE_GIGABYTES, f"{free:.1f} GB free in the data folder {environment.data}")


def _database(environment: Environment) -> Finding:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    kind = "embedded" if environment.embedded else "from DATABASE_URL"
    return Finding(int(version.split(".")[0]) >= 15, f"PostgreSQL {version} ({kind}); 15 or newer is needed")


def _role(environment: Environment) -> Finding:
    from django.db import connection

    from intreccio.kernel.databases.roles import faults_of_application_role

    connection.ensure_connection()
    faults = faults_of_application_role(connection.connection)
    return Finding(not faults, " ".join(faults) or "The application's role has no more power than it should")


def _migrations(environment: Environment) -> Finding:
    from intreccio.kernel.databases.migrating import missing_migrations

    missing = missing_migrations()
    return Finding(
        not missing, f"{len(missing)} migrations missing" + ("; run: intreccio migrate" if missing else "")
    )


def _journal(environment: Environment) -> Finding:
    from intreccio.kernel import clock
    from intreccio.kernel.journal.models import JournalEntry, JournalSeal

    if _lacks_tables():
        return Finding(False, "The journal cannot be read before migrating")
    seal, entry = JournalSeal.objects.order_by("number").last(), JournalEntry.objects.order_by("pk").last()
    if entry is None:
        return Finding(True, "The journal is empty")
    waiting = (clock.now() - max(entry.at, seal.at if seal else entry.at)).total_seconds() / 60
    late = entry.at > (seal.at if seal else clock.now()) and waiting > LATE_SEAL_MINUTES
    when = f"{seal.at:%Y-%m-%d %H:%M} UTC" if seal else "never"
    return Finding(not late, f"Journal last sealed: {when}" + ("; is a worker running?" if late else ""))


def _jobs(environment: Environment) -> Finding:
    from procrastinate.contrib.django.models import ProcrastinateJob

    if _lacks_tables():
        return Finding(False, "Jobs cannot be counted before migrating")
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    waiting = ProcrastinateJob.objects.filter(status="todo").count()
    return Finding(not failed, f"Jobs: {waiting} waiting, {failed} failed")


def _lacks_tables() -> bool:
    from django.db import connection

    return "kernel_journalentry" not in connection.introspection.table_names()


CHECKS: list[Callable[[Environment], Finding]] = [
    _python,
    _disk,
    _database,
    _role,
    _migrations,
    _journal,
    _jobs,
]
