"""The archive of a backup: a tar file with the database's dump, the stored files and a manifest."""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from django.db import connections

from intreccio import __version__
from intreccio.kernel.environment import DEMONSTRATION_KEYS, Environment

MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"


class ArchiveError(Exception):
    """The archive cannot be written or read. The message says why."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: the version that wrote it and the rows of each table."""

    version: str
    tables: dict[str, int]

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def write_archive(environment: Environment, file: Path) -> Manifest:
    """Write the archive, complete or not at all."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        dump = Path(folder) / DUMP
        with connections["owner"].cursor() as cursor:
            # One snapshot for counting and dumping, so that the two agree while others write.
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            manifest = Manifest(__version__, count_tables("owner"))
            run_tool(environment, "pg_dump", f"--snapshot={snapshot}", "-Fc", "-Z", "3", f"--file={dump}")
            cursor.execute("COMMIT")
        unfinished = Path(folder) / "archive"
        with tarfile.open(unfinished, "w") as archive:
            _add_text(archive, MANIFEST, json.dumps(asdict(manifest), indent=1))
            archive.add(dump, DUMP)
            if (environment.data / FILES).is_dir():
                archive.add(environment.data / FILES, FILES)
            if environment.demonstration:
                archive.add(environment.data / DEMONSTRATION_KEYS, DEMONSTRATION_KEYS)
        unfinished.chmod(0o600)
        unfinished.replace(file)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What an archive says of itself. `ArchiveError` where it is none."""
    try:
        with tarfile.open(file) as archive:
            member = archive.extractfile(MANIFEST)
            assert member is not None
            return Manifest(**json.load(member))
    except (tarfile.TarError, KeyError, AssertionError, ValueError, TypeError) as problem:
        raise ArchiveError(f"{file} is no backup made by `intreccio backup`.") from problem


def count_tables(alias: str) -> dict[str, int]:
    """The number of rows of every table in the schema."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
        names = [name for (name,) in cursor.fetchall()]
        counts = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - a name from the catalogue
            counts[name] = cursor.fetchone()[0]
    return counts


def run_tool(environment: Environment, tool: str, *arguments: str, database: str | None = None) -> None:
    """Run one of PostgreSQL's programs against the database, as its owner."""
    settings = connections["owner"].settings_dict
    connection = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": database or settings["NAME"],
    }
    result = subprocess.run(
        [_program(environment, tool), *arguments],
        env={**os.environ, **{name: str(value) for name, value in connection.items() if value}},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise ArchiveError(f"{tool} failed:\n{result.stderr.strip()[-2000:]}")


def _program(environment: Environment, tool: str) -> str:
    if environment.embedded:
        return str(environment.server().binaries.program(tool))
    found = shutil.which(tool)
    if not found:
        raise ArchiveError(f"{tool} was not found. Install PostgreSQL's client programs.")
    return found


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, BytesIO(content))
