"""The platform served for measuring, and lines of a table."""

import http.client
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import sleep


@contextmanager
def served(port: int, *, workers: int) -> Iterator[list[int]]:
    """The platform being served by so many web processes; the numbers of all its processes."""
    from django.db import connections

    connections.close_all()
    command = [
        sys.executable,
        "-m",
        "intreccio",
        "run",
        "--no-jobs",
        "--workers",
        str(workers),
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield [process.pid, *_children(process.pid)]
    finally:
        process.terminate()
        process.wait()


def resident(pid: int) -> float:
    """Megabytes in memory that are the process's own."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private")) / 1024


def row(what: str, taken: Sequence[float], more: str = "") -> None:
    """Print what something took, in milliseconds."""
    cuts = quantiles(taken, n=100)
    print(f"{what:32} p50 {cuts[49]:6.1f}  p95 {cuts[94]:6.1f}  p99 {cuts[98]:6.1f} ms  {more}", flush=True)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/api/find", headers={"X-Forwarded-Proto": "https"})
            connection.getresponse().read()
            return
        except OSError:
            sleep(0.1)
    raise SystemExit("the server did not start")


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]
