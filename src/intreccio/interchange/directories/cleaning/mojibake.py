"""Text that was once read in the wrong encoding, put right where that is certain.

Handled: UTF-8 read as Windows (`CittÃ `) or DOS (`Citt├á`), also twice; DOS read as Windows (`perchŠ`,
`universit…`) and Windows read as DOS (`perchÞ`); single bytes left over in UTF-8.
"""

import re
from collections.abc import Callable

_UNDEFINED = {chr(code): bytes([code]) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""Bytes without a meaning in cp1252; others leave them as they are."""


def _windows_bytes(text: str) -> bytes:
    return b"".join(_UNDEFINED.get(letter) or _byte(letter) for letter in text)


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")


def _letters(codes: range, encoding: str) -> str:
    known = (bytes([code]).decode(encoding, errors="ignore") for code in codes)
    return re.escape("".join(known))


_FOLLOWING = _letters(range(0x80, 0xC0), "cp1252") + "\x80-\xbf"
_TWO, _THREE = f"[Â-ß][{_FOLLOWING}]", f"[à-ï][{_FOLLOWING}]{{2}}"
_CERTAIN_WINDOWS = re.compile(
    rf"""(?:[ÂÃ][{_FOLLOWING}]                    # Latin letters, quotation marks, no-break spaces,
          | â[€‚„…†‡ˆ‰\x80-\x89][{_FOLLOWING}])   # typographic signs,
         (?:{_TWO}|{_THREE})*                    # and what stands directly behind
       | (?:{_TWO}){{3,}} | (?:{_THREE}){{3,}}     # words in other scripts
       | ð[Ÿ\x9f][{_FOLLOWING}]{{2}}               # pictures
    """,
    re.VERBOSE,
)
_DOS_FOLLOWING = _letters(range(0x80, 0xC0), "cp850")
_CERTAIN_DOS = re.compile(rf"(?:[┬├][{_DOS_FOLLOWING}])+|Ô[{_DOS_FOLLOWING}]{{2}}")

_AS_WINDOWS = dict(zip("…Š‚•—\x85\x8a\x82\x8d\x95\x97", "àèéòùàèéìòù", strict=True))
_DOS_AS_WINDOWS = re.compile(r"(?<=[a-z])[Š‚\x8d\x8a\x82](?![A-Z0-9])")
_DOS_AS_WINDOWS_ALSO = re.compile(r"(?<=[a-z])[…•—Š‚\x85\x8a\x82\x8d\x95\x97](?![.…\d])|(?<=\s)[Š\x8a](?=\s)")
_AS_DOS = dict(zip("ÓÞÚý‗¨", "àèéìòù", strict=True))
_WINDOWS_AS_DOS = re.compile(r"(?<=[a-z])[ÓÞÚ‗¨](?![A-Za-z])")
_WINDOWS_AS_DOS_ALSO = re.compile(r"(?<=[a-z])[ÓÞÚý‗¨](?![A-Za-z])|(?<=\s)Þ(?=\s)")
_LONE_BYTES = re.compile("[\udc80-\udcff]+")

_SUSPECT = re.compile(f"[ÂÃ┬├Š‚\x80-\x9fÓÞÚ‗¨\udc80-\udcff]|Ô[{_DOS_FOLLOWING}]|[âÄ-ïð][{_FOLLOWING}]")


def unscrambled(text: str) -> str:
    """`text` with what was read in a wrong encoding put right; itself where nothing is certain.

    >>> unscrambled("CittÃ\\xa0 dâ€™arte"), unscrambled("perchÞ no"), unscrambled("Più «CAFÉ»")
    ('Città d’arte', 'perchè no', 'Più «CAFÉ»')
    """
    if not _SUSPECT.search(text):
        return text
    text = _LONE_BYTES.sub(_from_bytes, text)
    while (mended := _once(text)) != text:
        text = mended
    return text


def _once(text: str) -> str:
    text = _CERTAIN_WINDOWS.sub(_decoder(_windows_bytes), text)
    text = _CERTAIN_DOS.sub(_decoder(lambda found: found.encode("cp850")), text)
    if _DOS_AS_WINDOWS.search(text):
        text = _DOS_AS_WINDOWS_ALSO.sub(lambda found: _AS_WINDOWS[found[0]], text)
    if _WINDOWS_AS_DOS.search(text):
        text = _WINDOWS_AS_DOS_ALSO.sub(lambda found: _AS_DOS[found[0]], text)
    return text


def _decoder(to_bytes: Callable[[str], bytes]) -> Callable[[re.Match[str]], str]:
    """A replacement by what the same bytes are in UTF-8; none where they are not."""

    def decode(found: re.Match[str]) -> str:
        try:
            return to_bytes(found[0]).decode("utf-8")
        except UnicodeError:
            return found[0]

    return decode


def _from_bytes(found: re.Match[str]) -> str:
    single = found[0].encode("utf-8", errors="surrogateescape")
    return single.decode("cp1252", errors="ignore") or single.decode("latin-1")
