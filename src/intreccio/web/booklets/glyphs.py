"""Which characters the typefaces of documents have.

PDF/UA forbids a character without a shape, so what no typeface has is written as a question mark in a box.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from struct import unpack_from

FONTS = Path(__file__).parent / "typst" / "fonts"
BOX = "\ufffd"
LAYOUT = frozenset("\n\t\r\u200b\u2060\u2068\u2069\ufeff")
"""Characters that need no shape."""


def written(text: str) -> str:
    """A text with such a box for each character that no typeface has."""
    known = covered()
    return "".join(char if ord(char) in known or char in LAYOUT else BOX for char in text)


@cache
def covered() -> frozenset[int]:
    """The code points that some typeface has a shape for."""
    return frozenset(code for path in FONTS.glob("*.[ot]tf") for code in _code_points(path.read_bytes()))


def _code_points(font: bytes) -> Iterator[int]:
    """What the table `cmap` of an OpenType font maps, read from its segments (formats 4 and 12)."""
    [tables] = unpack_from(">H", font, 4)
    records = (unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    [count] = unpack_from(">H", font, start + 2)
    for number in range(count):
        [offset] = unpack_from(">I", font, start + 4 + 8 * number + 4)
        yield from _segments(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    match unpack_from(">H", font, at):
        case (4,):
            [double] = unpack_from(">H", font, at + 6)
            ends = unpack_from(f">{double // 2}H", font, at + 14)
            starts = unpack_from(f">{double // 2}H", font, at + 16 + double)
            for first, last in zip(starts, ends, strict=True):
                yield from (code for code in range(first, last + 1) if code != 0xFFFF)
        case (12,):
            [groups] = unpack_from(">I", font, at + 12)
            for number in range(groups):
                first, last, _ = unpack_from(">III", font, at + 16 + 12 * number)
                yield from range(first, last + 1)
