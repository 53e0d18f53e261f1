"""The cluster: the folder that holds the databases, and the file in which its server says how it is."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .accounts import Account
from .binaries import Binaries
from .errors import OtherMajorVersion, ServerFailed
from .processes import run

SUPERUSER = "postgres"
SHOWN_LINES = 15
FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17


@dataclass(frozen=True)
class Postmaster:
    """What the server wrote into postmaster.pid; it may have died since."""

    pid: int
    socket: Path
    is_ready: bool


def read_postmaster(cluster: Path) -> Postmaster | None:
    """The server's own account of itself, or None when it wrote none, or not yet all of it.

    Lines: process id, data folder, start, port, socket folder, address, shared memory, state.
    https://www.postgresql.org/docs/current/storage-file-layout.html
    """
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    # PostgreSQL's single-user mode writes its process id with a minus.
    pid = lines[0].lstrip("-") if lines else ""
    if len(lines) < 5 or not pid.isdigit():
        return None
    return Postmaster(int(pid), Path(lines[4]), lines[-1].strip() == "ready")


def mark_of(cluster: Path) -> str:
    """A mark for the processes of this cluster's server; it stays the same when the folder is moved."""
    facts = cluster.stat()
    return f"intreccio-{facts.st_dev:x}-{facts.st_ino:x}"


def check_version(cluster: Path, binaries: Binaries) -> None:
    """Raise OtherMajorVersion if these programs cannot read the cluster."""
    found = (cluster / "PG_VERSION").read_text().strip()
    if found != str(binaries.major):
        raise OtherMajorVersion(
            f"{cluster} was made by PostgreSQL {found}, and this is PostgreSQL {binaries.version}. "
            f"Make a backup with the Intreccio that used {found}, move the folder away, "
            "and restore the backup with this one."
        )


def create_cluster(cluster: Path, binaries: Binaries, owner: Account, *, sync: bool) -> None:
    """Make a new cluster. It appears complete or not at all.

    `sync` waits until the disk has it. To be called inside the gate.
    """
    _remove_unfinished(cluster)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{cluster.name}.new-", dir=cluster.parent))
    os.chown(unfinished, owner.uid, owner.gid)
    result = run([binaries.program("initdb"), *_options(binaries.major, sync), unfinished], owner)
    if result.returncode != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise ServerFailed(f"The database could not be created:\n{last_lines(result.stdout)}")
    unfinished.rename(cluster)
    if sync:
        _sync_folder(cluster.parent)


def last_lines(text: str) -> str:
    """The end of a log, as error messages show it."""
    return "\n".join(text.strip().splitlines()[-SHOWN_LINES:])


def _options(major: int, sync: bool) -> list[str]:
    options = [
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--data-checksums",
        "--auth-local=peer",
        "--auth-host=reject",
        "--no-instructions",
    ]
    if major >= FIRST_MAJOR_WITH_BUILTIN_LOCALE:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if not sync:
        options.append("--no-sync")
    return [*options, "--pgdata"]


def _remove_unfinished(cluster: Path) -> None:
    # An initdb whose caller was killed may still be writing there: what remains goes next time.
    for leftover in cluster.parent.glob(f"{cluster.name}.new-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
