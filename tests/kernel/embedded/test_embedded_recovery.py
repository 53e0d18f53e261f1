"""What happens after something was killed, filled up or broken."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from intreccio.kernel.embedded import EmbeddedServer, OtherMajorVersion, ServerFailed
from tests.kernel.embedded.servers import StartHolder, ask, kill_postmaster, serve, tell


def test_after_the_server_is_killed_committed_data_is_there(folder: Path) -> None:
    with serve(folder) as server:
        tell(server, "CREATE TABLE kept AS SELECT 42 AS value")
        kill_postmaster(folder)
        with serve(folder) as again:
            assert ask(again, "SELECT value FROM kept") == 42


def test_after_the_server_is_killed_its_busy_children_end(folder: Path) -> None:
    with serve(folder) as server, busy_query(server) as busy:
        kill_postmaster(folder)
        with serve(folder) as again:
            assert ask(again, "SELECT 1") == 1
            assert not Path(f"/proc/{busy}/cwd").exists()


@pytest.mark.parametrize("command", [["sleep", "60"], ["true"]], ids=["alive", "dead but not waited for"])
def test_a_process_with_the_killed_servers_number_does_not_hinder(folder: Path, command: list[str]) -> None:
    with serve(folder) as server, bystander(folder, command) as pid:
        left = folder / "postgres" / "postmaster.pid"
        lines = left.read_text().splitlines()
        kill_postmaster(folder)
        left.write_text("\n".join([str(pid), *lines[1:]]))
        server.acquire()
        assert ask(server, "SELECT 1") == 1
        server.release()


def test_an_empty_process_file_left_by_a_full_disk_does_not_hinder(folder: Path) -> None:
    (folder / "postgres" / "postmaster.pid").touch()
    with serve(folder) as server:
        assert ask(server, "SELECT 1") == 1


def test_a_killed_creation_leaves_nothing_half_made(
    place: Path, programs: Path, start_holder: StartHolder
) -> None:
    folder = place / "var"
    holder = start_holder(folder, "--binaries", programs)
    while not list(folder.glob("postgres.new-*/PG_VERSION")):
        assert holder.poll() is None
    holder.kill()
    holder.wait()
    assert not (folder / "postgres").exists()
    with serve(folder, binaries=programs) as server:
        assert ask(server, "SELECT 1") == 1


def test_a_creation_that_fails_shows_why_and_leaves_no_cluster(place: Path) -> None:
    programs = place / "programs"
    programs.mkdir()
    for name in ("postgres", "initdb"):
        shutil.copy(serve(place).binaries.program(name), programs)
    with pytest.raises(ServerFailed, match=r"could not be created:\n.*(libpq|postgres.bki)"):
        serve(place / "var", binaries=programs).acquire()
    assert not list((place / "var").glob("postgres*/PG_VERSION"))


def test_a_server_that_does_not_start_shows_its_log(folder: Path) -> None:
    with pytest.raises(ServerFailed, match='invalid value for parameter "work_mem"'):
        serve(folder, settings={"work_mem": "plenty"}).acquire()
    with serve(folder) as server:
        assert ask(server, "SELECT 1") == 1


def test_a_cluster_of_another_major_version_is_refused_with_advice(folder: Path) -> None:
    version = folder / "postgres" / "PG_VERSION"
    ours = version.read_text()
    version.write_text("14\n")
    with pytest.raises(OtherMajorVersion, match=r"made by PostgreSQL 14.*backup"):
        serve(folder).acquire()
    version.write_text(ours)


def test_a_long_log_is_begun_anew(folder: Path) -> None:
    log = folder / "postgres.log"
    log.write_bytes(b"x" * 10_000_001)
    with serve(folder):
        assert log.stat().st_size < 10_000


@contextmanager
def busy_query(server: EmbeddedServer) -> Iterator[int]:
    """A backend that computes without ever looking whether its postmaster lives; its process id."""
    connection = psycopg.connect(**server.conninfo(), autocommit=True)
    pid = connection.info.backend_pid
    connection.pgconn.send_query(
        b"SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b"
    )
    running = f"SELECT count(*) FROM pg_stat_activity WHERE pid = {pid} AND state = 'active'"
    while ask(server, running) != 1:
        pass
    yield pid
    connection.close()


@contextmanager
def bystander(folder: Path, command: list[str]) -> Iterator[int]:
    """A process of the server's user that has nothing to do with it; its process id."""
    owner = (folder / "postgres").stat().st_uid
    process = subprocess.Popen(command, user=owner if os.geteuid() == 0 else None, cwd="/")
    if command == ["true"]:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    yield process.pid
    process.kill()
    process.wait()
