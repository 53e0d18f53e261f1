"""`intreccio export`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import click

from intreccio.kernel.platform import platform

if TYPE_CHECKING:
    from intreccio.interchange.hsds.queries.rows import Listing
    from intreccio.interchange.hsds.reader import Reader
    from intreccio.interchange.tables.table import Table

CSV, XLSX = ".csv", ".xlsx"


@click.group()
def export() -> None:
    """Write the directory to files: what everybody may read, nothing else."""


def _target(value: Path, *endings: str) -> Path:
    if value.suffix.lower() not in endings:
        raise click.BadParameter(f"{value} must end in {' or '.join(endings)}.", param_hint="PATH")
    return value


def _moment(context: click.Context, parameter: click.Parameter, value: datetime | None) -> datetime | None:
    return value.replace(tzinfo=UTC) if value else None


_path = click.argument("path", type=click.Path(path_type=Path))
_force = click.option("--force", is_flag=True, help="Replace what is there.")
_language = click.option(
    "--language", default="it", show_default=True, help="Language of texts, such as it or en."
)


@export.command("hsds")
@_path
@click.option("--since", type=click.DateTime(), callback=_moment, help="Only what changed since (UTC).")
@_force
def package(path: Path, since: datetime | None, force: bool) -> None:
    """Write the directory to PATH as an HSDS package: a zip if PATH ends in .zip, else a folder.

    It holds everything that is public, so that `intreccio import` of it loses nothing. With --since it holds
    what changed, and names the services that ended.
    """
    with platform():
        from intreccio.interchange.hsds.package import PathTaken, write_package
        from intreccio.interchange.hsds.queries.contents import changed_since, everything

        contents = changed_since(since) if since else everything()
        try:
            with _bar("Writing", contents.count()) as progress:
                written = write_package(path, contents, force=force, progress=progress)
        except PathTaken as problem:
            raise click.BadParameter(str(problem), param_hint="PATH") from problem
        except OSError as problem:
            raise click.ClickException(f"{path} cannot be written: {problem}") from problem
    for table, rows in written.rows.items():
        click.echo(f"{rows:>9} {table}")
    click.secho(f"Written: {path}", fg="green")


@export.command()
@_path
@_language
@_force
def services(path: Path, language: str, force: bool) -> None:
    """Write the services that are shown to PATH, a .csv or .xlsx file."""
    with platform():
        from intreccio.interchange.hsds.queries.filters import Filters
        from intreccio.interchange.hsds.queries.listings import shown_services
        from intreccio.interchange.hsds.reader import Reader
        from intreccio.interchange.tables.services import SERVICES

        _write_table(path, SERVICES, shown_services(Filters()), Reader((language,)), force)


@export.command()
@_path
@_language
@_force
def organisations(path: Path, language: str, force: bool) -> None:
    """Write the organisations of the network to PATH, a .csv or .xlsx file."""
    with platform():
        from intreccio.interchange.hsds.queries.filters import Filters
        from intreccio.interchange.hsds.queries.listings import organisations as listed
        from intreccio.interchange.hsds.reader import Reader
        from intreccio.interchange.tables.organisations import ORGANISATIONS

        _write_table(path, ORGANISATIONS, listed(Filters()), Reader((language,)), force)


def _write_table(path: Path, table: "Table", listing: "Listing", reader: "Reader", force: bool) -> None:
    from intreccio.interchange.tables.table import BATCH
    from intreccio.interchange.tables.writing import TooManyRows, csv_pieces, write_xlsx

    _target(path, CSV, XLSX)
    if path.exists() and not force:
        raise click.BadParameter(f"{path} exists; --force replaces it.", param_hint="PATH")
    try:
        with _bar("Writing", listing.count()) as progress, _whole(path) as file:
            batches = _counted(listing.batches(BATCH), progress)
            if path.suffix.lower() == XLSX:
                write_xlsx(table, batches, reader, file)
            else:
                file.writelines(piece.encode() for piece in csv_pieces(table, batches, reader))
    except TooManyRows as problem:
        raise click.BadParameter(str(problem), param_hint="PATH") from problem
    except OSError as problem:
        raise click.ClickException(f"{path} cannot be written: {problem}") from problem
    click.secho(f"Written: {path}", fg="green")


def _counted(batches: Iterator[list], progress: Callable[[int, int], None]) -> Iterator[list]:
    done = 0
    for batch in batches:
        yield batch
        done += len(batch)
        progress(done, done)


@contextmanager
def _whole(path: Path) -> Iterator:
    """A file that takes its name only once it is written."""
    with NamedTemporaryFile(dir=path.parent, prefix=".export-", delete=False) as file:
        unfinished = Path(file.name)
        try:
            yield file
            unfinished.chmod(0o644)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def _bar(label: str, length: int) -> Iterator[Callable[[int, int], None]]:
    """A progress bar; what it yields is told how far things are."""
    with click.progressbar(length=length, label=label) as bar:
        yield lambda done, total: bar.update(done - bar.pos)
