"""Reading large XML files of an archive piece by piece, within bounded memory."""

from collections.abc import Iterator
from typing import IO, Protocol, TypeVar
from xml.parsers import expat
from zipfile import ZipFile

from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.text import Translated

CHUNK = 1 << 16

MOST_UNPACKED = 4_000_000_000
"""Bytes an archive may have when unpacked, read piece by piece: small files can hold immense ones."""

MOST_KEPT = 400_000_000
"""Bytes of XML of a part that must be kept in memory, such as a workbook's texts."""

T = TypeVar("T")


class Handler(Protocol[T]):
    """Takes what the parser tells, names without prefix, and gives what came of it."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...

    def take(self) -> list[T]:
        """What is ready since the last time."""


class LocalNames(dict[str, str]):
    """Names without their prefix, remembered."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        self[name] = local
        return local


def stream(file: IO[bytes], handler: Handler[T]) -> Iterator[T]:
    """What `handler` gives, while the file is read. Raises `expat.ExpatError` where it is no sound XML."""
    parser = expat.ParserCreate()
    parser.buffer_text, parser.buffer_size = True, CHUNK
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    while chunk := file.read(CHUNK):
        parser.Parse(chunk)
        yield from handler.take()
    parser.Parse(b"", True)
    yield from handler.take()


def refuse_bomb(archive: ZipFile) -> None:
    """Raises `TableRefused` where the parts say that they are immense. Python reads no more than they say."""
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
        raise too_large(MOST_UNPACKED)


def too_large(limit: int) -> TableRefused:
    """A workbook that would not fit."""
    return TableRefused(
        Translated(
            it=f"la cartella di lavoro, aperta, supera {limit // 1_000_000} MB: dividila.",
            en=f"the workbook, unpacked, is larger than {limit // 1_000_000} MB: split it.",
        )
    )


def _refuse_doctype(*declared: object) -> None:
    raise TableRefused(
        Translated(
            it="la cartella di lavoro contiene dichiarazioni che nessun foglio di calcolo scrive: non si legge.",
            en="the workbook holds declarations that no spreadsheet program writes: it is not read.",
        )
    )
