"""A whole installation by its commands: made from nothing, served, crashed, backed up, restored."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("installation")
PATIENCE = 60


def environment(folder: Path) -> dict[str, str]:
    """The environment of somebody who only says where data live."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("INTRECCIO_", "DATABASE_"))}
    return {**ours, "INTRECCIO_DATA": str(folder)}


def intreccio(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "intreccio", *arguments],
        env={**environment(folder), **more},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[Path, str]]:
    """A demonstration made by its command, and what the command printed."""
    with open_folder() as folder:
        result = intreccio(folder / "data", "demo", "--no-serve")
        assert result.returncode == 0, result.stderr
        yield folder / "data", result.stdout


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that the database's system user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="intreccio-cli-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def installation(made) -> Path:
    return made[0]


def running_processes(folder: Path) -> list[str]:
    """Command lines of processes that speak of this data folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            ours = f"INTRECCIO_DATA={folder}".encode() in (process / "environ").read_bytes()
        except OSError:
            continue
        if line and (ours or str(folder) in line):
            found.append(line)
    return found


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The demonstration being served, in a session of its own, as in a terminal."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "intreccio", "demo", "--port", str(port)],
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        url = f"http://127.0.0.1:{port}/"
        wait_until(lambda: answers(url))
        yield process, url
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except OSError:
        return False


def wait_until(condition) -> None:
    """Look again and again, not longer than patience lasts."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_it_prints_one_sign_in_for_each_role(made):
    lines = re.findall(r"^  (\S+) +(\S+@\S+) +(\S+)", made[1], re.MULTILINE)
    assert len(lines) == 12
    assert {line[0] for line in lines} >= {"network-office", "steward", "data-protection-officer"}


def test_a_second_run_starts_at_once_and_keeps_the_data(installation):
    begun = time.monotonic()
    result = intreccio(installation, "demo", "--no-serve")
    assert result.returncode == 0, result.stderr
    assert "Making the demonstration" not in result.stdout
    assert time.monotonic() - begun < 15


def test_ctrl_c_stops_everything_it_started(installation):
    with served(installation) as (process, _):
        os.killpg(process.pid, signal.SIGINT)
        process.wait(PATIENCE)
        wait_until(lambda: not running_processes(installation))


def test_after_a_crash_it_starts_again_with_its_data(installation):
    with served(installation) as (process, _):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
        for pid in map(int, (p.name for p in Path("/proc").glob("[0-9]*"))):
            line = command_line(pid)
            if "bin/postgres" in line and str(installation) in line:
                os.kill(pid, signal.SIGKILL)
    with served(installation) as (_, url), urllib.request.urlopen(url) as page:
        assert 'class="card"' in page.read().decode()


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def test_the_second_factor_of_a_role_is_printed(installation):
    assert re.fullmatch(r"\d{6}\n", intreccio(installation, "demo", "code", "network-office").stdout)
    for role, message in (("steward", "without a code"), ("nobody", "no role")):
        result = intreccio(installation, "demo", "code", role)
        assert result.returncode == 2
        assert message in result.stderr


def test_the_doctor_finds_nothing_wrong(installation):
    result = intreccio(installation, "doctor")
    assert result.returncode == 0, result.stdout
    assert "BAD" not in result.stdout


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as opened:
        yield opened


def test_a_backup_restores_everything_elsewhere(installation, folder):
    archive, other = folder / "backup.tar", folder / "other"
    intreccio(installation, "journal", "seal")
    result = intreccio(installation, "backup", str(archive))
    assert result.returncode == 0, result.stderr
    assert archive.stat().st_mode & 0o077 == 0
    result = intreccio(other, "restore", str(archive))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "the journal is sound" in result.stdout
    assert intreccio(other, "journal", "verify").returncode == 0
    first, second = (intreccio(place, "journal", "roots").stdout for place in (installation, other))
    assert first == second


def test_a_backup_never_overwrites_and_a_restore_asks_before_replacing(installation, tmp_path):
    file = tmp_path / "there"
    file.write_text("mine")
    assert "never overwrites" in intreccio(installation, "backup", str(file)).stderr
    assert file.read_text() == "mine"
    result = intreccio(installation, "restore", str(file))
    assert result.returncode == 1
    assert "no backup" in result.stderr


def test_a_demonstration_is_refused_where_real_keys_are_set(folder):
    key = intreccio(folder, "keys", "new").stdout.strip()
    result = intreccio(folder / "data", "demo", "--no-serve", INTRECCIO_KEYS=key)
    assert result.returncode == 1
    assert "no demonstration" in result.stderr


def test_without_keys_nothing_starts(tmp_path):
    result = intreccio(tmp_path, "run")
    assert result.returncode == 1
    assert "INTRECCIO_KEYS is not set" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["run", "--port", "99999"], ["journal", "verify", "--root", "x"]]
)
def test_wrong_arguments_are_explained(tmp_path, arguments):
    result = intreccio(tmp_path, *arguments)
    assert result.returncode == 2
    assert "Error:" in result.stderr
    assert "Traceback" not in result.stderr
