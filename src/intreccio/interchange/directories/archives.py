"""Zip archives from strangers: looked through before anything is unpacked, and never unpacked to disk."""

import re
import stat
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from intreccio.interchange.directories.rows import DirectoryRefused
from intreccio.kernel.text import Translated

MOST_MEMBERS = 2_000
MOST_UNPACKED = 4_000_000_000
"""Bytes of all members together."""

HIGHEST_RATIO, RATIO_COUNTS_FROM = 200, 50_000_000
"""How many times smaller a member may be than its content, if that has at least so many bytes."""

_ENCRYPTED = 0x1
_ARCHIVES = frozenset({".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst", ".jar"})
_DRIVE = re.compile(r"[A-Za-z]:")


def open_archive(file: BinaryIO) -> ZipFile:
    """The archive in a file, found sound as far as its list of members tells. Raises `DirectoryRefused`."""
    try:
        archive = ZipFile(file)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise half_archive() from problem
    members = archive.infolist()
    _refuse_bomb(members)
    for member in members:
        _refuse_trick(member)
    _refuse_twins(members)
    return archive


def half_archive(name: str = "") -> DirectoryRefused:
    """What to say of an archive, or of a member, that is cut off or damaged."""
    return DirectoryRefused(
        Translated(
            it="l'archivio zip è incompleto o danneggiato: scaricalo o crealo di nuovo.",
            en="the zip archive is incomplete or damaged: download or make it again.",
        ),
        file=name,
    )


def path_of(member: ZipInfo) -> PurePosixPath:
    """Where a member stands in the archive."""
    return PurePosixPath(member.orig_filename.replace("\\", "/"))


def _refuse_bomb(members: list[ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise DirectoryRefused(
            Translated(
                it=f"l'archivio contiene {len(members)} file: al massimo {MOST_MEMBERS}.",
                en=f"the archive holds {len(members)} files: at most {MOST_MEMBERS}.",
            )
        )
    unpacked = sum(member.file_size for member in members)
    swollen = next(filter(_is_swollen, members), None)
    if unpacked > MOST_UNPACKED or swollen:
        raise DirectoryRefused(
            Translated(
                it=f"l'archivio, aperto, sarebbe di {unpacked // 1_000_000} MB, troppo per la sua dimensione o "
                f"per i {MOST_UNPACKED // 1_000_000} ammessi: dividilo, o manda i file non compressi.",
                en=f"the archive, unpacked, would have {unpacked // 1_000_000} MB, too much for its size or for "
                f"the {MOST_UNPACKED // 1_000_000} allowed: split it, or send its files uncompressed.",
            ),
            file=swollen.filename if swollen else "",
        )


def _is_swollen(member: ZipInfo) -> bool:
    ratio = member.file_size / max(1, member.compress_size)
    return member.file_size >= RATIO_COUNTS_FROM and ratio > HIGHEST_RATIO


def _refuse_trick(member: ZipInfo) -> None:
    path, name = path_of(member), member.orig_filename
    if path.is_absolute() or ".." in path.parts or "\0" in name or _DRIVE.match(name):
        raise _refused(
            member, it="il suo percorso esce dall'archivio: non si apre.", en="its path leads out of the archive."
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise _refused(member, it="è un collegamento, non un file.", en="this is a link, not a file.")
    if member.flag_bits & _ENCRYPTED:
        raise _refused(
            member, it="è protetto da password: toglila.", en="it is protected by a password: take it away."
        )
    if path.suffix.casefold() in _ARCHIVES:
        raise another_archive(name)


def another_archive(name: str) -> DirectoryRefused:
    """What to say of an archive inside the archive."""
    return DirectoryRefused(
        Translated(
            it="è un altro archivio dentro l'archivio: aprilo e manda i suoi file.",
            en="this is another archive inside the archive: unpack it and send its files.",
        ),
        file=name,
    )


def _refuse_twins(members: list[ZipInfo]) -> None:
    seen = set()
    for member in members:
        if path_of(member) in seen and not member.is_dir():
            raise _refused(member, it="c'è due volte nell'archivio.", en="it is twice in the archive.")
        seen.add(path_of(member))


def _refused(member: ZipInfo, *, it: str, en: str) -> DirectoryRefused:
    return DirectoryRefused(Translated(it=it, en=en), file=member.orig_filename.replace("\0", ""))
