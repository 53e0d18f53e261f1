"""A flat list as a directory: a table, and which of its columns holds what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby, islice
from typing import BinaryIO

from intreccio.interchange.directories.cleaning.countries import ITALY
from intreccio.interchange.directories.flat.casing import shouted
from intreccio.interchange.directories.flat.fields import FIELDS, SPOKEN
from intreccio.interchange.directories.flat.lines import LineReader
from intreccio.interchange.directories.flat.making import RowMaker
from intreccio.interchange.directories.rows import Aside, Directory, Format, Row, TableFound
from intreccio.kernel.imports.mapping import ColumnMapping, refuse_incomplete, refuse_unknown
from intreccio.kernel.imports.tables import Table, open_table
from intreccio.kernel.text import Translated

SAMPLES = 200
CHUNK = 1 << 20
MOST_UNREAD = 50
"""Columns without a field that are named one by one; of wider tables the rest is counted."""

NO_FIELD = Translated(it="Nessun campo: non viene letta.", en="No field: it is not read.")
IN_CAPITALS = Translated(
    it="È scritta in maiuscolo: i nomi diventano minuscoli, con le iniziali.",
    en="It is written in capitals: names become small letters, with initials.",
)


@dataclass(frozen=True)
class Line:
    """The rows that one line of a list gives."""

    number: int
    rows: tuple[Row, ...]


def open_list(file: BinaryIO, *, sheet: str = "") -> tuple[Table, list[tuple[str, ...]]]:
    """The table of a list and some of its lines, for who proposes a mapping. Raises `TableRefused`."""
    table = open_table(file, sheet=sheet or None, forgiving=True)
    return table, [line.cells for line in islice(table.lines, SAMPLES)]


class FlatList(Directory):
    """A table in which each line is a service. `owner` offers what no column says who offers; `secret` is mixed
    into the keys of lines that bring none (see `identity.Keys`).

    Raises `TableRefused` where it is no table and `MappingRefused` where the mapping names what is not there, or
    nothing names the services. Reading its rows may raise `TableRefused` too.
    """

    format = Format.FLAT
    version = ""

    def __init__(
        self,
        file: BinaryIO,
        *,
        name: str,
        mapping: ColumnMapping,
        sheet: str = "",
        owner: str = "",
        country: str = ITALY,
        secret: bytes = b"",
    ) -> None:
        table, samples = open_list(file, sheet=sheet)
        self._file, self._name, self._owner = file, name, owner
        self._country, self._secret = country, secret
        self._sheet, self._columns = table.sheet, table.columns
        self.mapping = refuse_unknown(mapping, table.columns, FIELDS)
        refuse_incomplete(self.mapping, table.columns, FIELDS)
        self._shouted = shouted(table.columns, samples)
        self.tables = (TableFound("service", name),)
        self.aside = (*(Aside(name, note) for note in table.notes), *self._in_capitals(), *self._unread())

    @cached_property
    def fingerprint(self) -> str:  # type: ignore[override]
        """Of the file's content."""
        digest = sha256()
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest()

    def rows(self) -> Iterator[Row]:
        """The rows of every line, in their order."""
        table = open_table(self._file, sheet=self._sheet or None, forgiving=True)
        reader = LineReader(table.columns, self.mapping, self._shouted)
        maker = RowMaker(self._name, self.mapping, country=self._country, owner=self._owner, secret=self._secret)
        for line in table.lines:
            yield from maker.rows(reader.read(line))

    def preview(self, count: int = 20) -> Sequence[Line]:
        """The first lines, as they would be read."""
        lines = groupby(self.rows(), key=lambda row: row.line)
        return [Line(number, tuple(rows)) for number, rows in islice(lines, count)]

    def close(self) -> None:
        """The file is the caller's."""

    def _in_capitals(self) -> Iterator[Aside]:
        for field, column in self.mapping.items():
            if column in self._shouted and field in SPOKEN:
                yield Aside(self._name, IN_CAPITALS, column)

    def _unread(self) -> Iterator[Aside]:
        read = set(self.mapping.values())
        unread = [column for column in self._columns if column not in read]
        yield from (Aside(self._name, NO_FIELD, column) for column in unread[:MOST_UNREAD])
        if len(unread) > MOST_UNREAD:
            yield Aside(self._name, _so_many_more(len(unread) - MOST_UNREAD))


def _so_many_more(count: int) -> Translated:
    return Translated(
        it=f"Altre {count} colonne senza un campo: non vengono lette.",
        en=f"{count} more columns without a field: they are not read.",
    )
