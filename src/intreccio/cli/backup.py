"""`intreccio backup` and `intreccio restore`."""

from pathlib import Path

import click

from intreccio.kernel.environment import NotConfigured
from intreccio.kernel.platform import platform


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything into FILE: the database, stored files, and a count of every table.

    The keys (INTRECCIO_KEYS) are not in it: keep them apart. Only a demonstration takes its own along.
    """
    if file.exists():
        raise click.BadParameter(f"{file} exists; a backup never overwrites.", param_hint="FILE")
    with platform() as environment:
        from intreccio.cli.archive import ArchiveError, write_archive

        try:
            manifest = write_archive(environment, file)
        except ArchiveError as problem:
            raise NotConfigured(str(problem)) from problem
        size = file.stat().st_size / 1e6
        click.echo(f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables, {size:.1f} MB.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of a database that holds something.")
def restore(file: Path, replace: bool) -> None:
    """Bring back what `intreccio backup` wrote into FILE, and check it: counts of rows, and the journal.

    The data are restored beside the present ones and take their place only when complete.
    """
    from intreccio.cli.restoring import bring_back_keys

    bring_back_keys(file)
    with platform(migrated=False) as environment:
        from intreccio.cli.archive import ArchiveError
        from intreccio.cli.restoring import restore_archive

        try:
            faults = restore_archive(environment, file, replace=replace, say=click.echo)
        except ArchiveError as problem:
            raise NotConfigured(str(problem)) from problem
        for fault in faults:
            click.secho(fault, fg="red")
        if faults:
            raise SystemExit(1)
        click.secho("Restored: every table has the rows it had, and the journal is sound.", fg="green")
