"""QR codes: what is on a screen or on paper, opened on a telephone."""

from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_L

from intreccio.web.shown.carried import Square

QUIET = 4
"""Empty modules around the code, as ISO/IEC 18004 asks."""


@lru_cache(maxsize=512)
def square(text: str) -> Square:
    """The code of a text as one SVG path, a module being one unit."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    return Square("".join(_row(y, row) for y, row in enumerate(rows)), len(rows))


def svg(code: Square) -> str:
    """A code as an SVG document of its own, black on white."""
    size = code.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{code.path}"/></svg>'
    )


def _row(y: int, row: list[bool]) -> str:
    """The dark stretches of one row."""
    drawn, x = [], 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            drawn.append(f"M{start} {y}h{x - start}v1H{start}z")
        x += 1
    return "".join(drawn)
