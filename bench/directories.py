"""How fast directories come in, from the file to being found: `python -m bench.directories [SERVICES] [flat|full]`.

A made-up package (`bench.packages`) is staged, checked, applied and indexed as `intreccio import` does it; then read
again, unchanged. Beside it, as the floor, the same tables by bare COPY into tables of plain text. 150,000 services if
nothing is said, flat and full, each in a process of its own.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar
from zipfile import ZipFile

from bench.installation import installation, this_machine
from bench.packages import Package

SERVICES = 150_000
T = TypeVar("T")


def measure(services: int, *, full: bool) -> None:
    """Print what a package of that size takes."""
    with tempfile.TemporaryDirectory() as folder, installation() as environment:
        path = Path(folder) / "package.zip"
        counts = Package(services, full=full).write(path)
        rows = sum(counts.values())
        print(
            f"\n{'full' if full else 'flat'} package: {services:,} services, {rows:,} rows, {_megabytes(path)} MB zipped"
        )
        _prepare()
        before = _memory()
        print("first reading")
        taken = _read(path)
        _total(taken, services, rows)
        print("the same again")
        _total(_read(path), services, rows)
        _find()
        print(f"peak memory of the process {_memory()} MB ({before} MB before)")
        from psycopg.conninfo import make_conninfo

        _floor(path, rows, make_conninfo(**environment.database("owner")))


def _prepare() -> None:
    from intreccio.catalogue.actions import SourceDetails, add_source, load_base_taxonomies
    from intreccio.kernel.acting import SYSTEM

    load_base_taxonomies(by=SYSTEM)
    add_source(slug="bench", details=SourceDetails("Bench", vouched=True), by=SYSTEM)


def _read(path: Path) -> float:
    """Take the package in; print each step, and give the seconds of all."""
    from intreccio.catalogue.actions import index_waiting
    from intreccio.interchange.intake.packages import DIRECTORY
    from intreccio.kernel.acting import SYSTEM
    from intreccio.kernel.imports import actions

    began = perf_counter()
    with path.open("rb") as file:
        asked = actions.Asked(source="bench")
        run = _timed(
            "stage", lambda: actions.stage(kind=DIRECTORY, file=file, name=path.name, asked=asked, by=SYSTEM)
        )
    run = _timed("check", lambda: actions.check(run=run, by=SYSTEM))
    run = _timed("apply", lambda: actions._apply(run=run, by=SYSTEM, progress=actions.no_progress))
    indexed = _timed("index", index_waiting)
    print(
        f"  new {run.new:,}, changed {run.changed:,}, unchanged {run.unchanged:,}, refused {run.refused:,};"
        f" {indexed:,} indexed"
    )
    return perf_counter() - began


def _timed(name: str, step: Callable[[], T]) -> T:
    began = perf_counter()
    result = step()
    print(f"  {name:8}{perf_counter() - began:8.1f} s", flush=True)
    return result


def _total(taken: float, services: int, rows: int) -> None:
    print(f"  {'all':8}{taken:8.1f} s: {services / taken:,.0f} services, {rows / taken:,.0f} rows a second")


def _find() -> None:
    from intreccio.catalogue.search.find import find
    from intreccio.catalogue.search.question import Question

    print(f"  found: {find(Question()).total:,}")


def _floor(path: Path, rows: int, owner_url: str) -> None:
    """Bare COPY of the tables as they are."""
    import psycopg

    began = perf_counter()
    with psycopg.connect(owner_url) as connection, ZipFile(path) as archive:
        for name in archive.namelist():
            with archive.open(name) as file:
                columns = file.readline().decode().strip()
                table = f"floor_{Path(name).stem}"
                connection.execute(f"CREATE TABLE {table} ({', '.join(f'{c} text' for c in columns.split(','))})")
                with connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv)") as copy:
                    while chunk := file.read(1 << 20):
                        copy.write(chunk)
    taken = perf_counter() - began
    print(f"floor, bare COPY as text: {taken:.1f} s, {rows / taken:,.0f} rows a second")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _megabytes(path: Path) -> int:
    return path.stat().st_size // 1_000_000


def main(arguments: list[str]) -> None:
    """Measure one sort of package, or each in a process of its own."""
    services = int(arguments[0]) if arguments else SERVICES
    if len(arguments) > 1:
        measure(services, full=arguments[1] == "full")
        return
    print(this_machine())
    for sort in ("flat", "full"):
        subprocess.run([sys.executable, "-m", "bench.directories", str(services), sort], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
