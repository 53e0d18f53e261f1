"""Who may connect, who owns what, and where the folders are."""

import os
import pwd
import re
import stat
import subprocess
from pathlib import Path

import pytest

from intreccio.kernel.embedded import (
    EmbeddedServer,
    FolderNotOurs,
    FolderUnreachable,
    NoBinaries,
    default_folder,
)
from tests.kernel.embedded.servers import StartHolder, ask, is_ready, postmaster, serve, tell

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as other users")
DISTRIBUTION = sorted(Path("/usr/lib/postgresql").glob("1[5-9]/bin"))
STRANGER = "daemon"


def test_we_connect_as_any_role(folder: Path) -> None:
    with serve(folder) as server:
        tell(server, "CREATE ROLE ada LOGIN")
        assert ask(server, "SELECT current_user::text", user="ada") == "ada"


@pytest.mark.parametrize("programs", DISTRIBUTION, ids=lambda path: path.parent.name)
def test_the_distributions_programs_serve_too(place: Path, programs: Path) -> None:
    with serve(place / "var", binaries=programs) as server:
        tell(server, "CREATE ROLE ada LOGIN")
        assert ask(server, "SELECT current_user::text", user="ada") == "ada"
        assert server.version().startswith(programs.parent.name)


def test_a_folder_without_programs_is_named(place: Path) -> None:
    with pytest.raises(NoBinaries, match=re.escape(str(place))):
        serve(place / "var", binaries=place).acquire()


@as_root
def test_another_user_finds_the_door_closed(folder: Path, programs: Path) -> None:
    with serve(folder) as server:
        assert "Permission denied" in connect_as(STRANGER, programs, server)


@as_root
@pytest.mark.parametrize("user", [STRANGER, "the server's"])
def test_another_user_who_gets_through_the_door_is_refused(folder: Path, programs: Path, user: str) -> None:
    owner = (folder / "postgres").owner()
    with serve(folder) as server:
        socket = Path(server.conninfo()["host"])
        socket.chmod(0o755)
        (socket / ".s.PGSQL.5432").chmod(0o777)
        said = connect_as(owner if user == "the server's" else user, programs, server)
    assert "Peer authentication failed" in said


def test_the_socket_lies_in_a_private_folder(folder: Path) -> None:
    with serve(folder) as server:
        socket = Path(server.conninfo()["host"])
        assert socket == folder / "socket"
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700


def test_a_long_path_moves_the_socket_to_a_short_private_folder(place: Path, programs: Path) -> None:
    long = place / ("long" * 30)
    with serve(long, binaries=programs) as server:
        socket = Path(serve(long).conninfo()["host"])
        assert socket.parent == Path("/tmp")
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        assert ask(server, "SELECT 1") == 1
    assert not socket.exists()


@as_root
def test_for_root_a_system_user_runs_the_server(folder: Path) -> None:
    with serve(folder):
        owner = Path(f"/proc/{postmaster(folder)}").stat().st_uid
        assert owner != 0
        assert owner == (folder / "postgres").stat().st_uid


@as_root
def test_for_root_the_copied_programs_are_roots_and_open_to_all(folder: Path) -> None:
    for path in (folder / "binaries").rglob("*"):
        facts = path.stat()
        assert facts.st_uid == 0
        assert facts.st_mode & 0o044 == 0o044
        assert not facts.st_mode & 0o022


@as_root
def test_for_root_the_given_system_user_is_preferred_and_no_folder_above_changes(
    place: Path, programs: Path
) -> None:
    before = modes_and_owners(place)
    with EmbeddedServer(place / "var", binaries=programs, system_user=STRANGER, settings={"fsync": "off"}):
        assert (place / "var" / "postgres").owner() == STRANGER
    assert modes_and_owners(place) == before


@as_root
def test_for_root_a_closed_folder_above_is_named(place: Path) -> None:
    place.chmod(0o700)
    with pytest.raises(FolderUnreachable, match=f"may not enter {place} .*INTRECCIO_DATA"):
        serve(place / "var").acquire()
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert not (place / "var").exists()


@as_root
@pytest.mark.parametrize("part", [".", "postgres"])
def test_what_belongs_to_someone_else_is_refused(place: Path, part: str) -> None:
    folder = place / "var"
    (folder / "postgres").mkdir(parents=True)
    os.chown(folder / part, pwd.getpwnam(STRANGER).pw_uid, 0)
    with pytest.raises(FolderNotOurs, match=f"belongs to {STRANGER}"):
        serve(folder).acquire()


@as_root
def test_an_ordinary_user_runs_the_server_itself(place: Path, programs: Path, start_holder: StartHolder) -> None:
    user = pwd.getpwnam("nobody")
    os.chown(place, user.pw_uid, user.pw_gid)
    holder = start_holder(place / "var", "--user", "nobody", "--binaries", programs)
    assert is_ready(holder)
    assert Path(f"/proc/{postmaster(place / 'var')}").owner() == "nobody"
    assert {path.owner() for path in (place / "var").rglob("*")} == {"nobody"}
    assert not (place / "var" / "binaries").exists()
    holder.communicate()
    assert holder.returncode == 0
    assert not (place / "var" / "postgres" / "postmaster.pid").exists()


def test_the_data_folder_is_the_one_asked_for(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setenv("INTRECCIO_DATA", str(place / "chosen"))
    assert default_folder(place) == place / "chosen"


def test_the_data_folder_of_a_source_tree_is_its_var(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.delenv("INTRECCIO_DATA", raising=False)
    assert default_folder(place) == place / "var"


@as_root
def test_for_root_a_closed_source_tree_has_its_data_elsewhere(
    monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    monkeypatch.delenv("INTRECCIO_DATA", raising=False)
    place.chmod(0o700)
    (place / "tree").mkdir()
    assert re.fullmatch(r"/var/lib/intreccio/tree-[0-9a-f]{8}", str(default_folder(place / "tree")))


def test_the_data_folder_of_an_installation_is_the_users_or_the_systems(
    monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    monkeypatch.delenv("INTRECCIO_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(place))
    expected = Path("/var/lib/intreccio") if os.geteuid() == 0 else place / "intreccio"
    assert default_folder(None) == expected


def connect_as(user: str, programs: Path, server: EmbeddedServer) -> str:
    """What psql says to another user of the machine."""
    host = server.conninfo()["host"]
    result = subprocess.run(
        [programs / "psql", "--no-psqlrc", f"--host={host}", "--username=postgres", "--command=SELECT 1"],
        user=user,
        group=pwd.getpwnam(user).pw_gid,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        text=True,
    )
    assert result.returncode != 0
    return result.stderr


def modes_and_owners(folder: Path) -> list[tuple[int, int, int]]:
    """Of a folder and all above it."""
    facts = [path.stat() for path in (folder, *folder.parents)]
    return [(fact.st_mode, fact.st_uid, fact.st_gid) for fact in facts]
