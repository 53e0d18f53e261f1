"""`intreccio import services … --preview`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from intreccio.interchange.directories.flat.reading import Line
    from intreccio.kernel.imports.kinds import Asked

LINES = 20


def print_preview(path: Path, asked: "Asked") -> None:
    """The columns and the first lines of a list of services, as they would be read. Raises `Refused`."""
    from intreccio.interchange.intake.flat_lists import read_list

    with path.open("rb") as file, read_list(file, asked=asked) as found:
        for field, column in found.mapping.items():
            click.echo(f"  {field} ← {column}")
        for aside in found.aside:
            click.secho(f"  {aside.column}: {aside.reason.text('en')}".replace("  : ", "  "), fg="yellow")
        for line in found.preview(LINES):
            _print_line(line)


def _print_line(line: "Line") -> None:
    from intreccio.interchange.directories.flat.showing import line_in_words

    click.secho(f"line {line.number}", bold=True)
    for row in line_in_words(line.rows):
        click.secho(f"  {row.label.text('en')}: {row.text}", fg="red" if row.is_refused else None)
        for note in row.notes:
            click.secho(f"    {note.text('en')}", fg="yellow")
