"""What the tests do with embedded servers."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg

from intreccio.kernel.embedded import EmbeddedServer
from intreccio.kernel.embedded.processes import command_line, until

StartHolder = Callable[..., subprocess.Popen[str]]


def serve(folder: Path, *, binaries: Path | None = None, settings: dict[str, str] | None = None) -> EmbeddedServer:
    """A server that does not wait for the disk."""
    return EmbeddedServer(folder, binaries=binaries, settings=settings or {"fsync": "off"})


def ask(server: EmbeddedServer, query: str, user: str = "postgres") -> object:
    """The first value that a query gives."""
    with psycopg.connect(**server.conninfo("postgres", user)) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def tell(server: EmbeddedServer, statement: str) -> None:
    """Run a statement and commit it."""
    with psycopg.connect(**server.conninfo()) as connection:
        connection.execute(statement.encode())


def postmaster(folder: Path) -> int:
    """The process id of the server of a data folder."""
    return int((folder / "postgres" / "postmaster.pid").read_text().split()[0])


def kill_postmaster(folder: Path) -> None:
    """Kill the server of a data folder, and wait until it is dead: its socket answers until then."""
    pid = postmaster(folder)
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: not command_line(pid), seconds=10)


def is_ready(holder: subprocess.Popen[str]) -> bool:
    """Wait until a holder says that it has the server, or ends without."""
    assert holder.stdout
    return holder.stdout.readline() == "ready\n"
