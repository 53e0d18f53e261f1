"""Running PostgreSQL's programs, and finding the processes of a server.

A server carries a mark in the command line of its postmaster and in the titles of all its children (the
setting cluster_name). Unlike a process's working folder, these can be read by root in a container too.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from .accounts import Account

# Nothing of the caller's environment: it may hold secrets, or PG* variables that change what programs do.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
PAUSE = 0.01


def run(command: Sequence[str | Path], account: Account) -> subprocess.CompletedProcess[str]:
    """Run a program as `account` to its end; its output and errors come together in `stdout`."""
    return _run(command, account, errors=subprocess.STDOUT, own_session=False)


def launch(command: Sequence[str | Path], account: Account, log: IO[str]) -> int:
    """Start a program that outlives this process, writing to `log`; its process id.

    In a session of its own, so that Ctrl-C in a terminal does not reach it. Through a shell that ends at
    once, so that init adopts it and no caller has to wait for it.
    """
    shell = ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *command]
    return int(_run(shell, account, errors=log, own_session=True).stdout)


def command_line(pid: int) -> bytes:
    """The command line or title of a process; empty if it has ended, even when nobody has waited for it."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def is_marked(pid: int, mark: str) -> bool:
    """Whether the process lives and carries the mark."""
    return mark.encode() in command_line(pid)


def marked(mark: str, account: Account) -> list[int]:
    """The living processes of `account` that carry the mark."""
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if is_marked(pid, mark) and _runs_as(pid, account)]


def is_elsewhere(pid: int, folder: Path) -> bool:
    """Whether a process id is surely taken, but by a process that does not work in `folder`.

    It may work in another folder, or have ended without anybody having waited for it.
    """
    if not command_line(pid):
        return Path(f"/proc/{pid}").exists()
    try:
        return not Path(f"/proc/{pid}/cwd").samefile(folder)
    except OSError:
        return False


def send(pid: int, number: signal.Signals) -> None:
    """Send a signal, unless the process has just ended."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for `condition`; whether it came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(PAUSE)
    return True


def _run(
    command: Sequence[str | Path], account: Account, *, errors: int | IO[str], own_session: bool
) -> subprocess.CompletedProcess[str]:
    as_other = os.geteuid() != account.uid
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        errors="replace",
        check=False,
        cwd="/",
        env=ENVIRONMENT,
        umask=0o077,
        start_new_session=own_session,
        user=account.uid if as_other else None,
        group=account.gid if as_other else None,
        extra_groups=[] if as_other else None,
    )


def _runs_as(pid: int, account: Account) -> bool:
    try:
        return Path(f"/proc/{pid}").stat().st_uid == account.uid
    except FileNotFoundError:
        return False
