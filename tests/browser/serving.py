"""The platform as people meet it: the real server, in demonstration mode, on a database of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from intreccio.kernel.environment import DEMONSTRATION_KEYS
from tests.harness import URLS, url_of

PATIENCE = 60
"""Seconds that the server may take to start."""


@contextmanager
def serve(database: str, folder: Path) -> Iterator[str]:
    """Run the server, with its data in `folder`; gives its address. Fails if it logged a traceback."""
    _prepare(folder)
    address = f"http://127.0.0.1:{_free_port()}"
    log = folder / "server.log"
    command = [sys.executable, "-m", "intreccio", "run", "--no-jobs", "--port", address.rpartition(":")[2]]
    with log.open("w") as output:
        process = subprocess.Popen(command, env=environment(database, folder), stdout=output, stderr=output)
        try:
            _wait(process, address, log)
            yield address
        finally:
            process.terminate()
            process.wait()
    assert "Traceback" not in log.read_text(), log.read_text()


def _prepare(folder: Path) -> None:
    """The run's own keys, as those of a demonstration; its static files are collected already."""
    (folder / DEMONSTRATION_KEYS).write_text(os.environ["INTRECCIO_KEYS"])
    (folder / "static").symlink_to(Path(os.environ["INTRECCIO_DATA"]) / "static")


def environment(database: str, folder: Path) -> dict[str, str]:
    """In which commands work on the same installation as the server."""
    inherited = {name: value for name, value in os.environ.items() if name != "INTRECCIO_KEYS"}
    urls = {name: url_of(role, database) for role, name in URLS.items()}
    return {**inherited, **urls, "INTRECCIO_DATA": str(folder)}


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/help/").close()
        except URLError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")
