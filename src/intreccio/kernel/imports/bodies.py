"""Rows under the header, and which of them are no records: totals, footnotes, headings, half lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from intreccio.kernel.imports.plain_text import without_guard
from intreccio.kernel.imports.raw_rows import RawRow, Remark
from intreccio.kernel.text import Translated

FEWEST_FOR_NOTES = 3
"""Columns from which a line with a single filled cell may be a heading or a footnote."""

_TOTAL = re.compile(
    r"(?:sub-?|grand |sub )?tot(?:ale|ali|als?|\.)?(?: (?:generale|complessivo|parziale|servizi|righe|rows))?\s*:?"
    r"|somma:?|sum:?",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"(?:\*+|\(\*\)|font[ei]\b|sources?:|n\.?\s?b\.?\b|note?:|legenda\b|avvertenz[ae]\b"
    r"|(?:ultimo )?aggiornament[oi]\b|dati aggiornati|last updated)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,'\s€%+-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line under the header, as wide as the header. `number` is its line (or row) in the file.

    `surplus` counts filled cells beyond the last column: a sign of a delimiter inside a text. `remarks` say how
    cells were read. With a `refusal` the line is no record, or not a whole one, for the reason given.
    """

    number: int
    cells: tuple[str, ...]
    surplus: int = 0
    remarks: tuple[Remark, ...] = ()
    refusal: Translated | None = None


def lines_of(rows: Iterable[RawRow], header: tuple[str, ...]) -> Iterator[Line]:
    """Every row that holds anything, as a line."""
    width = len(header)
    for row in rows:
        cells, surplus = _fitted(row.cells, width)
        if surplus or any(cells):
            yield Line(row.number, cells, surplus, row.remarks, _refusal(row, cells, header))


def _fitted(given: Iterable[str], width: int) -> tuple[tuple[str, ...], int]:
    cells = tuple(map(str.strip, given))
    if "\n'" in "\n".join(("", *cells)):
        cells = tuple(map(without_guard, cells))
    if len(cells) <= width:
        return cells + ("",) * (width - len(cells)), 0
    return cells[:width], sum(map(bool, cells[width:]))


def _refusal(row: RawRow, cells: tuple[str, ...], header: tuple[str, ...]) -> Translated | None:
    if row.cut:
        return CUT
    if cells[0] and cells[0] == header[0] and _repeats(cells, header):
        return HEADER_AGAIN
    first = next(filter(None, cells), "")
    if len(first) <= 40 and _TOTAL.fullmatch(first) and _only_numbers_follow(cells, first):
        return TOTAL
    if len(cells) >= FEWEST_FOR_NOTES and cells.count("") == len(cells) - 1:
        return _alone(row, first, len(cells))
    return None


def _repeats(cells: tuple[str, ...], header: tuple[str, ...]) -> bool:
    return all(cell == name for cell, name in zip(cells, header, strict=True) if cell)


def _only_numbers_follow(cells: tuple[str, ...], first: str) -> bool:
    return all(_NUMBER.fullmatch(cell) for cell in cells if cell and cell is not first)


def _alone(row: RawRow, text: str, width: int) -> Translated | None:
    """Why a line with a single filled cell is no record."""
    if _FOOTNOTE.match(text):
        return FOOTNOTE
    spans = any(last - first + 1 >= max(FEWEST_FOR_NOTES, width // 2) for first, last in row.merged.items())
    return HEADING if spans else None


CUT = Translated(
    it="il file finisce a metà di questa riga: forse è solo una metà, scaricalo di nuovo.",
    en="the file ends in the middle of this line: perhaps it is only half of one, fetch it again.",
)
HEADER_AGAIN = Translated(it="ripete l'intestazione.", en="repeats the header.")
TOTAL = Translated(it="è una riga di totali, non di dati.", en="is a line of totals, not of data.")
FOOTNOTE = Translated(
    it="è una nota a piè di tabella, non una riga di dati.", en="is a footnote, not a line of data."
)
HEADING = Translated(
    it="è un titolo fra le righe, non una riga di dati.", en="is a heading between the lines, not a line of data."
)
