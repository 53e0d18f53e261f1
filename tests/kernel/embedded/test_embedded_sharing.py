"""Who starts the server, who stops it, and what they share."""

import os
import re
from pathlib import Path
from threading import Thread

import pytest

from intreccio.kernel.embedded import EmbeddedServer, EmbeddedServerError
from tests.kernel.embedded.servers import StartHolder, ask, is_ready, postmaster, serve


def test_a_cluster_is_made_from_nothing(place: Path) -> None:
    with EmbeddedServer(place / "new" / "var") as server:
        assert ask(server, "SHOW server_encoding") == "UTF8"
        assert ask(server, "SHOW data_checksums") == "on"
        assert ask(server, "SHOW synchronous_commit") == "on"
        assert ask(server, "SHOW timezone") == "UTC"
        assert ask(server, "SELECT upper('è')") == "È"
        assert str(ask(server, "SHOW server_version")).startswith(server.version())
    assert not server.is_running()


def test_the_extensions_that_search_needs_are_there(folder: Path) -> None:
    with serve(folder) as server:
        found = ask(server, "SELECT string_agg(name, ' ') FROM pg_available_extensions")
    assert {"btree_gist", "cube", "pg_trgm", "unaccent"} <= set(str(found).split())


def test_the_first_starts_the_last_stops(folder: Path) -> None:
    first, second = serve(folder), serve(folder)
    first.acquire()
    started = postmaster(folder)
    second.acquire()
    assert postmaster(folder) == started
    first.release()
    assert second.is_running()
    second.release()
    assert not second.is_running()


def test_one_object_may_be_acquired_by_several_threads(folder: Path) -> None:
    server = serve(folder)
    threads = [Thread(target=server.acquire) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in threads:
        assert server.is_running()
        server.release()
    assert not server.is_running()


def test_releasing_what_was_not_acquired_is_an_error(place: Path) -> None:
    with pytest.raises(EmbeddedServerError, match="more often"):
        serve(place / "var").release()


def test_two_processes_may_start_from_nothing_at_once(
    place: Path, programs: Path, start_holder: StartHolder
) -> None:
    holders = [start_holder(place / "var", "--binaries", programs) for _ in range(2)]
    assert all(is_ready(holder) for holder in holders)
    server = serve(place / "var")
    assert server.is_running()
    for holder in holders:
        holder.communicate()
        assert holder.returncode == 0
    assert not server.is_running()


def test_a_killed_holder_does_not_stop_the_others(folder: Path, start_holder: StartHolder) -> None:
    holder = start_holder(folder)
    assert is_ready(holder)
    with serve(folder) as server:
        holder.kill()
        holder.wait()
        assert ask(server, "SELECT 1") == 1
    assert not server.is_running()


def test_a_server_left_by_a_killed_holder_is_taken_over(folder: Path, start_holder: StartHolder) -> None:
    holder = start_holder(folder)
    assert is_ready(holder)
    left = postmaster(folder)
    holder.kill()
    holder.wait()
    with serve(folder) as server:
        assert postmaster(folder) == left
    assert not server.is_running()


def test_stop_does_not_wait_for_those_who_use_it(folder: Path) -> None:
    with serve(folder) as server:
        server.stop()
        assert not server.is_running()
        with serve(folder) as again:
            assert ask(again, "SELECT 1") == 1


def test_ctrl_c_in_a_terminal_does_not_reach_the_server(folder: Path) -> None:
    with serve(folder):
        assert os.getsid(postmaster(folder)) != os.getsid(0)


def test_settings_reach_the_server(folder: Path) -> None:
    with serve(folder, settings={"fsync": "off", "work_mem": "7MB"}) as server:
        assert ask(server, "SHOW work_mem") == "7MB"


def test_no_setting_opens_a_port(folder: Path) -> None:
    with serve(folder, settings={"fsync": "off", "listen_addresses": "*"}) as server:
        assert ask(server, "SHOW listen_addresses") == ""
        assert not tcp_sockets() & sockets_of(postmaster(folder))


def test_asking_for_a_connection_to_a_stopped_server_says_so(folder: Path) -> None:
    with pytest.raises(EmbeddedServerError, match="not running"):
        serve(folder).conninfo()


def sockets_of(pid: int) -> set[str]:
    """The kernel's numbers of a process's open sockets."""
    targets = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
    numbers = {found[1] for target in targets if (found := re.fullmatch(r"socket:\[(\d+)]", target))}
    assert numbers
    return numbers


def tcp_sockets() -> set[str]:
    """The kernel's numbers of all TCP sockets: the tenth column."""
    tables = [table for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")) if table.exists()]
    return {line.split()[9] for table in tables for line in table.read_text().splitlines()[1:]}
