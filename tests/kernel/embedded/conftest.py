"""Real servers in short, reachable folders: pytest's own are closed to the system user that root needs."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import intreccio
from tests.kernel.embedded.servers import StartHolder, serve

HOLDER = Path(__file__).with_name("holder.py")
SOURCES = Path(intreccio.__file__).parents[1]


@pytest.fixture(scope="session")
def shelf() -> Iterator[Path]:
    """A folder that everybody may pass through, with a short path."""
    folder = Path(tempfile.mkdtemp(prefix="embedded-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def place(shelf: Path) -> Iterator[Path]:
    """An empty folder for one test."""
    folder = Path(tempfile.mkdtemp(dir=shelf))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def shared_folder(shelf: Path) -> Path:
    """A data folder with a cluster, made once: a cluster has a thousand files."""
    folder = shelf / "var"
    with serve(folder):
        pass
    return folder


@pytest.fixture
def programs(shared_folder: Path) -> Path:
    """PostgreSQL's programs where all users can run them. Another copy would be a thousand files more."""
    copied = next(shared_folder.glob("binaries/*/*/pginstall/bin"), None)
    return copied or serve(shared_folder).binaries.folder


@pytest.fixture
def folder(shared_folder: Path) -> Iterator[Path]:
    """A data folder with a cluster whose server does not run. Tests may kill it, not spoil it."""
    yield shared_folder
    serve(shared_folder).stop()


@pytest.fixture
def start_holder() -> Iterator[StartHolder]:
    """Start processes that hold a server; those still alive afterwards let go of it."""
    started: list[subprocess.Popen[str]] = []

    def start(folder: Path, *options: str | Path) -> subprocess.Popen[str]:
        holder = subprocess.Popen(
            [sys.executable, HOLDER, folder, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(SOURCES)},
        )
        started.append(holder)
        return holder

    yield start
    for holder in started:
        holder.communicate()
