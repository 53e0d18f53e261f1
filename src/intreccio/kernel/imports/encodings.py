"""How the bytes of a text file are to be read: told by the bytes themselves, over the whole file."""

import codecs
from typing import BinaryIO

from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.text import Translated

CHUNK = 1 << 20
WINDOW = 1 << 19
"""Bytes around the first one that is not UTF-8, by which the encoding is judged."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_EXPECTED = frozenset("àèéìòùÀÈÉÌÒÙçÇäöüÄÖÜßñêâîô’“”«»°€–")
"""What Italian tables hold beyond ASCII. The encoding that reads more of it is the likelier one."""

_MISSING_IN_CP1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")


class MixedEncodings(TableRefused):
    """The file is UTF-8, but for some bytes of another encoding."""


def sniff_encoding(file: BinaryIO) -> str:
    """Python's name of the encoding of `file`, which is read through and left at its start.

    UTF-8 and UTF-16 are certain; else Windows (cp1252), DOS (cp850) or latin-1, by what reads like Italian.
    Raises `MixedEncodings` where UTF-8 is mixed with something else.
    """
    file.seek(0)
    head = file.read(4)
    mark = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    position = None if mark else _first_not_utf8(file)
    encoding = mark or ("utf-8" if position is None else _single_byte(file, position))
    file.seek(0)
    return encoding


def _first_not_utf8(file: BinaryIO) -> int | None:
    """The place of the first byte that is not UTF-8; None where all are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    before = 0
    while True:
        chunk = file.read(CHUNK)
        held_back = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as problem:
            return before - held_back + problem.start
        if not chunk:
            return None
        before += len(chunk)


def _single_byte(file: BinaryIO, position: int) -> str:
    start = max(0, position - WINDOW // 2)
    file.seek(start)
    window = file.read(WINDOW)
    _refuse_mixture(file, window, position)
    high = bytes(byte for byte in window if byte >= 0x80)
    likely = {name: _expected(high, name) for name in ("cp1252", "cp850")}
    if likely["cp850"] > likely["cp1252"]:
        return "cp850"
    return "latin-1" if _MISSING_IN_CP1252 & set(high) else "cp1252"


def _refuse_mixture(file: BinaryIO, window: bytes, position: int) -> None:
    text = window.decode("utf-8", errors="surrogateescape")
    beyond = [character for character in text if character >= "\x80"]
    broken = sum("\ud800" <= character <= "\udfff" for character in beyond)
    if len(beyond) - broken <= broken:
        return
    file.seek(0)
    line = file.read(position).count(b"\n") + 1
    byte = f"{window[position - max(0, position - WINDOW // 2)]:02X}"
    raise MixedEncodings(
        Translated(
            it=f"il file è in UTF-8, ma il byte {byte} qui non lo è. Salvalo di nuovo come «CSV UTF-8».",
            en=f"the file is UTF-8, but byte {byte} here is not. Save it again as “CSV UTF-8”.",
        ),
        line=line,
    )


def _expected(high: bytes, encoding: str) -> int:
    return sum(character in _EXPECTED for character in high.decode(encoding, errors="ignore"))
