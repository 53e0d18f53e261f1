"""Lists of services, one a line, as a kind of import: columns are proposed, chosen, and remembered by source."""

from typing import BinaryIO

from intreccio.catalogue.actions import ensure_secret
from intreccio.catalogue.models import Source, SourceSecret
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


def read_list(file: BinaryIO, *, asked: Asked) -> FlatList:
    """A list as it would be read now, with the columns as they are proposed. Raises `Refused`."""
    table, samples = open_list(file, sheet=asked.sheet)
    mapping = propose_as_before(SLUG, table.columns, FIELDS, samples, asked)
    language = Source.objects.filter(slug=asked.source).values_list("language", flat=True).first() or ITALIAN
    return FlatList(file, name="", mapping=mapping, sheet=asked.sheet, country=_country(language))


class FlatReader:
    """Reads a table whose lines are services."""

    def look(self, file: BinaryIO, *, name: str, asked: Asked) -> Shape:
        """Read the table to its end once and propose a mapping, as it was applied for the source before."""
        ensure_secret(source=Source.objects.get(slug=asked.source))
        table, samples = open_list(file, sheet=asked.sheet)
        mapping = propose_as_before(SLUG, table.columns, FIELDS, samples, asked)
        return Shape(len(samples) + sum(1 for _ in table.lines), table.columns, mapping)

    def open(self, file: BinaryIO, *, run: ImportRun) -> FlatList:
        """The list of an import, with its columns as they were chosen."""
        source = Source.objects.get(slug=run.source)
        secret = SourceSecret.objects.get(source=source)
        return FlatList(
            file,
            name="",
            mapping=run.mapping,
            sheet=run.sheet,
            country=_country(source.language),
            secret=str(secret.text).encode(),
        )


def _country(language: str) -> str:
    """Where the places of a source are that writes a language: in Italy, if it is Italian."""
    return ITALY if language == ITALIAN else ""


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
