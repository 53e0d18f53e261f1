"""What kinds of file are taken, told by their content and not by their name."""

import codecs
from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1_000_000


class FileRefused(ValueError):
    """The file is of the wrong kind, empty, or too large."""


class Kind(StrEnum):
    """Kinds of file the platform takes, as media types."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    ZIP = "application/zip"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    TEXT = "text/plain"
    MP3 = "audio/mpeg"
    OGG = "audio/ogg"
    MP4 = "video/mp4"
    WEBM = "video/webm"


_SIGNATURES = {
    b"%PDF-": Kind.PDF,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
    b"PK\x03\x04": Kind.ZIP,
    b"ID3": Kind.MP3,
    b"\xff\xfb": Kind.MP3,
    b"\xff\xf3": Kind.MP3,
    b"OggS": Kind.OGG,
    b"\x1aE\xdf\xa3": Kind.WEBM,
    codecs.BOM_UTF16_LE: Kind.TEXT,
    codecs.BOM_UTF16_BE: Kind.TEXT,
}
_BINARY = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


@dataclass(frozen=True)
class Limits:
    """What one place accepts."""

    kinds: frozenset[Kind]
    largest: int = 10 * MEGABYTE


TABLES = Limits(frozenset({Kind.TEXT, Kind.XLSX, Kind.ZIP}), largest=200 * MEGABYTE)
READ_ALONG = Limits(frozenset({Kind.TEXT, Kind.PDF}), largest=5 * MEGABYTE)
LISTENED_TO = Limits(frozenset({Kind.MP3, Kind.OGG}), largest=20 * MEGABYTE)
WATCHED = Limits(frozenset({Kind.MP4, Kind.WEBM}), largest=50 * MEGABYTE)
DOCUMENTS = Limits(frozenset({Kind.PDF, Kind.PNG, Kind.JPEG}))


def kind_of(head: bytes) -> Kind | None:
    """The kind a file's first bytes (a few kilobytes) tell; None where it is none that is known."""
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            return Kind.XLSX if kind is Kind.ZIP and b"xl/" in head else kind
    if head[4:8] == b"ftyp":
        return Kind.MP4
    return None if head.translate(None, _BINARY) != head else Kind.TEXT


def check(head: bytes, size: int, limits: Limits) -> Kind:
    """The kind of a file of `size` bytes, or `FileRefused` saying what would be taken."""
    if not size:
        raise FileRefused("The file is empty.")
    if size > limits.largest:
        raise FileRefused(
            f"The file has {size / MEGABYTE:.1f} MB; at most {limits.largest / MEGABYTE:.0f} MB are taken."
        )
    kind = kind_of(head)
    if kind not in limits.kinds:
        wanted = ", ".join(sorted(kind.name for kind in limits.kinds))
        raise FileRefused(f"The file's content is not of a kind taken here ({wanted}).")
    return kind
