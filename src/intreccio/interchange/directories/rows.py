"""What reading a directory gives: rows in HSDS 3.2's names, cleaned, each with what there is to say about it.

One line of a file may give several rows (a service and its languages): they share `file` and `line`. Every line
that holds anything gives at least one row, or is part of another table's row (see `TableFound.into`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from intreccio.kernel.imports.kinds import JSON, Note
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated


class DirectoryRefused(Refused):
    """The directory cannot be read; `file` and `line` say where, if at one place."""

    def __init__(self, message: Translated, *, file: str = "", line: int | None = None) -> None:
        super().__init__(_placed(message, file, line))
        self.file = file
        self.line = line


class Format(StrEnum):
    """How a directory is written."""

    HSDS_TABLES = "hsds-tables"
    HSDS_JSON = "hsds-json"
    HSDS_NDJSON = "hsds-ndjson"
    OHANA = "ohana"
    FLAT = "flat-list"

    @property
    def label(self) -> Translated:
        """What people call it."""
        return _LABELS[self]


_LABELS = {
    Format.HSDS_TABLES: Translated(it="Tabelle HSDS", en="HSDS tables"),
    Format.HSDS_JSON: Translated(it="JSON HSDS", en="HSDS JSON"),
    Format.HSDS_NDJSON: Translated(it="JSON HSDS, un oggetto per riga", en="HSDS JSON, one object a line"),
    Format.OHANA: Translated(it="Tabelle Ohana", en="Ohana tables"),
    Format.FLAT: Translated(it="Elenco di servizi, uno per riga", en="List of services, one a line"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a directory in HSDS 3.2's names, cleaned.

    `key` is the source's own id within `table`: the same id in two tables means two things. `values` holds clean
    typed values by HSDS 3.2 field, without the `id`; links stay the source's own keys as text
    (`{"organization_id": "17"}`), resolved by whoever sees the whole; blank ones are left out. With any problem
    the row is refused, and `values` are as the file says them.
    """

    table: str
    file: str
    line: int
    key: str
    values: Mapping[str, JSON]
    mends: tuple[Note, ...] = ()
    problems: tuple[Note, ...] = ()


@dataclass(frozen=True)
class TableFound:
    """A table of the directory: the file that holds it and, where cheap to know, how many lines it has.

    `into` names the table whose rows its lines become part of, for tables HSDS 3.2 has no longer (`eligibility`
    goes into `service`). Such a line gives a refused row of its own only where its owner is missing.
    """

    table: str
    file: str
    lines: int | None = None
    into: str = ""


@dataclass(frozen=True)
class Aside:
    """A file, or one column of it, that is not read, and why."""

    file: str
    reason: Translated
    column: str = ""


class Directory(ABC):
    """A directory that can be read, as often as wanted. A context manager: it may hold a file open."""

    format: Format
    version: str
    """The likeliest version of the format, such as "2.0"; "" where nothing tells."""

    tables: tuple[TableFound, ...]
    aside: tuple[Aside, ...]
    fingerprint: str
    """Of names and contents: a folder and its zip have the same one (SHA-256, hexadecimal)."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """All rows, within bounded memory. Raises `DirectoryRefused` at the place that cannot be read."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what was opened."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()


def _placed(message: Translated, file: str, line: int | None) -> Translated:
    words = {"it": "riga", "en": "line"}
    place = {
        language: ", ".join([*[file] * bool(file), *[f"{word} {line}"] * bool(line)])
        for language, word in words.items()
    }
    return Translated(
        {language: f"{place[language]}: {text}" if place[language] else text for language, text in message.items()}
    )


__all__ = ["JSON", "Aside", "Directory", "DirectoryRefused", "Format", "Note", "Row", "TableFound"]
