"""The files of a directory, whatever they come in: a folder, a zip archive, a workbook, or a single file."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from intreccio.interchange.directories.archives import (
    MOST_MEMBERS,
    another_archive,
    half_archive,
    open_archive,
    path_of,
)
from intreccio.interchange.directories.rows import Aside, DirectoryRefused
from intreccio.kernel.files.kinds import Kind, kind_of
from intreccio.kernel.imports.tables import sheets
from intreccio.kernel.text import Translated

HEAD = 4096
CHUNK = 1 << 20

A_LINK = Translated(it="È un collegamento: non viene seguito.", en="It is a link: it is not followed.")
HIDDEN = Translated(it="File di servizio.", en="A file of the system's own.")


@dataclass(frozen=True)
class Member:
    """One file. `name` is its path inside; `sheet` is set where it is a sheet of a workbook."""

    name: str
    opener: Callable[[], AbstractContextManager[BinaryIO]]
    sheet: str | None = None

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Its bytes, seekable. Raises `DirectoryRefused` where an archive proves damaged on reading."""
        try:
            with self.opener() as file:
                yield file
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as problem:
            raise half_archive(self.name) from problem

    @property
    def stem(self) -> str:
        """Its name without folders and ending: what names its table."""
        return self.sheet or PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """The ending of its name, in small letters, with the dot."""
        return PurePosixPath(self.name).suffix.casefold()

    def head(self) -> bytes:
        """Its first bytes."""
        with self.open() as file:
            file.seek(0)
            return file.read(HEAD)


@dataclass(frozen=True)
class Bundle:
    """The files that may be read, those that are not, and how to let go of them."""

    members: tuple[Member, ...]
    aside: tuple[Aside, ...] = ()
    release: Callable[[], None] = lambda: None

    def fingerprint(self) -> str:
        """Of names and contents, the same for a folder and its archive; reads everything, so finds damage."""
        total = sha256()
        for member in sorted(self.members, key=lambda member: member.name):
            if not member.sheet or member is self.members[0]:
                total.update(f"{member.name}\0{_digest(member)}\0".encode())
        return total.hexdigest()


def open_bundle(source: Path | BinaryIO, *, name: str) -> Bundle:
    """The files of `source`. Raises `DirectoryRefused`."""
    if isinstance(source, Path):
        return _folder(source) if source.is_dir() else _file_at(source, name)
    return _file(source, name, partial(_borrowed, source), lambda: None)


def _file_at(path: Path, name: str) -> Bundle:
    try:
        file = path.open("rb")
    except OSError as problem:
        raise DirectoryRefused(
            Translated(it=f"«{path.name}» non si può aprire.", en=f"“{path.name}” cannot be opened.")
        ) from problem
    try:
        return _file(file, name, partial(_opened, path), file.close)
    except BaseException:
        file.close()
        raise


def _file(
    file: BinaryIO,
    name: str,
    opener: Callable[[], AbstractContextManager[BinaryIO]],
    release: Callable[[], None],
) -> Bundle:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise DirectoryRefused(Translated(it="il file è vuoto.", en="the file is empty."))
    kind = kind_of(head)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and kind is not Kind.XLSX:
        return _archive(open_archive(file), release)
    if kind is Kind.XLSX:
        return Bundle(tuple(Member(name, opener, sheet) for sheet in sheets(file)), (), release)
    return Bundle((Member(name, opener),), (), release)


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _borrowed(file: BinaryIO) -> AbstractContextManager[BinaryIO]:
    file.seek(0)
    return nullcontext(file)


def _archive(archive: ZipFile, release: Callable[[], None]) -> Bundle:
    members, aside = [], []
    for info in archive.infolist():
        if info.is_dir():
            continue
        path = path_of(info)
        if _is_of_the_system(path):
            aside.append(Aside(str(path), HIDDEN))
        else:
            members.append(Member(str(path), partial(_unpacked, archive, info)))
    _refuse_hidden_archives(members)
    return Bundle(tuple(members), tuple(aside), release)


def _unpacked(archive: ZipFile, info: ZipInfo) -> AbstractContextManager[BinaryIO]:
    return cast(BinaryIO, archive.open(info))


def _refuse_hidden_archives(members: list[Member]) -> None:
    for member in members:
        if member.head().startswith(b"PK\x03\x04"):
            raise another_archive(member.name)


def _folder(folder: Path) -> Bundle:
    members, aside = [], []
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        if path.is_symlink():
            aside.append(Aside(str(name), A_LINK))
        elif path.is_file() and _is_of_the_system(name):
            aside.append(Aside(str(name), HIDDEN))
        elif path.is_file():
            members.append(Member(str(name), partial(_opened, path)))
        if len(members) > MOST_MEMBERS:
            raise DirectoryRefused(
                Translated(
                    it=f"la cartella contiene più di {MOST_MEMBERS} file.",
                    en=f"the folder holds more than {MOST_MEMBERS} files.",
                )
            )
    return Bundle(tuple(members), tuple(aside))


def _is_of_the_system(path: PurePosixPath) -> bool:
    return any(part.startswith((".", "__MACOSX")) or part in ("Thumbs.db", "desktop.ini") for part in path.parts)


def _digest(member: Member) -> str:
    digest = sha256()
    with member.open() as file:
        file.seek(0)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
