"""Colours that somebody chose: whether they can be read, by the contrast of WCAG 2.2."""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")
READABLE = 4.5
"""Ratio that text needs (success criterion 1.4.3, level AA)."""

BLACK, WHITE = "#000000", "#ffffff"


def is_colour(text: str) -> bool:
    """Whether it is six hexadecimal digits after #, in small letters."""
    return bool(COLOUR.fullmatch(text))


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(ground: str) -> str:
    """Black or white, whichever is read better there; one of them always reaches `READABLE`."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, ground))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
