"""Lists of services, one a line, as a kind of import: columns are proposed, chosen, and remembered by source."""

from typing import BinaryIO

from intreccio.catalogue.models import Source
from intreccio.interchange.directories.cleaning.countries import ITALY
from intreccio.interchange.directories.flat.fields import FIELDS
from intreccio.interchange.directories.flat.reading import FlatList, open_list
from intreccio.interchange.intake.bearings import ITALIAN
from intreccio.interchange.intake.kinds import DirectoryKind
from intreccio.kernel.files.kinds import TABLES
from intreccio.kernel.imports.kinds import Asked, Shape
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.remembering import propose_as_before
from intreccio.kernel.text import Translated

SLUG = "services"


class FlatReader:
    """Reads a table whose lines are services."""

    def look(self, file: BinaryIO, *, name: str, asked: Asked) -> Shape:
        """Read the table to its end once and propose a mapping, as it was applied for the source before."""
        table, samples = open_list(file, sheet=asked.sheet)
        mapping = propose_as_before(SLUG, table.columns, FIELDS, samples, asked)
        return Shape(len(samples) + sum(1 for _ in table.lines), table.columns, mapping)

    def open(self, file: BinaryIO, *, run: ImportRun) -> FlatList:
        """The list of an import, with its columns as they were chosen. What it holds is in Italy if it is Italian."""
        language = Source.objects.values_list("language", flat=True).get(slug=run.source)
        return FlatList(
            file,
            name="",
            mapping=run.mapping,
            sheet=run.sheet,
            country=ITALY if language == ITALIAN else "",
        )


READER = FlatReader()
SERVICES = DirectoryKind(
    slug=SLUG,
    label=Translated(it="Elenco di servizi, uno per riga", en="List of services, one a line"),
    reader=READER,
    about=Translated(
        it="Un foglio di calcolo in cui ogni riga è un servizio, comunque si chiamino le colonne.",
        en="A spreadsheet in which each line is a service, whatever its columns are called.",
    ),
    fields=FIELDS,
    takes=TABLES,
)
