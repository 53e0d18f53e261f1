"""Directories as JSON: one object, lists, pages of an API, or one object a line."""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from intreccio.interchange.directories.cleaning.countries import MONTH_FIRST, country_code
from intreccio.interchange.directories.cleaning.mending import shortened
from intreccio.interchange.directories.flattening import Flattener
from intreccio.interchange.directories.json_stream import NO_OBJECT, Piece, pieces
from intreccio.interchange.directories.json_text import LARGEST, TOO_LARGE, no_json, parse
from intreccio.interchange.directories.members import Bundle, Member
from intreccio.interchange.directories.objects import table_of
from intreccio.interchange.directories.records import Surroundings
from intreccio.interchange.directories.rows import Aside, Directory, DirectoryRefused, Format, Row
from intreccio.interchange.directories.table_files import NO_SUCH_FIELD
from intreccio.kernel.imports.kinds import JSON, Note
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

SAMPLE = 1 << 20
"""Characters that tell the country."""

_COUNTRY = re.compile(r'"country"\s*:\s*"([^"]{2,40})"')

UNKNOWN_KIND = Translated(
    it="Non si capisce che cosa sia: né servizio, né organizzazione, né sede.",
    en="It cannot be told what this is: no service, organisation or place.",
)


@dataclass(frozen=True)
class Document:
    """A JSON file. `name` is how reports call it, "" where it is the only one."""

    member: Member
    name: str
    is_lines: bool


class DocumentDirectory(Directory):
    """JSON files, read one after the other. `aside` is complete once all rows have been read."""

    version = ""
    tables = ()

    def __init__(self, bundle: Bundle, documents: Iterable[Document], aside: Iterable[Aside]) -> None:
        self._bundle = bundle
        self._documents = list(documents)
        self._of_files = tuple(aside)
        self._unknown: dict[tuple[str, str, str], None] = {}
        of_lines = all(document.is_lines for document in self._documents)
        self.format = Format.HSDS_NDJSON if of_lines else Format.HSDS_JSON
        self.fingerprint = bundle.fingerprint()

    @property
    def aside(self) -> tuple[Aside, ...]:  # type: ignore[override]
        """Files that are not read, and names in objects that HSDS does not know, so far met."""
        names = (Aside(file, NO_SUCH_FIELD, f"{table}.{name}") for file, table, name in self._unknown)
        return (*self._of_files, *names)

    def rows(self) -> Iterator[Row]:
        """All rows, object by object."""
        for document in self._documents:
            yield from self._rows(document)

    def close(self) -> None:
        self._bundle.release()

    def _rows(self, document: Document) -> Iterator[Row]:
        file = document.name
        with _text_of(document.member) as text:
            surroundings = _surroundings(text.read(SAMPLE))
        flattener, table = Flattener(surroundings, file), ""
        with _text_of(document.member) as text, _placing(file):
            for piece in lines(text) if document.is_lines else pieces(text):
                try:
                    value, table = _understood(piece, document.member.stem)
                    yield from flattener.rows(value, table, piece.number)
                except Refused as refusal:
                    if isinstance(refusal, DirectoryRefused):
                        raise
                    yield _refused(piece, refusal, file, table)
        self._unknown.update(dict.fromkeys((file, *found) for found in flattener.unknown))


def lines(text: TextIO) -> Iterator[Piece]:
    """The objects of a file with one a line; a line that is none is refused, and the next one read."""
    number = 0
    while line := text.readline(LARGEST):
        number += 1
        if len(line) == LARGEST and not line.endswith("\n"):
            _to_line_end(text)
            yield Piece(number, "", Refused(TOO_LARGE))
        elif line.strip("\ufeff \t\r\n"):
            yield Piece(number, "", _on_line(line.strip("\ufeff \t\r\n")))


def _to_line_end(text: TextIO) -> None:
    while (rest := text.readline(LARGEST)) and not rest.endswith("\n"):
        pass


def _on_line(line: str) -> JSON | Refused:
    try:
        value, end = parse(line)
    except json.JSONDecodeError as problem:
        quoted, what = shortened(line, 60), no_json(problem)
        return Refused(Translated(it=f"{what['it']} «{quoted}»", en=f"{what['en']} “{quoted}”"))
    except Refused as refusal:
        return refusal
    return value if isinstance(value, dict) and end == len(line) else Refused(NO_OBJECT)


def _understood(piece: Piece, stem: str) -> tuple[Mapping[str, JSON], str]:
    """The object and its table. Raises `Refused`."""
    if isinstance(piece.value, Refused):
        raise piece.value
    if not isinstance(piece.value, dict):
        raise Refused(NO_OBJECT)
    table = table_of(piece.value, piece.list, stem)
    if not table:
        raise Refused(UNKNOWN_KIND)
    return piece.value, table


def _refused(piece: Piece, refusal: Refused, file: str, table: str) -> Row:
    """A refused row for an object that cannot be read; said to be of the table of those before it."""
    note = Note(refusal.field, refusal.message)
    return Row(piece.list or table or "service", file, piece.number, "", {}, problems=(note,))


@contextmanager
def _text_of(member: Member) -> Iterator[TextIO]:
    """The text of a member; bytes that are not of its encoding come through as lone surrogates."""
    with member.open() as file:
        file.seek(0)
        head = file.read(2)
        file.seek(0)
        encoding = "utf-16" if head in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        text = io.TextIOWrapper(
            file, encoding, "replace" if encoding == "utf-16" else "surrogateescape", newline="\n"
        )
        try:
            yield text
        finally:
            if not file.closed:
                text.detach()


@contextmanager
def _placing(file: str) -> Iterator[None]:
    """Says the file with what is refused in it."""
    try:
        yield
    except DirectoryRefused as problem:
        if problem.file or not file:
            raise
        raise DirectoryRefused(problem.message, file=file) from problem


def _surroundings(sample: str) -> Surroundings:
    codes = [code for name in _COUNTRY.findall(sample) if (code := country_code(name))]
    country = max(sorted(set(codes)), key=codes.count) if codes else ""
    return Surroundings(country, country in MONTH_FIRST)
