"""The first lines of a list of services, as they would be read with the columns as they stand."""

from copy import copy

from intreccio.interchange.directories.flat.reading import Line
from intreccio.interchange.directories.flat.showing import line_in_words
from intreccio.interchange.intake.flat_lists import READER, SLUG
from intreccio.kernel.files import open_file
from intreccio.kernel.imports.mapping import ColumnMapping
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.refusing import Refused
from intreccio.web.imports.wording import language
from intreccio.web.shown.imports import LineRead, RowRead

LINES = 5
LONGEST = 200


def preview(run: ImportRun, mapping: ColumnMapping) -> list[LineRead]:
    """None where the kind has none, or where nothing can be read yet with these columns."""
    if run.kind != SLUG:
        return []
    supposed = copy(run)
    supposed.mapping = mapping
    try:
        with open_file(run.file) as file, READER.open(file, run=supposed) as found:
            return [_shown(line) for line in found.preview(LINES)]
    except Refused:
        return []


def _shown(line: Line) -> LineRead:
    words = language()
    return LineRead(
        line.number,
        [
            RowRead(
                row.label.text(words), row.text[:LONGEST], [note.text(words) for note in row.notes], row.is_refused
            )
            for row in line_in_words(line.rows)
        ],
    )
