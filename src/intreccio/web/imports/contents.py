"""What was recognised in a file, before it is checked."""

from collections.abc import Sequence
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _

from intreccio.interchange.directories.rows import Aside, Directory, TableFound
from intreccio.interchange.intake.kinds import DirectoryKind
from intreccio.kernel.files import open_file
from intreccio.kernel.imports.kinds import ImportKind, kind_named
from intreccio.kernel.imports.models import ImportRun
from intreccio.web.imports.wording import language
from intreccio.web.shown.pieces import Column, Row, Table


def recognised(run: ImportRun) -> dict[str, Any]:
    """The format of a file, its tables, and what of it is not read."""
    kind = kind_named(run.kind)
    if not isinstance(kind, DirectoryKind):
        return {"format": kind.label.text(language()), "found": None, "aside": None}
    with open_file(run.file) as file, kind.reader.open(file, run=run) as directory:
        return {
            "format": _format(directory),
            "found": _tables(kind, directory.tables),
            "aside": _aside(directory.aside) if directory.aside else None,
        }


def _format(directory: Directory) -> str:
    label = directory.format.label.text(language())
    return f"{label} {directory.version}".strip()


def _tables(kind: ImportKind, tables: Sequence[TableFound]) -> Table:
    return Table(
        caption=_("Tables of the file"),
        columns=[Column(_("What it holds")), Column(_("File")), Column(_("Lines"), is_number=True)],
        rows=[
            Row(
                [
                    kind.table_named(found.into or found.table).text(language()),
                    found.file,
                    "–" if found.lines is None else intcomma(found.lines),
                ]
            )
            for found in tables
        ],
    )


def _aside(aside: Sequence[Aside]) -> Table:
    return Table(
        caption=_("What is not read"),
        columns=[Column(_("File")), Column(_("Column")), Column(_("Why"))],
        rows=[Row([left.file, left.column, left.reason.text(language())]) for left in aside],
    )
