"""A flat list as a directory: a table, and which of its columns holds what."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from typing import BinaryIO

from intreccio.interchange.directories.flat.casing import shouted
from intreccio.interchange.directories.flat.fields import FIELDS, SPOKEN
from intreccio.interchange.directories.flat.lines import LineReader
from intreccio.interchange.directories.flat.making import RowMaker
from intreccio.interchange.directories.rows import Aside, Directory, Format, Row, TableFound
from intreccio.kernel.imports.mapping import ColumnMapping, propose, refuse_incomplete
from intreccio.kernel.imports.tables import Table, open_table
from intreccio.kernel.text import Translated

SAMPLES = 200
CHUNK = 1 << 20

NO_FIELD = Translated(it="Nessun campo: non viene letta.", en="No field: it is not read.")


class FlatList(Directory):
    """A table in which each line is a service. `owner` offers what no column says who offers.

    Raises `TableRefused` where it is no table and `MappingRefused` where no column names the services; reading
    its rows may raise `TableRefused` too.
    """

    format = Format.FLAT
    version = ""

    def __init__(
        self,
        file: BinaryIO,
        *,
        name: str,
        given: ColumnMapping | None = None,
        sheet: str = "",
        owner: str = "",
        country: str = "IT",
    ) -> None:
        self._file, self._name, self._owner, self._country = file, name, owner, country
        table = open_table(file, sheet=sheet or None)
        samples = [line.cells for line in islice(table.lines, SAMPLES)]
        self.sheet, self.columns = table.sheet, table.columns
        self.mapping = propose(table.columns, FIELDS, samples, given)
        refuse_incomplete(self.mapping, table.columns, FIELDS)
        self._shouted = shouted(table.columns, samples)
        self.tables = (TableFound("service", name),)
        self.aside = (*self._notes(table), *self._unread())

    @property
    def fingerprint(self) -> str:  # type: ignore[override]
        """Of the file's content."""
        digest = sha256()
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest()

    def rows(self) -> Iterator[Row]:
        """The rows of every line, in their order."""
        table = open_table(self._file, sheet=self.sheet or None)
        reader = LineReader(table.columns, self.mapping, self._shouted)
        maker = RowMaker(self._name, self.mapping, country=self._country, owner=self._owner)
        for line in table.lines:
            yield from maker.rows(reader.read(line))

    def _notes(self, table: Table) -> Iterator[Aside]:
        for note in table.notes:
            yield Aside(self._name, note)
        for field, column in self.mapping.items():
            if column in self._shouted and field in SPOKEN:
                yield Aside(self._name, IN_CAPITALS, column)

    def _unread(self) -> Iterator[Aside]:
        read = set(self.mapping.values())
        yield from (Aside(self._name, NO_FIELD, column) for column in self.columns if column not in read)


IN_CAPITALS = Translated(
    it="È scritta in maiuscolo: i nomi diventano minuscoli, con le iniziali.",
    en="It is written in capitals: names become small letters, with initials.",
)
